"""What the cues look at: a sentence with its proposals, and how the article uses its names."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from geo.languages.places import PlaceWords
from geo.records.places import NameMatch
from geo.records.text import ParsedSentence, Token
from geo.text.proposals import Proposal, entity_spans
from geo.text.recognised import Recognised

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
Cues = Iterator[tuple[str, float]]


@dataclass(frozen=True)
class SentenceContext:
    """A sentence, its proposals, what the gazetteer knows under each, and the language's vocabulary.

    `lost_capitals` tells that the whole article is written in small letters; `recognised` is what the trained recogniser says.
    """

    parsed: ParsedSentence
    proposals: tuple[Proposal, ...]
    matches: Mapping[Proposal, Sequence[NameMatch]]
    words: PlaceWords
    demonyms: Mapping[str, str]
    lost_capitals: bool = False
    recognised: Recognised | None = None

    @cached_property
    def entity_of(self) -> dict[int, tuple[int, int]]:
        """For each word in an entity of the model, that entity's words, half open."""
        return {i: span for span in entity_spans(self.parsed) for i in range(*span)}

    @cached_property
    def known(self) -> frozenset[tuple[int, int]]:
        """The spans of words that the gazetteer knows."""
        return frozenset((p.first, p.last) for p in self.proposals if "gazetteer" in p.by)

    @cached_property
    def kinds_from(self) -> dict[int, set[str]]:
        """For each word that begins a known name, the kinds of the likeliest places of those names."""
        return self._kinds_at(begins=True)

    @cached_property
    def kinds_to(self) -> dict[int, set[str]]:
        """For each word that follows on a known name, the kinds of the likeliest places of those names."""
        return self._kinds_at(begins=False)

    @cached_property
    def shouting(self) -> bool:
        """Whether the sentence is a headline in capitals, where capitals say nothing."""
        letters = [c for c in self.parsed.text if c.isalpha()]
        return sum(c.isupper() for c in letters) > 0.7 * len(letters)

    def token(self, index: int) -> Token | None:
        """The word at `index`, None outside the sentence."""
        return self.parsed.tokens[index] if 0 <= index < len(self.parsed.tokens) else None

    def tokens(self, proposal: Proposal) -> tuple[Token, ...]:
        """The words of a proposal."""
        return self.parsed.tokens[proposal.first : proposal.last]

    def _kinds_at(self, *, begins: bool) -> dict[int, set[str]]:
        kinds: dict[int, set[str]] = {}
        for proposal, matches in self.matches.items():
            kinds.setdefault(proposal.first if begins else proposal.last, set()).add(matches[0].place.kind)
        return kinds


@dataclass(frozen=True)
class ArticleContext:
    """How often each folded name stands in the article: at all, labelled a place, in a person's name, after "in" and its like."""

    seen: Counter[str] = field(default_factory=Counter)
    labelled: Counter[str] = field(default_factory=Counter)
    persons: Counter[str] = field(default_factory=Counter)
    placed: Counter[str] = field(default_factory=Counter)


def read_article_context(sentences: Sequence[SentenceContext]) -> ArticleContext:
    """The counts over all proposals of an article."""
    counts = ArticleContext()
    for context in sentences:
        for proposal in context.proposals:
            _count(context, proposal, counts)
    return counts


def _count(context: SentenceContext, proposal: Proposal, counts: ArticleContext) -> None:
    name = proposal.folded
    counts.seen[name] += 1
    first, last = context.entity_of.get(proposal.first, (-1, -1))
    label = context.parsed.tokens[proposal.first].entity
    if label in PLACE_LABELS and (first, last) == (proposal.first, proposal.last):
        counts.labelled[name] += 1
    if label == "PERSON" and last - first > proposal.last - proposal.first:
        counts.persons[name] += 1
    before = context.token(proposal.first - 1)
    if before is not None and before.text.lower() in context.words.place_prepositions:
        counts.placed[name] += 1
