"""Names that take in the words after them, and names that are pieces of an armed group's."""

from collections.abc import Sequence

from geo.languages.actors import ActorTable
from geo.languages.places import PlaceWords
from geo.records.names import fold_name
from geo.records.text import Token
from geo.text.cues.context import SentenceContext
from geo.text.proposals import Proposal


def end_with_site(tokens: Sequence[Token], last: int, words: PlaceWords) -> int:
    """Where a name ends that ends at `last` (half open), with the site words after it: "Menagh" → "Menagh air base"."""
    following = tokens[last].text.lower() if last < len(tokens) else ""
    for site in words.site_names:
        if site[0] == following and tuple(t.text.lower() for t in tokens[last : last + len(site)]) == site:
            return last + len(site)
    return last


def begin_without_part(context: SentenceContext, proposal: Proposal) -> int:
    """Where a name begins without "the" and words for a part of it: "Northern Syria" → "Syria"; "Northern Ireland" is a name."""
    first = proposal.first
    if context.parsed.tokens[first].text.lower() == "the" and (first + 1, proposal.last) in context.known:
        return first + 1
    groups = context.words.before.get(context.parsed.tokens[first].text.lower(), ())
    if proposal in context.matches or not any(g.name in ("direction", "part") for g in groups):
        return first
    return first + 1 if (first + 1, proposal.last) in context.known else first


def find_group_names(tokens: Sequence[Token], table: ActorTable) -> tuple[tuple[int, int], ...]:
    """The words of armed groups' names, half open: the places in "Islamic State of Iraq and Syria" are none.

    Names of a state's own forces are left out: "Government of Iraq" names a place.
    """
    folded = [fold_name(t.text) for t in tokens]
    found: list[tuple[int, int]] = []
    for first, token in enumerate(tokens):
        if not token.text[:1].isupper():
            continue
        for alias in table.by_word.get(folded[first].split(" ")[0] if folded[first] else "", ()):
            if len(alias.words) == 1 or alias.row.actor.kind in ("state_force", "external_force"):
                continue
            if last := _matches(folded, first, alias.words):
                found.append((first, last))
                break
    return tuple(found)


def _matches(folded: Sequence[str], first: int, words: tuple[str, ...]) -> int:
    """The word after the alias that begins at `first`, 0 where it does not stand there. Hyphens and stops fold to nothing."""
    index, rest = first, list(words)
    while rest and index < len(folded):
        pieces = folded[index].split()
        if pieces != rest[: len(pieces)]:
            return 0
        rest, index = rest[len(pieces) :], index + 1
    return 0 if rest else index
