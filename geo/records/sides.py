"""Who fights beside whom in which war, and whom its reports mean by words such as "rebels" and "the regime"."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from geo.records.actors import Allegiance
from geo.records.names import fold_name

GOVERNMENT = "government"
"""The role of the side whose words ("the army") a country without a war of the table knows too."""
_CLIMBS = 4
"""Steps from an actor to those it stands with: a brigade's army, that army's government, its coalition."""

_KEPT = 200_000
"""Answers that a table keeps, lest a page that stays open for months grow."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of one war, in some countries (ISO 3166-1 alpha-2) from one day to another, both inclusive (None: open).

    `actors` are ids of the table of actors, the first being whom a word for the side means. `words` are the words for it in
    these countries, `roles` name the words that it has as sides of its kind have in any war; both folded.
    """

    id: str
    name: str
    theatre: str
    countries: tuple[str, ...]
    first: date | None
    last: date | None
    roles: tuple[str, ...]
    actors: tuple[str, ...]
    words: frozenset[str]

    @property
    def actor(self) -> str:
        """The id of the actor whom a word for the side means."""
        return self.actors[0]

    def lasts_on(self, day: date | None) -> bool:
        """Whether the side stands so on a day; True where the day is not known."""
        return day is None or ((self.first or day) <= day <= (self.last or day))


@dataclass(frozen=True, slots=True)
class SideTable:
    """The sides of all wars, the words for sides by role, and who stands with whom by the table of actors.

    `names` are the names of all actors by id, `called` their ids by all their names, folded; `set_aside` are words that may stand before a word for a side.
    """

    sides: tuple[Side, ...]
    role_words: Mapping[str, frozenset[str]]
    set_aside: frozenset[str]
    allegiances: Mapping[str, tuple[Allegiance, ...]]
    names: Mapping[str, str]
    called: Mapping[str, str] = field(default_factory=dict, repr=False)
    _by_country: dict[str, tuple[Side, ...]] = field(default_factory=dict, repr=False)
    _known: dict[tuple[str, str, date | None], str | None] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for country in {c for side in self.sides for c in side.countries}:
            self._by_country[country] = tuple(s for s in self.sides if country in s.countries)

    def sides_in(self, country: str, day: date | None) -> tuple[Side, ...]:
        """The sides that stand in a country on a day; those of all times where the day is not known."""
        return tuple(s for s in self._by_country.get(country, ()) if s.lasts_on(day))

    def side_of(self, actor_id: str, country: str, day: date | None) -> str | None:
        """The id of the side on which an actor, or those it stands with, is in a country on a day.

        None where the table does not say, or says different things of different times and the day is not known.
        """
        key = (actor_id, country, day)
        if key not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[key] = self._find_side(actor_id, country, day)
        return self._known[key]

    def are_one_side(self, one: str, other: str, country: str, day: date | None) -> bool:
        """Whether two actors, by id, are the same or stand on one side in a country on a day."""
        if one == other:
            return bool(one)
        side = self.side_of(one, country, day)
        return side is not None and side == self.side_of(other, country, day)

    def meant_by(self, words: str, countries: Sequence[str], day: date | None) -> Side | None:
        """The side that words for no actor by name mean: "rebels", "the regime", "Kurdish forces".

        `countries` are those of the places spoken of, the most spoken of first: the first in which the words mean somebody
        counts. None where they mean nobody there, or more than one side; sides of several times that the same actor stands
        for ("the army" on a day that is not known) are one.
        """
        forms = frozenset(self._forms(words))
        for country in countries:
            for fits in (_has_word, self._has_role_word):
                found = [s for s in self.sides_in(country, day) if fits(s, forms)]
                if found:
                    return _the_one(found)
            if forms & self.role_words.get(GOVERNMENT, frozenset()) and (own := self._own_government(country, day)):
                return own
        return None

    def named(self, side_id: str, day: date | None = None) -> str:
        """The name of a side on a day, else that which it bore longest, else that of the actor whose id it is, else the id."""
        rows = [s for s in self.sides if s.id == side_id]
        then = [s for s in rows if day is not None and s.lasts_on(day)]
        longest = max(then or rows, key=lambda s: (s.last or date.max) - (s.first or date.min), default=None)
        return longest.name if longest else self.names.get(side_id, side_id)

    def _find_side(self, actor_id: str, country: str, day: date | None) -> str | None:
        sides = self.sides_in(country, day)
        level = [actor_id]
        for _ in range(_CLIMBS):
            found = {s.id for s in sides for actor in level if actor in s.actors}
            if found:
                return found.pop() if len(found) == 1 else None
            if not sides and f"{country.lower()}-gov" in level:
                return f"{country.lower()}-gov"
            level = [ally for actor in level for ally in self.allies_of(actor, day)]
        return None

    def allies_of(self, actor_id: str, day: date | None) -> tuple[str, ...]:
        """Those whom an actor stands with in the year of a day; the last ones where it is not known."""
        year = day.year if day else None
        return tuple(a.ally for a in self.allegiances.get(actor_id, ()) if a.covers(year))

    def _own_government(self, country: str, day: date | None) -> Side | None:
        """The side of a country's own forces, where the table tells of no war in it then."""
        code = country.lower()
        if self.sides_in(country, day) or f"{code}-forces" not in self.names:
            return None
        name = self.names.get(f"{code}-gov", self.names[f"{code}-forces"])
        actors = (f"{code}-forces", f"{code}-gov")
        return Side(f"{code}-gov", name, country, (country,), None, None, (GOVERNMENT,), actors, frozenset())

    def _has_role_word(self, side: Side, forms: frozenset[str]) -> bool:
        return any(forms & self.role_words[role] for role in side.roles)

    def _forms(self, words: str) -> Iterator[str]:
        """Words folded, without what may stand before them; in the plural too, since the table has only that."""
        tokens = fold_name(words).split()
        while tokens:
            text = " ".join(tokens)
            yield from (text, f"{text}s")
            if tokens[0] not in self.set_aside:
                return
            tokens = tokens[1:]


def _has_word(side: Side, forms: frozenset[str]) -> bool:
    return bool(side.words & forms)


def _the_one(sides: Sequence[Side]) -> Side | None:
    same = len({s.id for s in sides}) == 1 or len({s.actor for s in sides}) == 1
    return max(sides, key=lambda s: s.first or date.min) if same else None


SideOf = Callable[[str, str, date | None], str | None]
"""`SideTable.side_of`, or a reader's own grouping: ids of actor and country, a day → the id of a side."""
