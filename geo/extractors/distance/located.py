"""Finds what a stated distance locates: the subject of "is 30 km from", the name before "30 km from", the name after a fronted one."""

import re
from dataclasses import dataclass

from geo.extractors.distance.scene import Scene, is_name, is_plural
from geo.records.places import PlaceMention
from geo.records.text import Token

_SUBJECTS = ("nsubj", "nsubjpass")
_WIDE = frozenset({"country", "region", "admin1", "admin2", "water"})


@dataclass(frozen=True, slots=True)
class Located:
    """What is located: a mention, or None; `back` is where words stand that point at what was named before ("it", "the town")."""

    mention: PlaceMention | None
    back: int | None = None


def find_located(scene: Scene, start: int, relation_start: int, relation_end: int) -> Located:
    """What the distance with its number at `start` locates; the relation's words, anchor included, end at `relation_end`."""
    subject = _stative_subject(scene, start) or _before_stative(scene, relation_start)
    if subject is not None and (subject.mention or subject.back is not None):
        return subject
    if scene.rules.part("fronted").fullmatch(scene.words(scene.start, relation_start)):
        return Located(_named_after(scene, relation_end))
    return Located(_named_before(scene, relation_start))


def _stative_subject(scene: Scene, start: int) -> Located | None:
    """The subject where the measure hangs on "is", "lies", "is located"; None where it hangs on something else."""
    tokens = scene.sentence.tokens
    index = scene.token_from(start)
    if index >= len(tokens):
        return None
    verb = next((t for t in (tokens[index], *scene.sentence.ancestors(index)) if t.pos in ("VERB", "AUX")), None)
    if verb is None or not _is_stative(scene, verb):
        return None
    subject = next((t for t in scene.sentence.children(verb.index) if t.dep in _SUBJECTS), None)
    if subject is None or subject.start >= start:
        return None
    return _subject(scene, subject, verb)


def _before_stative(scene: Scene, position: int) -> Located | None:
    """The name right before "lies 160 km", whatever the parse makes of it; None where there is none."""
    tokens = scene.sentence.tokens
    verb = next((t for t in reversed(tokens) if t.end <= position and t.text.strip()), None)
    if verb is None or verb.index == 0 or not _is_stative(scene, verb):
        return None
    name = scene.name_ending(verb.index - 1)
    if name is None and verb.index == 1 and verb.lemma != "be":
        name = scene.opening_name()
    return Located(name) if name is not None else None


def _is_stative(scene: Scene, verb: Token) -> bool:
    return re.fullmatch(scene.rules.parts["be"], verb.text, re.I) is not None


def _subject(scene: Scene, subject: Token, verb: Token) -> Located | None:
    if subject.tag in ("WDT", "WP"):
        antecedent = _noun_phrase(scene, scene.sentence.tokens[verb.head]) if verb.dep == "relcl" else None
        if antecedent and antecedent.mention and is_wide(antecedent.mention):
            return Located(_narrower(scene, antecedent.mention))
        return antecedent
    if subject.pos == "PRON":
        return Located(None, subject.start if subject.text.lower() in scene.rules.nouns["takes_up"] else None)
    return _noun_phrase(scene, subject, plain=verb.lemma == "be")


def _noun_phrase(scene: Scene, head: Token, *, plain: bool = False) -> Located | None:
    """The name that a noun phrase is about: itself, its apposition, or X of "the town of X"; a bare "the town" points back."""
    name = _place_name(scene, head, plain=plain)
    if name is not None:
        return Located(name)
    noun = head.text.lower()
    if noun not in scene.rules.nouns["settlement"]:
        return None
    children = list(scene.sentence.children(head.index))
    for child in (*children, *_objects_of(scene, children)):
        if child.dep in ("appos", "compound", "nmod", "pobj") and (name := _place_name(scene, child)) is not None:
            return Located(name)
    definite = any(c.dep == "det" and c.text.lower() in scene.rules.nouns["definite"] for c in children)
    back = definite and noun in scene.rules.nouns["anaphor"] and len(children) <= 1
    return Located(None, head.start if back else None)


def _objects_of(scene: Scene, children: list[Token]) -> list[Token]:
    """What hangs on "of" or "called" among a noun's dependents: X of "the town of X"."""
    links = [c for c in children if c.dep == "prep" and c.text.lower() in scene.rules.nouns["naming"]]
    return [token for link in links for token in scene.sentence.children(link.index)]


def _place_name(scene: Scene, token: Token, *, plain: bool = False) -> PlaceMention | None:
    """The name at a word. Where only capitals speak for it, no plural, abbreviation or title; with a `plain` "is" no group."""
    known = scene.mention_over(token)
    if known is not None or is_plural(token) or token.text.isupper() or token.entity == "NORP":
        return known
    if plain and token.entity == "ORG":
        return None
    return scene.name_from(scene.first_of_name(token.index) if is_name(token) else token.index)


def _named_after(scene: Scene, end: int) -> PlaceMention | None:
    """ "Twenty miles east of Grozny, Gudermes had …", "South of Tripoli, in Sabha, …", "30 km north of X lies Y"."""
    gap = scene.rules.part("to_what_follows").match(scene.article.text[end : scene.sentence.sentence.end])
    first = scene.token_from(end + (gap.end() if gap else 0))
    if not gap or not gap[0].strip() or first >= len(scene.sentence.tokens):
        return None
    name = scene.name_from(first)
    bare = not re.search(r"[a-z]", gap[0])
    wide = name is not None and name.place is not None and name.place.kind in (_WIDE if bare else ("country", "region"))
    return None if wide else name


def _named_before(scene: Scene, position: int) -> PlaceMention | None:
    """The name right before the measure, past commas, "located", "a town in Syria"; None when something unnamed stands there."""
    tokens = scene.sentence.tokens
    last = next((t.index for t in reversed(tokens) if t.end <= position and t.text.strip()), -1)
    index = _skip_links(scene, last)
    if index < 0:
        return None
    name = scene.name_ending(index)
    if name is None and _is_kind_of_place(scene, tokens[index]):
        return _before_kind(scene, index)
    if name is None or (index == last and name not in scene.mentions and not _follows_preposition(scene, name)):
        return None
    return _finest(scene, name)


def _follows_preposition(scene: Scene, name: PlaceMention) -> bool:
    """Whether an unknown name stands where a place does: "at Pagak 15 km east of", not "with Abu Sayyaf 17 km from"."""
    before = next((t for t in reversed(scene.sentence.tokens) if t.end <= name.start and t.text.strip()), None)
    return before is not None and before.text.lower() in scene.rules.nouns["before_place"]


def _skip_links(scene: Scene, index: int) -> int:
    links = scene.rules.nouns["link"]
    while index >= 0:
        token = scene.sentence.tokens[index]
        if not (token.text.lower() in links or (token.pos in ("PUNCT", "SYM", "SPACE") and token.text not in ".;!?")):
            break
        index -= 1
    return index


def _is_kind_of_place(scene: Scene, token: Token) -> bool:
    return token.text.lower() in scene.rules.nouns["settlement"]


def _before_kind(scene: Scene, index: int) -> PlaceMention | None:
    """Past a kind of place: "Raqqa city", "Talwera, a small village"; a kind without a name before it is unnamed."""
    tokens = scene.sentence.tokens
    index -= 1
    while (
        index >= 0
        and (name := scene.name_ending(index)) is None
        and tokens[index].pos in ("ADJ", "NOUN", "DET", "VERB")
    ):
        if tokens[index].tag not in ("VBN", "VBG") and tokens[index].pos == "VERB":
            return None
        index -= 1
    if index < 0:
        return None
    if tokens[index].text in (",", "–", "—", "-", "(", ")") or tokens[index].text.lower() in scene.rules.nouns["link"]:
        index = _skip_links(scene, index)
        return _finest(scene, name) if index >= 0 and (name := scene.name_ending(index)) else None
    return _finest(scene, name) if name else None


def _finest(scene: Scene, name: PlaceMention) -> PlaceMention | None:
    """Of "Sarmin, in Idlib province" the first; of "a city in Syria" what the city is called, if anything."""
    tokens, inside = scene.sentence.tokens, scene.rules.nouns["inside"]
    while True:
        first = next((t.index for t in tokens if t.end > name.start), 0)
        index, linked = first - 1, False
        while index >= 0 and (tokens[index].pos in ("DET", "ADJ") or tokens[index].text.lower() in inside):
            linked = linked or tokens[index].text.lower() in inside
            index -= 1
        if index < 0 or not linked:
            break
        outer = scene.mention_over(tokens[index]) or (scene.name_ending(index) if is_name(tokens[index]) else None)
        if outer is None:
            inside_of = any(t.text.lower() in scene.rules.nouns["in"] for t in tokens[index:first])
            town = tokens[index].text.lower() in scene.rules.nouns["town"]
            if inside_of and (town or (is_wide(name) and _is_kind_of_place(scene, tokens[index]))):
                return _before_kind(scene, index)
            break
        name = outer
    return _narrower(scene, name) if is_wide(name) else name


def is_wide(name: PlaceMention) -> bool:
    """Whether a mention is known for something too wide or long to be so many kilometres from anywhere."""
    return name.place is not None and name.place.kind in _WIDE


def _narrower(scene: Scene, wide: PlaceMention) -> PlaceMention:
    """Before a country or river: "Raqqa, on the Euphrates", "Tarhuna, the last stronghold in the west of Libya": the town."""
    towns = [m for m in scene.mentions if scene.start <= m.start and m.end <= wide.start and not is_wide(m)]
    if towns and scene.rules.part("narrower").match(scene.words(towns[-1].end, wide.start)):
        return towns[-1]
    return wide
