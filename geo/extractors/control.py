"""Reads in a parsed sentence who takes, holds, leaves or attacks which place, when, how surely, and who says so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from geo.extractors.attribution import find_attribution
from geo.extractors.certainty import Certainty, judge
from geo.extractors.control_forms import FORMS, Scene
from geo.extractors.control_places import FindUnit, FoundPlace, LookUp, PlaceFinder
from geo.extractors.control_sides import SideFinder
from geo.extractors.control_when import choose_date, settle_start
from geo.extractors.grammar import Tree
from geo.languages.actors import actor_words
from geo.languages.attribution import saying_rules
from geo.languages.certainty import certainty_rules
from geo.languages.control import ControlRule, ControlRules, control_rules
from geo.records.actors import ActorMention
from geo.records.dates import DateSpan
from geo.records.facts import ControlChange, ControlExtent
from geo.records.places import PlaceMention
from geo.records.text import Article, Evidence, ParsedSentence, Span

_AROUND = "prep:in|at|near|around|outside|inside|along"
"""Where a clause names its scene when its object has no name ("seized three villages in the north of Aleppo")."""
_LONGEST_TRIGGER = 6
_EXTENTS: tuple[ControlExtent, ...] = ("part", "around", "whole")


@dataclass(frozen=True, slots=True)
class _Draft:
    """A rule that fits a trigger: the tokens of the trigger, the words it needs, and the places it speaks of."""

    rule: ControlRule
    index: int
    needed: tuple[int, ...]
    places: tuple[FoundPlace, ...]
    lost: ActorMention | None = None

    def mentions(self) -> set[tuple[int, int]]:
        return {(p.mention.start, p.mention.end) for p in self.places}


def may_tell_change(sentence: ParsedSentence, language: str = "en") -> bool:
    """Whether a sentence holds any word that a rule begins with: the quick test before all else."""
    triggers = control_rules(language).by_lemma
    return any(t.lemma.lower() in triggers for t in sentence.tokens)


def extract_changes(
    article: Article,
    sentence: ParsedSentence,
    mentions: Sequence[PlaceMention],
    actors: Sequence[ActorMention],
    dates: Sequence[DateSpan],
    find_unit: FindUnit | None = None,
    look_up: LookUp | None = None,
) -> tuple[tuple[ControlChange, ...], tuple[str, ...]]:
    """The control changes that a sentence states, in order of their triggers, and notes on what gave none.

    `mentions` and `actors` are the article's, in order; those before the sentence serve words that point back. `dates` are
    the sentence's. `find_unit` gives the province of a place and `look_up` the mention that a name would make, where a
    gazetteer knows them.
    """
    rules = control_rules(article.language)
    if not may_tell_change(sentence, article.language):
        return (), ()
    tree = Tree(sentence)
    sides = SideFinder(tree, actors, actor_words(article.language))
    scene = Scene(tree, PlaceFinder(tree, mentions, sides.names(), sides.force_nouns(), rules, find_unit, look_up), sides)
    drafts = _settle(scene, _drafts(scene, rules))
    taken = [d.index for d in drafts]
    drafts = [d for d in drafts if d.places or d.rule.placeless]
    return tuple(_finish(article, scene, d, taken, dates) for d in drafts), ()


def _drafts(scene: Scene, rules: ControlRules) -> list[_Draft]:
    """One draft a trigger: the first rule that fits. Verbs come first, so that "control" in "took control" is theirs."""
    found: list[_Draft] = []
    taken: set[int] = set()
    for part in ("verb", "noun"):
        for token in scene.tree.tokens:
            if token.index in taken or (token.pos in ("VERB", "AUX", "ADJ")) != (part == "verb"):
                continue
            candidates = rules.by_lemma.get(token.lemma.lower(), ())
            draft = next((d for r in candidates if r.part == part and (d := _fit(scene, r, token.index)) is not None), None)
            if draft is not None:
                found.append(draft)
                taken.update(draft.needed)
    return [d for d in found if d.index not in taken]


def _fit(scene: Scene, rule: ControlRule, index: int) -> _Draft | None:
    needed: list[int] = []
    for need in rule.needs:
        found = _needed(scene, need, index)
        if found is None:
            return None
        needed.append(found)
    if any(_needed(scene, absent, index) is not None for absent in rule.without):
        return None
    if not all(FORMS[form](scene, index) for form in rule.form) or not _armed(scene, rule, index, needed):
        return None
    places = _places(scene, rule, index, needed)
    if rule.named and not any(p.named for p in places):
        return None
    if rule.small and places and all(p.mention.place and p.mention.place.kind in ("country", "region") for p in places):
        return None
    alone = rule.placeless and scene.tree.tokens[index].dep != "amod"
    if not places and not (alone or (rule.nearest and _unsaid(scene, rule, index))):
        return None
    return _Draft(rule, index, tuple(n for n in needed if n != index), tuple(places))


def _needed(scene: Scene, need: str, index: int) -> int | None:
    """The word that meets one of the alternatives of a need, "path=lemma|lemma path=lemma" joined by "/"."""
    for alternative in need.split("/"):
        path, _, lemmas = alternative.partition("=")
        wanted = lemmas.split("|")
        for found in scene.tree.follow(index, path):
            token = scene.tree.tokens[found]
            if (lemmas == "*" and token.entity not in ("DATE", "TIME")) or token.lemma.lower() in wanted or token.text.lower() in wanted:
                return found
    return None


def _follow(scene: Scene, path: str, index: int, needed: Sequence[int]) -> list[int]:
    """The words at a path's end; a path that begins with `needs` starts from the first needed word."""
    step, _, rest = path.partition(">")
    if step != "needs":
        return scene.tree.follow(index, path)
    starts = list(needed[:1])
    return [found for at in starts for found in scene.tree.follow(at, rest)] if rest else starts


def _places(scene: Scene, rule: ControlRule, index: int, needed: Sequence[int]) -> list[FoundPlace]:
    unnamed: list[FoundPlace] = []
    seen = False
    sides = [i for path in (*rule.gained, *rule.held) for i in _follow(scene, path, index, needed)]
    trust = 0 if not rule.strict else 1 + any(scene.sides.is_armed(i) for i in sides)
    if any(scene.sides.is_armed(i) for path in rule.lost if path == "prep:from" for i in scene.tree.follow(index, path)):
        trust = 2
    for path in rule.place:
        nodes = _follow(scene, path, index, needed)
        for at in nodes:
            seen = True
            found = scene.places.find(at, trust)
            if any(p.named for p in found):
                return found
            unnamed = unnamed or found
        if nodes and path.startswith("needs>prep:of") and not unnamed and not _vague(scene, nodes):
            return []
    if unnamed and rule.part == "verb":
        for at in scene.tree.follow(index, _AROUND):
            if found := [p for p in scene.places.find(at, 0) if p.named]:
                return [replace(p, extent="part") for p in found]
    there = [k.index for k in scene.tree.kids(index, "advmod") if k.lemma.lower() in ("there", "where", "here")]
    if there and (unnamed or not seen):
        return scene.places.last_before(there[0])
    if rule.back and not unnamed and not (seen and "object" in rule.place and scene.tree.object(index)):
        return scene.places.last_here(index)
    return unnamed


def _vague(scene: Scene, nodes: Sequence[int]) -> bool:
    """Whether words leave open what they mean: pronouns, and "what they lost"."""
    return all(scene.tree.tokens[i].pos in ("PRON", "VERB", "ADV") for i in nodes)


def _unsaid(scene: Scene, rule: ControlRule, index: int) -> bool:
    """Whether a trigger leaves its place unsaid: it has no object, or one like "what they lost"."""
    if rule.part == "noun" or "object" not in rule.place:
        return True
    objects = scene.tree.object(index)
    if any(k.dep == "ccomp" and any(o.text.lower() == "what" for o in scene.tree.kids(k.index)) for k in scene.tree.kids(index)):
        return True
    return bool(objects) and all(scene.tree.tokens[i].lemma.lower() in ("what", "which", "that") for i in objects)


def _armed(scene: Scene, rule: ControlRule, index: int, needed: Sequence[int]) -> bool:
    """Whether a rule that wants someone who fights has one; who is left out ("was taken") may be one."""
    doers = [i for path in (*rule.gained, *rule.held) for i in _follow(scene, path, index, needed)]
    if not rule.armed:
        return _plausible(scene, rule, doers, index)
    words = doers or [i for path in rule.lost for i in _follow(scene, path, index, needed)]
    token = scene.tree.tokens[index]
    if not words and token.dep == "acl" and token.tag == "VBN" and "object" not in rule.place:
        words = [token.head]
    return not words or any(scene.sides.armed_of(i) is not None for i in words)


def _plausible(scene: Scene, rule: ControlRule, doers: Sequence[int], index: int) -> bool:
    """Whether a taking has a taker that can take ("seized by a mood of panic" has none)."""
    if rule.kind not in ("seize", "regain") or rule.part == "noun" or not doers:
        return True
    own = [i for i in doers if scene.tree.tokens[i].head == index or scene.tree.is_passive(index)]
    return not own or any(scene.sides.find(i) is not None or scene.tree.tokens[i].pos == "PRON" for i in own)


def _settle(scene: Scene, drafts: list[_Draft]) -> list[_Draft]:
    """Drops what another draft tells better: aims told twice, holders of places that are taken, mere fighting."""
    kept = sorted(drafts, key=lambda d: d.index)
    kept = [d for d in kept if not (d.rule.part == "noun" and _told_by_aim(scene, d, kept))]
    kept = [d for d in _undescribed(scene, kept) if not _merely_called(scene, d)]
    owned = {d.index for d in kept if d.places}
    kept = _filled(scene, kept)
    strong = [d for d in kept if not d.rule.weak and d.places]
    kept = [d for d in kept if d.index in owned or (d.places and d.rule.part == "verb") or not any(s is not d for s in strong)]
    kept = [d for d in kept if not (d.rule.weak and _told_better(d, strong))]
    for hold in [d for d in kept if d.rule.kind == "hold"]:
        for other in [d for d in kept if d.rule.kind != "hold" and _same_phrase(scene, hold, d)]:
            holder = _side(scene, hold.rule.held, hold)
            kept[kept.index(other)] = replace(other, lost=holder)
            kept = [d for d in kept if d is not hold]
    return [_with_loser(scene, d, kept) for d in _joined(scene, kept)]


def _with_loser(scene: Scene, draft: _Draft, drafts: Sequence[_Draft]) -> _Draft:
    """A taking with who lost it, where another part of the sentence tells who held or had taken the same place."""
    if draft.lost is not None or draft.rule.kind not in ("seize", "regain", "advance", "offensive", "siege", "transfer"):
        return draft
    taker = _side(scene, draft.rule.gained, draft)
    for other in drafts:
        if other is draft or not _same_places(draft, other) or other.rule.kind not in ("hold", "seize", "withdraw"):
            continue
        paths = {"hold": other.rule.held, "withdraw": other.rule.lost}.get(other.rule.kind, other.rule.gained)
        side = _side(scene, paths, other)
        if side is not None and not _same_side(side, taker) and _is_earlier(scene, other, draft):
            return replace(draft, lost=side)
    called = next((h for p in draft.places if (h := scene.sides.holder(p.token)) is not None), None)
    return replace(draft, lost=called) if called is not None and not _same_side(called, taker) else draft


def _same_places(one: _Draft, other: _Draft) -> bool:
    ids = [{p.mention.place.id for p in d.places if p.mention.place} for d in (one, other)]
    return bool(one.mentions() & other.mentions()) or bool(ids[0] & ids[1])


def _same_side(one: ActorMention, other: ActorMention | None) -> bool:
    return other is not None and (one.start == other.start or (one.actor is not None and one.actor == other.actor))


def _is_earlier(scene: Scene, other: _Draft, draft: _Draft) -> bool:
    """Whether another deed came before: told in the past perfect, in a clause below, or as a holding."""
    if other.rule.kind in ("hold", "withdraw"):
        return True
    token = scene.tree.tokens[other.index]
    had = any(k.lemma == "have" and k.tag == "VBD" for k in scene.tree.kids(other.index, "aux"))
    return had or token.dep == "relcl"


def _told_better(weak: _Draft, strong: Sequence[_Draft]) -> bool:
    """Whether mere fighting has its place from another deed of the sentence."""
    return any(_same_places(weak, s) for s in strong) or (bool(strong) and all(p.made for p in weak.places))


def _merely_called(scene: Scene, draft: _Draft) -> bool:
    """Whether a participle only describes nameless places and names nobody: "areas already liberated"."""
    token = scene.tree.tokens[draft.index]
    describes = draft.rule.kind in ("seize", "regain") and token.dep in ("acl", "amod") and token.tag in ("VBN", "VBD")
    return describes and _nameless(draft) and _side(scene, draft.rule.gained, draft) is None


def _undescribed(scene: Scene, drafts: list[_Draft]) -> list[_Draft]:
    """Without drafts that only say which nameless places another speaks of ("recover the areas they lost").

    The other takes over the places that they name.
    """
    kept = list(drafts)
    for draft in drafts:
        above = {t.index for t in scene.tree.above(draft.index)[:2]}
        outer = next((d for d in kept if d is not draft and _nameless(d) and _inside(scene, draft, d, above)), None)
        if outer is not None:
            kept.remove(draft)
            if draft.rule.kind == "hold":
                kept[kept.index(outer)] = replace(outer, lost=_side(scene, draft.rule.held, draft))
            elif any(p.named for p in draft.places):
                kept[kept.index(outer)] = replace(outer, places=tuple(replace(p, extent="part") for p in draft.places))
    return kept


def _nameless(draft: _Draft) -> bool:
    return not any(p.named for p in draft.places)


def _inside(scene: Scene, inner: _Draft, outer: _Draft, above: set[int]) -> bool:
    dep = scene.tree.tokens[inner.index].dep
    if dep in ("relcl", "acl", "amod"):
        return bool({p.token for p in outer.places} & above)
    head = scene.tree.head(inner.index)
    if not outer.places and not outer.rule.placeless and outer.rule.nearest and "what" in _words_below(scene, outer.index):
        return inner.index in scene.tree.below(outer.index)
    what = dep == "ccomp" or (dep == "pcomp" and head is not None and head.text.lower() == "of")
    return what and outer.index in above and not outer.places


def _words_below(scene: Scene, index: int) -> set[str]:
    return {scene.tree.tokens[i].text.lower() for i in scene.tree.below(index)}


def _filled(scene: Scene, drafts: list[_Draft]) -> list[_Draft]:
    """The drafts whose place has no name, or is unsaid, with the sentence's nearest place where their rule allows it."""
    taken = {m for d in drafts for m in d.mentions() if any(p.named for p in d.places) and not d.rule.weak}
    weak = {m for d in drafts for m in d.mentions() if d.rule.weak}
    filled = []
    for draft in drafts:
        if draft.rule.nearest and not any(p.named for p in draft.places):
            scenes = [replace(p, extent="part", made=True) for d in drafts if d.rule.weak for p in d.places if p.named]
            near = scene.places.nearest(draft.index, taken, weak) or scenes or _below(scene, draft, drafts)
            near = near or list(draft.places)
            filled.append(replace(draft, places=tuple(near)))
        else:
            filled.append(draft)
    return filled


def _below(scene: Scene, draft: _Draft, drafts: Sequence[_Draft]) -> list[FoundPlace]:
    """The places of a deed that a draft tells its own by: "captured three positions in a raid on Homs"."""
    below = scene.tree.below(draft.index)
    inner = (d for d in drafts if d is not draft and d.rule.part == "noun" and d.index in below)
    return [replace(p, extent="part", made=True) for d in inner for p in d.places if p.named]


def _joined(scene: Scene, drafts: list[_Draft]) -> list[_Draft]:
    """One draft where two tell the same: a noun and a verb of one place, or two verbs of one advance."""
    kept: list[_Draft] = []
    for draft in drafts:
        same = next((k for k in kept if _same_deed(scene, k, draft)), None)
        if same is None:
            kept.append(draft)
        else:
            new = tuple(p for p in draft.places if p.named and (p.mention.start, p.mention.end) not in same.mentions())
            first = draft if same.rule.part == "noun" and draft.rule.part == "verb" else same
            kept[kept.index(same)] = replace(first, places=first.places if first is draft else (*same.places, *new))
    return kept


def _same_deed(scene: Scene, one: _Draft, other: _Draft) -> bool:
    if one.rule.kind != other.rule.kind and {one.rule.kind, other.rule.kind} != {"seize", "regain"}:
        return False
    token = scene.tree.tokens[other.index]
    if token.dep == "advcl" and token.tag == "VBG" and token.head == one.index and _nameless(other):
        return True
    if one.mentions() & other.mentions() and "noun" in (one.rule.part, other.rule.part):
        return True
    return one.rule.kind == "advance" and other.rule.part == "verb" and token.dep == "conj" and token.head == one.index and not scene.tree.kids(other.index, "nsubj")


def _told_by_aim(scene: Scene, noun: _Draft, drafts: list[_Draft]) -> bool:
    """ "the operation to retake Mosul" is told by "retake"."""
    for other in drafts:
        token = scene.tree.tokens[other.index]
        if other.rule.part == "verb" and token.head == noun.index and token.dep in ("acl", "xcomp", "relcl"):
            return True
        if other.index != noun.index and token.dep == "xcomp" and noun.index in scene.tree.object(token.head):
            return True
    return False


def _same_phrase(scene: Scene, hold: _Draft, other: _Draft) -> bool:
    """Whether a holder's word belongs to the phrase of a place that another draft speaks of."""
    token = scene.tree.tokens[hold.index]
    if token.dep not in ("amod", "acl", "relcl"):
        return False
    head = scene.tree.tokens[token.head]
    if head.dep == "conj" and head.head in {p.token for p in other.places}:
        return True
    inside = {p.token for p in other.places} | {t.index for p in other.places for t in scene.tree.above(p.token)[:3]}
    return bool(hold.mentions() & other.mentions()) or token.head in inside - {other.index}


def _side(scene: Scene, paths: Sequence[str], draft: _Draft) -> ActorMention | None:
    places = {p.token for p in draft.places}
    for path in paths:
        for at in _follow(scene, path, draft.index, draft.needed):
            armed = scene.sides.armed_of(at)
            if path in ("owner", "possessor", "modifier") and at in scene.places.at and at not in scene.sides.at:
                continue
            if path == "owner" and armed is None:
                continue
            if at not in places and (found := scene.sides.find(at if armed is None else armed)) is not None:
                return found
    return None


def _opponent(scene: Scene, draft: _Draft) -> ActorMention | None:
    """Whom the sentence says it is against, where the trigger's own words do not."""
    for kid in scene.tree.kids(draft.index, "advcl"):
        if kid.tag == "VBG" and kid.lemma in scene.places.rules.routing:
            found = next((f for i in scene.tree.object(kid.index) if (f := scene.sides.find(i)) is not None), None)
            if found is not None:
                return found
    for token in scene.tree.tokens:
        if token.text.lower() == "against" and token.pos == "ADP":
            for at in scene.tree.kids(token.index, "pobj"):
                if (found := scene.sides.find(at.index)) is not None and scene.sides.is_armed(at.index):
                    return found
    return _only_opponent(scene, draft) if draft.rule.kind == "regain" else None


def _only_opponent(scene: Scene, draft: _Draft) -> ActorMention | None:
    """Of a liberation: the only group that the sentence names which is not the liberator or on its side."""
    gained = _side(scene, draft.rule.gained, draft)
    groups = {a.actor.id: a for a in scene.sides.here if a.actor and a.actor.kind == "rebel" and a.method == "dictionary"}
    if gained is not None and gained.actor is not None:
        groups = {i: a for i, a in groups.items() if i != gained.actor.id and i not in gained.actor.allies}
    return next(iter(groups.values())) if len(groups) == 1 else None


def _finish(
    article: Article, scene: Scene, draft: _Draft, triggers: Sequence[int], dates: Sequence[DateSpan]
) -> ControlChange:
    rule, tree, language = draft.rule, scene.tree, article.language
    certainty = judge(tree, draft.index, rule.kind, _own_status(scene, draft), certainty_rules(language))
    when = choose_date(tree, draft.index, triggers, dates, article, saying_rules(language).by_lemma["verb"])
    gained, held = (_side(scene, paths, draft) for paths in (rule.gained, rule.held))
    lost = _side(scene, rule.lost, draft) or draft.lost
    if lost is None and rule.kind in ("seize", "regain", "advance", "offensive"):
        lost = _opponent(scene, draft)
    if lost is not None and gained is not None and lost.start == gained.start:
        lost = None
    confidence, why = _weigh(draft, gained or lost or held)
    sentence = scene.tree.sentence
    span = sentence.sentence
    return ControlChange(
        rule.kind, settle_start(certainty.status, when, article), gained, lost, held,
        tuple(p.mention for p in draft.places), when,
        find_attribution(tree, draft.index, scene.sides.here, saying_rules(language)),
        _trigger(tree, draft), confidence,
        Evidence(article.id, span.index, span.start, span.end, sentence.text, rule.id),
        (*_reasons(tree, draft, certainty), *why), _extent(draft),
    )  # fmt: skip


def _own_status(scene: Scene, draft: _Draft) -> str:
    token = scene.tree.tokens[draft.index]
    if draft.rule.kind == "hold" or (draft.rule.kind == "siege" and token.dep == "amod" and token.tag != "VBG"):
        return "state"
    return draft.rule.status


def _extent(draft: _Draft) -> ControlExtent:
    said = {p.extent for p in draft.places}
    return next((e for e in _EXTENTS if e in said), "whole")


def _trigger(tree: Tree, draft: _Draft) -> Span:
    words = [draft.index, *(i for i in draft.needed if abs(i - draft.index) <= _LONGEST_TRIGGER)]
    first, last = min(words), max(words)
    return Span(tree.tokens[first].start, tree.tokens[last].end, tree.text(first, last))


def _reasons(tree: Tree, draft: _Draft, certainty: Certainty) -> Iterator[str]:
    yield f'rule {draft.rule.id} read "{_trigger(tree, draft).text}"'
    yield f"{certainty.status}: {certainty.reason}"
    yield from (f"place: {p.reason}" for p in draft.places)


def _weigh(draft: _Draft, side: ActorMention | None) -> tuple[float, tuple[str, ...]]:
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
