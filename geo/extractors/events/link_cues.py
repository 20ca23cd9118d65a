"""The cues that tell whether a deed happened at a place: its role in the parse, what lies between, its kind, its rivals."""

from collections.abc import Iterator, Sequence
from math import log2

from geo.extractors.events.link_rivals import Candidate, Cues, Rivals, Way, find_rivals
from geo.extractors.events.scene import Scene
from geo.extractors.grammar.roles import Tree
from geo.languages.control import control_rules
from geo.languages.incident import LinkWords, incident_rules
from geo.records.text import Token

_VERBS = ("VERB", "AUX")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_FAR = 5
"""Steps in the parse, and verbs between, are counted up to here."""
_ORDERS = ("the only place", "the first place after the deed", "nearest in the parse", "before the deed")
"""What weighs otherwise for a place in another clause than for one at the deed."""
_OPENING = 14
"""Words from a sentence's start within which a line of place and day may stand before its first clause."""


def find_cues(scene: Scene, trigger: int, candidates: Sequence[Candidate], words: LinkWords) -> list[Cues]:
    """The cues of each candidate, by name with their size."""
    ways = [find_way(scene.tree, trigger, c) for c in candidates]
    roles = [find_role(scene.tree, c, words) for c in candidates]
    hangs = [_hangs(scene.tree, trigger, way, bearer) for way, (_, bearer) in zip(ways, roles, strict=True)]
    found: list[Cues] = []
    for index, candidate in enumerate(candidates):
        own = dict.fromkeys(_of_role(scene, candidate, roles[index][0], hangs[index]), 1.0)
        own |= dict.fromkeys(_of_place(scene, candidate), 1.0)
        own |= dict.fromkeys(_of_deed(scene, trigger, ways[index], own), 1.0)
        own |= _of_way(scene, trigger, ways[index], candidate)
        found.append(own)
    for index, own in enumerate(found.copy()):
        both = own | find_rivals(Rivals(scene, trigger, candidates, ways, found), index)
        found[index] = both | {f"{hangs[index]}: {order}": 1.0 for order in _ORDERS if order in both}
    return found


def find_way(tree: Tree, trigger: int, candidate: Candidate) -> Way:
    """The way from a place to a trigger."""
    up = (tree.tokens[candidate.top], *candidate.above)
    down = (tree.tokens[trigger], *tree.above(trigger))
    ours = {t.index for t in down}
    meeting = next((t for t in up if t.index in ours), None)
    if meeting is None:
        return Way(up, None, down)
    return Way(_until(up, meeting), meeting, _until(down, meeting))


def _until(tokens: tuple[Token, ...], end: Token) -> tuple[Token, ...]:
    return tokens[: next(i for i, t in enumerate(tokens) if t.index == end.index)]


def _of_role(scene: Scene, candidate: Candidate, role: str, hangs: str) -> Iterator[str]:
    """The place's part in its own phrase, and where that phrase hangs as seen from the trigger."""
    yield role
    yield hangs
    if hangs in ("at the deed", "at what it is done to", "at the doer"):
        yield f"{role}, {hangs}"
    link = scene.tree.head(candidate.top)
    if link is not None and link.pos == "ADP":
        yield f"after “{link.text.lower()}”"
    yield from (f"as {dep}" for dep in set(candidate.joined))


def find_role(tree: Tree, candidate: Candidate, words: LinkWords) -> tuple[str, Token | None]:
    """A place's role, and the word that its phrase hangs on."""
    token, above = tree.tokens[candidate.top], tree.head(candidate.top)
    if above is None:
        return "alone", None
    if token.dep == "pobj" or above.pos in ("ADP", "SCONJ"):
        return _preposition(tree, above, words)
    if token.dep in _SUBJECTS:
        return ("done to" if token.dep == "nsubjpass" else "doer"), above
    if token.dep in ("dobj", "attr", "oprd", "dative"):
        return "done to", above
    return ("in a name" if above.pos in ("NOUN", "PROPN") else "loose"), above


def _preposition(tree: Tree, link: Token, words: LinkWords) -> tuple[str, Token | None]:
    """Of a chain of prepositions ("from near") the role of the first, with the word it hangs on."""
    first = link
    while (above := tree.head(first.index)) is not None and (above.pos in ("ADP", "SCONJ") or above.dep == "prep"):
        first = above
    kinds = (("scene", words.where), ("aim", words.towards), ("origin", words.origin))
    name = next((kind for kind, them in kinds if link.text.lower() in them), None)
    far = any(k.lemma.lower() in words.measures for k in tree.kids(link.index))
    bearer = tree.head(first.index)
    measured = far or (bearer is not None and bearer.lemma.lower() in words.measures) or first.pos == "ADV"
    if measured and link.text.lower() in words.of | words.origin:
        return "measured from", bearer
    return (name or ("part" if link.text.lower() in words.of else "other phrase")), bearer


def _hangs(tree: Tree, trigger: int, way: Way, bearer: Token | None) -> str:
    """Where a phrase hangs: at the deed, at what it is done to or who does it, in a clause below, above or beside."""
    if way.meeting is None or bearer is None:
        return "apart from the deed"
    verbs = [t for t in way.up if t.pos in _VERBS]
    if not way.up:
        return "in the deed's own phrase"
    if way.meeting.index != trigger:
        return _hangs_above(way, way.meeting, bearer, verbs)
    if verbs:
        return f"in a clause below the deed, by {verbs[-1].dep}"
    return "at the deed" if bearer.index == trigger else _hangs_below(tree, tree.tokens[trigger], way.up[-1])


def _hangs_below(tree: Tree, deed: Token, side: Token) -> str:
    """Where a phrase hangs by the branch of the deed (`side`) that it stands on."""
    if side.dep in ("dobj", "nsubjpass") or (deed.pos == "NOUN" and side.dep == "prep" and side.text in tree.words.of):
        return "at what it is done to"
    if side.dep in ("nsubj", "agent", "poss"):
        return "at the doer"
    return f"in its phrase with “{side.text.lower()}”" if side.dep == "prep" else "at another word of the deed's"


def _hangs_above(way: Way, meeting: Token, bearer: Token, verbs: Sequence[Token]) -> str:
    """Where a phrase hangs that is not below the deed."""
    link = way.down[-1].dep if way.down else ""
    if verbs:
        return "in another clause"
    if link in ("relcl", "acl", "amod"):
        return "at the noun that the deed describes"
    if bearer.index != meeting.index:
        return f"at a word of the clause above, by {link}"
    return "at a verb far above" if any(t.pos in _VERBS for t in way.down[1:]) else f"at the verb above, by {link}"


def _of_deed(scene: Scene, trigger: int, way: Way, own: Cues) -> Iterator[str]:
    """What the deed is done to, which tells its scenes from its aims, and other deeds on the way to the place."""
    done_to = done_to_what(scene, trigger)
    yield f"done to {done_to}"
    if "done to, at the deed" in own or "at what it is done to" in own:
        hangs = "the very thing" if "done to, at the deed" in own else "at what it is done to"
        yield f"{hangs}: {done_to}"
    if way.meeting is not None and any(_is_deed(scene, t) for t in way.up):
        yield "at a deed told beside it"
        if way.meeting.index == trigger and way.up and way.up[-1].dep == "prep":
            yield "at a deed in its phrase"


def _is_deed(scene: Scene, token: Token) -> bool:
    rules = control_rules().by_lemma.get(token.lemma.lower(), ())
    return token.pos == "NOUN" and any(r.part == "noun" for r in rules)


def done_to_what(scene: Scene, trigger: int) -> str:
    """What a deed is done to, in one word: people, a place, something, nothing."""
    tree = scene.tree
    objects = tree.object(trigger) if tree.tokens[trigger].pos in _VERBS else tree.prep(trigger, tree.words.of)
    if not objects:
        return "nothing"
    kinds = [_what(scene, i) for at in objects[:1] for i in (at, *tree.prep(at, tree.words.of))]
    return next((k for k in kinds if k != "something"), "something")


def _what(scene: Scene, index: int) -> str:
    token = scene.tree.tokens[index]
    people = token.entity in ("PERSON", "NORP") or token.tag in ("PRP", "WP") or scene.sides.is_armed(index)
    if index in scene.ground.at and index not in scene.ground.avoid:
        return "a place"
    if people or token.lemma.lower() in incident_rules().persons:
        return "people"
    return "a place" if token.lemma.lower() in scene.rules.nouns else "something"


def _of_place(scene: Scene, candidate: Candidate) -> Iterator[str]:
    """What kind of place it is, and whether its name serves another one."""
    mention, tokens = candidate.mention, scene.tree.tokens
    place = mention.place
    yield f"a {place.kind}" if place is not None else "not in the gazetteer"
    if candidate.found.made or mention not in scene.ground.here:
        yield "only its place in the sentence tells that it is one"
    if scene.ground.is_actor(mention):
        yield "in an actor's name"
    above = tokens[candidate.found.token]
    if above.dep in ("poss", "compound", "amod", "nmod") and above.head in scene.ground.fighters:
        yield "whose force it is"
    # A name that words point back to ("the city") stands in another sentence.
    words_of = scene.tree.sentence.tokens_in(mention.start, mention.end)
    if words_of and _in_dateline(tokens, words_of[0].index):
        yield "in the dateline"
    if candidate.found.token + 2 < len(tokens) and tokens[candidate.found.token + 1].text in scene.rules.war:
        yield "names a war"


def _in_dateline(tokens: Sequence[Token], first: int) -> bool:
    """Whether a name stands in a line of place and day before the first clause: "GOMA, Congo (AP) --"."""
    ends = next((t.index for t in tokens[:_OPENING] if t.text in ("--", "–", "—", ":", "-") and t.index), 0)
    capitals = tokens[first].text.isupper() and len(tokens[first].text) > 3
    return first < ends and (capitals or any(t.text.isupper() and len(t.text) > 3 for t in tokens[:ends]))


def _of_way(scene: Scene, trigger: int, way: Way, candidate: Candidate) -> Cues:
    """How far it is through the parse and through the words."""
    head = candidate.found.token
    between = scene.tree.tokens[min(head, trigger) + 1 : max(head, trigger)]
    steps = len(way.up) + len(way.down) + len(candidate.joined)
    verbs = sum(t.pos in _VERBS for t in (*way.up, *way.down[1:]))
    cues = {
        "steps in the parse": min(steps, 2 * _FAR) / _FAR,
        "clauses between": min(verbs, _FAR) / 2,
        "words between": log2(1 + len(between)) / 3,
        "verbs between": min(sum(t.pos == "VERB" for t in between), _FAR) / 2,
        "before the deed": float(head < trigger),
        "commas between": min(sum(t.text == "," for t in between), _FAR) / 2,
    }
    return {name: size for name, size in cues.items() if size}
