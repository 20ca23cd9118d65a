"""Reads in a parsed sentence who takes, holds, leaves or attacks which place, when, how surely, and who says so."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from geo.extractors.dates.finding import is_unread
from geo.extractors.events.draft import Draft
from geo.extractors.events.fitting import find_drafts
from geo.extractors.events.ground import Ground, Known
from geo.extractors.events.incidents import find_incidents
from geo.extractors.events.linking import link_places
from geo.extractors.events.opponents import find_opponent, same_places, side_of
from geo.extractors.events.places import PlaceFinder
from geo.extractors.events.scene import Scene
from geo.extractors.events.settling import settle_drafts
from geo.extractors.events.sides import SideFinder
from geo.extractors.events.when import Days, choose_date, day_of_report, part_by_date, settle_start
from geo.extractors.grammar.roles import Tree
from geo.extractors.telling.attribution import find_attribution
from geo.extractors.telling.certainty import Certainty, judge
from geo.languages.actors import actor_words
from geo.languages.attribution import saying_rules
from geo.languages.certainty import certainty_rules
from geo.languages.control import control_rules
from geo.languages.grammar import grammar_words
from geo.languages.incident import incident_rules
from geo.records.actors import ActorMention, Attribution
from geo.records.dates import DateSpan
from geo.records.facts import ControlChange, ControlExtent, ControlStatus
from geo.records.places import PlaceMention
from geo.records.text import Article, Evidence, ParsedSentence, Span
from geo.text.event_labels import READER

_LONGEST_TRIGGER = 6
"""Words between a trigger and a word that it needs from which on that is no part of the trigger's own span."""
_EXTENTS: tuple[ControlExtent, ...] = ("part", "around", "whole")


def may_tell_change(sentence: ParsedSentence, language: str = "en") -> bool:
    """Whether a sentence holds any word that a rule begins with: the quick test before all else."""
    changes, incidents = control_rules(language).by_lemma, incident_rules(language).by_lemma
    opens = sentence.tokens[:1] and sentence.tokens[0].text.lower() in grammar_words(language).openers
    return bool(opens) or any(w in changes or w in incidents for w in (t.lemma.lower() for t in sentence.tokens))


def extract_changes(
    article: Article,
    sentence: ParsedSentence,
    known: Known,
    dates: Sequence[DateSpan] = (),
    day: DateSpan | None = None,
) -> tuple[tuple[ControlChange, ...], tuple[str, ...]]:
    """The control changes that a sentence states, in order of their triggers, and notes on triggers that gave none.

    What is `known` of the article before the sentence serves words that point back. `dates` are the sentence's, `day` is
    what heads it, by default the report's day.
    """
    if not may_tell_change(sentence, article.language):
        return (), ()
    scene = make_scene(article, sentence, known)
    drafts, told = find_told(scene)
    scene.ground.learn(p.mention for d in drafts for p in d.places if p.named and not p.made)
    drafts = [_in_scene(scene, _linked(scene, d)) for d in drafts]
    incidents = find_incidents(scene, incident_rules(article.language), told)
    incidents = [d for d in incidents if not (d.rule.part == "noun" and _told_besides(d, drafts))]
    placed = sorted((d for d in (*drafts, *incidents) if d.places or d.rule.placeless), key=lambda d: d.index)
    triggers = [d.index for d in (*drafts, *incidents)]
    lost = (d for d in drafts if d not in placed and d.rule.kind in ("seize", "regain") and d.rule.part == "verb")
    notes = (f'"{_trigger(scene.tree, d).text}" tells of a place that is not found' for d in lost)
    parted = [part for d in placed for part in part_by_date(scene, d, dates)]
    changes = tuple(_finish(article, scene, d, triggers, Days(dates, own, day)) for d, own in parted)
    return changes, (*notes, *_unread_dates(changes))


def _unread_dates(changes: Sequence[ControlChange]) -> Iterator[str]:
    """A note on each date that is said of a change but not understood."""
    unread = dict.fromkeys(c.when.text for c in changes if c.when is not None and is_unread(c.when))
    yield from (f'"{text}" is a date that is not understood: what it dates is left undated' for text in unread)


def find_told(scene: Scene) -> tuple[list[Draft], frozenset[int]]:
    """The settled drafts of changes of control, and all words that tell one or are part of it."""
    fitting = find_drafts(scene, scene.rules)
    drafts = settle_drafts(scene, fitting)
    told = frozenset(i for d in fitting for i in (d.index, *d.needed))
    return drafts, told


def _told_besides(incident: Draft, changes: Sequence[Draft]) -> bool:
    """Whether a change of the same place is told, of which an incident's noun is then but a part ("the blast in the battle")."""
    return any(same_places(incident, change) for change in changes)


def _linked(scene: Scene, draft: Draft) -> Draft:
    """A draft whose places have no names, with the places where cues say that it happened: it was of a part of them."""
    unnamed = draft.places or draft.rule.placeless
    if not unnamed or any(p.named for p in draft.places) or draft.rule.part == "noun":
        return draft
    linked = link_places(scene, draft.index, incident_rules().links)
    below = [p for p in linked if stands_at(scene.tree, p.token, draft.index) and may_link(draft, p.mention)]
    found = tuple(replace(p, extent="part", made=True) for p in below)
    return replace(draft, places=found or draft.places)


def _in_scene(scene: Scene, draft: Draft) -> Draft:
    """A draft that may do without a place, with the one its paragraph spoke of last."""
    if draft.places or not draft.rule.placeless:
        return draft
    return replace(draft, places=tuple(scene.places.back.last_before(draft.index)))


def stands_at(tree: Tree, place: int, deed: int) -> bool:
    """Whether a place's phrase belongs to what a deed is done to, or to the deed's own clause."""
    way = [tree.tokens[place], *tree.above(place)]
    up = [t.index for t in way]
    if deed not in up:
        return False
    branch = way[: up.index(deed)]
    return branch[-1].dep in ("dobj", "nsubjpass", "prep") and not any(t.pos in ("VERB", "AUX") for t in branch)


def may_link(draft: Draft, mention: PlaceMention) -> bool:
    """Whether a place that is none by the rule's own paths may be a draft's: no country where the rule takes none."""
    large = mention.place is not None and mention.place.kind in ("country", "region")
    return not (draft.rule.small and large)


def make_scene(article: Article, sentence: ParsedSentence, known: Known) -> Scene:
    """A sentence with what is known of its places and its sides."""
    tree = Tree(sentence)
    sides = SideFinder(tree, known.actors, actor_words(article.language))
    paragraph = article.text.rfind("\n\n", 0, sentence.sentence.start) + 1
    ground = Ground(
        tree, replace(known, paragraph=paragraph), sides.names(), sides.force_nouns(), control_rules(article.language)
    )
    return Scene(tree, ground, PlaceFinder(ground), sides)


def _finish(article: Article, scene: Scene, draft: Draft, triggers: Sequence[int], days: Days) -> ControlChange:
    rule, tree, language = draft.rule, scene.tree, article.language
    certainty = judge(tree, draft.index, rule.kind, _own_status(scene, draft), certainty_rules(language))
    when = days.own or choose_date(scene, draft.index, triggers, days.named, saying_rules(language).by_lemma["verb"])
    when = when or days.over or day_of_report(article)
    gained, held = (side_of(scene, paths, draft) for paths in (rule.gained, rule.held))
    lost = side_of(scene, rule.lost, draft) or draft.lost
    if lost is None and rule.kind in ("seize", "regain", "advance", "offensive"):
        lost = find_opponent(scene, draft)
    if lost is not None and gained is not None:
        lost = _other_side(lost, gained)
    confidence, why = _weigh(draft, gained or lost or held)
    saying = find_attribution(tree, draft.index, scene.sides.here, saying_rules(language))
    gained, lost, held = (_speaker(scene, side, saying) for side in (gained, lost, held))
    lost = None if _is_own(gained, lost, scene.sides.words.speakers) else lost
    sentence = scene.tree.sentence
    span = sentence.sentence
    return ControlChange(
        rule.kind, settle_start(certainty.status, when, article), gained, lost, held,
        tuple(p.mention for p in draft.places), when,
        saying,
        _trigger(tree, draft), confidence,
        Evidence(article.id, span.index, span.start, span.end, sentence.text, rule.id),
        (*_reasons(tree, draft, certainty), *why), _extent(draft),
    )  # fmt: skip


def circumstances(
    article: Article, sentence: ParsedSentence, known: Known, days: Days, trigger: Span
) -> tuple[DateSpan | None, Attribution | None, Evidence]:
    """When the change told by the words of a trigger was, who says so, and where it stands; for triggers no rule knows."""
    scene, span = make_scene(article, sentence, known), sentence.sentence
    words = [t.index for t in sentence.tokens_in(trigger.start, trigger.end)] or [0]
    index = next((i for i in words if sentence.tokens[i].head not in words), words[0])
    when = days.own or choose_date(scene, index, (), days.named, saying_rules(article.language).by_lemma["verb"])
    saying = find_attribution(scene.tree, index, scene.sides.here, saying_rules(article.language))
    evidence = Evidence(article.id, span.index, span.start, span.end, sentence.text, READER)
    return when or days.over or day_of_report(article), saying, evidence


def _other_side(lost: ActorMention, gained: ActorMention) -> ActorMention | None:
    """Who loses, where somebody gains: nobody takes a place from himself, so the same words are none and the same actor is unknown."""
    if lost.start == gained.start:
        return None
    same = lost.actor is not None and lost.actor == gained.actor
    return replace(lost, actor=None, method="unresolved") if same else lost


def _speaker(scene: Scene, side: ActorMention | None, saying: Attribution | None) -> ActorMention | None:
    """A side with the sayer's actor where it is said in the first person: "we have taken", "our forces"."""
    if side is None or saying is None or saying.actor is None:
        return side
    first, _, more = side.text.lower().partition(" ")
    if first not in scene.sides.words.speakers or (more and side.actor is not None):
        return side
    return replace(side, actor=saying.actor, method="reference")


def _is_own(gained: ActorMention | None, lost: ActorMention | None, speakers: Collection[str]) -> bool:
    """Whether who would have lost a place is who tells that "our forces" have taken it."""
    if gained is None or lost is None or gained.actor is None:
        return False
    return lost.actor == gained.actor and gained.text.lower().partition(" ")[0] in speakers


def _own_status(scene: Scene, draft: Draft) -> ControlStatus | None:
    token = scene.tree.tokens[draft.index]
    described = draft.rule.kind == "siege" and token.dep == "amod" and token.tag != "VBG"
    return "state" if draft.rule.kind == "hold" or described else None


def _extent(draft: Draft) -> ControlExtent:
    said = {p.extent for p in draft.places}
    return next((e for e in _EXTENTS if e in said), "whole")


def _trigger(tree: Tree, draft: Draft) -> Span:
    words = [draft.index, *(i for i in draft.needed if abs(i - draft.index) <= _LONGEST_TRIGGER)]
    first, last = min(words), max(words)
    return Span(tree.tokens[first].start, tree.tokens[last].end, tree.text(first, last))


def _reasons(tree: Tree, draft: Draft, certainty: Certainty) -> Iterator[str]:
    yield f'rule {draft.rule.id} read "{_trigger(tree, draft).text}"'
    yield f"{certainty.status}: {certainty.reason}"
    yield from (f"place: {p.reason}" for p in draft.places)


def _weigh(draft: Draft, side: ActorMention | None) -> tuple[float, tuple[str, ...]]:
    """The confidence of a change, 0 to 1, as a product of what it rests on, and that product in words."""
    factors = [(f"rule {draft.rule.id}", draft.rule.confidence)]
    if not draft.places:
        factors.append(("no place named", 0.5))
    elif all(p.mention.place is None for p in draft.places):
        factors.append(("place not in the gazetteer", 0.8))
    elif any(p.mention.reasons and "taken for" in p.mention.reasons[-1] for p in draft.places):
        factors.append(("place pointed back to", 0.85))
    if side is None:
        factors.append(("no actor named", 0.9))
    elif side.actor is None:
        factors.append(("actor not known", 0.95))
    total = 1.0
    for _, factor in factors:
        total *= factor
    return round(total, 2), ("confidence: " + " × ".join(f"{factor} ({why})" for why, factor in factors),)
