"""A place that a change speaks of, and the sentence in which it is looked for."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from geo.extractors.grammar.roles import Tree
from geo.languages.control import ControlRules
from geo.records.actors import ActorMention
from geo.records.facts import ControlExtent
from geo.records.places import Place, PlaceMention

FindUnit = Callable[[Place], Place | None]
"""The province that a place lies in, where a gazetteer knows it."""
LookUp = Callable[[int, int, str], PlaceMention | None]
"""The place mention that words of an article (their offsets and text) would make, where a gazetteer knows the name."""
_WIDTH: dict[ControlExtent, int] = {"whole": 0, "around": 1, "part": 2}


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place of a change: how much of it, why it was taken, its word in the sentence.

    `named` is False where no name was found for it, `made` True where its mention is not one of the article's names.
    """

    mention: PlaceMention
    extent: ControlExtent
    reason: str
    token: int
    named: bool = True
    made: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an article when its changes are read: its place mentions and its actors, in order.

    `find_unit` gives the province of a place and `look_up` the mention that a name would make, where a gazetteer knows them.
    `paragraph` is where the sentence's paragraph begins: pronouns and "there" do not point beyond it.
    """

    mentions: Sequence[PlaceMention] = ()
    actors: Sequence[ActorMention] = ()
    find_unit: FindUnit | None = None
    look_up: LookUp | None = None
    paragraph: int = 0


class Ground:
    """The place mentions of one sentence by token, and those of the article before it.

    `avoid` are the tokens that name actors, `fighters` the nouns for those who fight.
    """

    def __init__(
        self, tree: Tree, known: Known, avoid: frozenset[int], fighters: frozenset[int], rules: ControlRules
    ) -> None:
        self.tree, self.avoid, self.fighters, self.rules = tree, avoid, fighters, rules
        self.find_unit, self.look_up = known.find_unit, known.look_up
        self.paragraph, mentions = known.paragraph, known.mentions
        span = tree.sentence.sentence
        verbs = {t.start for t in tree.tokens[:1] if t.pos == "VERB"}
        here = (m for m in mentions if span.start <= m.start < span.end)
        self.here = [m for m in here if m.place is not None or m.start not in verbs]
        self.before = [m for m in mentions if m.start < span.start]
        self.at: dict[int, PlaceMention] = {}
        for mention in self.here:
            self._put(mention)

    def _put(self, mention: PlaceMention) -> None:
        for token in self.tree.sentence.tokens_in(mention.start, mention.end):
            self.at[token.index] = mention

    def learn(self, mentions: Iterable[PlaceMention]) -> None:
        """Take in names that the article's mentions left out and that a rule has found, for what else the sentence tells."""
        for mention in mentions:
            inside = self.tree.sentence.tokens_in(mention.start, mention.end)
            if inside and not any(m.start < mention.end and mention.start < m.end for m in self.here):
                self.here = sorted((*self.here, mention), key=lambda m: m.start)
                self._put(mention)

    def is_actor(self, mention: PlaceMention) -> bool:
        """Whether a mention is part of an actor's name."""
        return any(t.index in self.avoid for t in self.tree.sentence.tokens_in(mention.start, mention.end))

    def make(self, first: int, last: int, place: Place | None, extent: ControlExtent, reason: str) -> FoundPlace:
        """Tokens `first` to `last` as a place, whether or not it is known which."""
        start, end = self.tree.tokens[first].start, self.tree.tokens[last].end
        sentence = self.tree.sentence.sentence.index
        mention = PlaceMention(sentence, start, end, self.tree.text(first, last), place, reasons=(reason,))
        return FoundPlace(mention, extent, reason, last, made=True)


def narrower(one: ControlExtent, other: ControlExtent) -> ControlExtent:
    """Of two extents the one that says less: a part before what lies around before the whole."""
    return max(one, other, key=_WIDTH.__getitem__)
