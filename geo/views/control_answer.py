"""What is known of a place (`Ledger`) as an answer for a day: who most likely holds it, in which state, by which words, how surely."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from geo.records.actors import Actor
from geo.records.views import Holding, HoldingState, Weighed
from geo.views.assumed import Assumption
from geo.views.control_around import NOTHING_AROUND, Around
from geo.views.control_evidence import ControlTerms, Word
from geo.views.control_ledger import SEEN, Fight, Ledger
from geo.views.control_sides import actor_of, is_own_word
from geo.views.sides import NOBODY


def answer_on(ledger: Ledger, day: date, around: Around = NOTHING_AROUND) -> Holding | None:
    """The answer for a day on or after the last word that was read; None where nothing can be said.

    `around` is what is known of the places around, for what is not known of this one.
    """
    ledger.take_in_assumptions(day)
    if ledger.last is None:
        return _unread(ledger, day, around.chances)
    fresh = ledger.fights_on(day)
    asked = (ledger.turn, len(fresh))
    if ledger.answered is None or ledger.answered[0] != asked or ledger.answered[1] is not around:
        ledger.answered = (asked, around, _answer(ledger, fresh, around, day))
    found = ledger.answered[2]
    if found is None:
        return None
    age = (day - ledger.last).days
    if age <= ledger.terms.stale_after.days:
        return found if found.age == age else replace(found, age=age)
    return replace(found, age=age, stale=True, reasons=(*found.reasons, f"the last word is {age} days old"))


def _unread(ledger: Ledger, day: date, around: Mapping[str, float]) -> Holding | None:
    """What can be said of a place before any word on it: by the first that comes, and by the places around."""
    assumed = _as_assumed(ledger, ledger.assumed, day) if ledger.assumed else None
    if ledger.begins is None or day < ledger.begins or (ledger.assumed and not ledger.assumed.weak):
        return assumed
    later = ledger.before if ledger.before and day >= ledger.before[0] - ledger.terms.before_for else None
    if later is None and (ledger.mentioned is None or day < ledger.mentioned):
        return assumed
    chances = dict(later[1]) if later else {}
    unknown = 1 - sum(chances.values())
    for side, share in around.items():
        chances[side] = chances.get(side, 0.0) + unknown * share
    best = max(chances, key=lambda s: (chances[s], s), default=None)
    if best is None or chances[best] < ledger.terms.least:
        return assumed
    supports: tuple[str, ...] = ()
    reason = f"{_name(ledger, best, day)} has it, as far as is known of the places around"
    if later and later[1].get(best):
        supports, reason = (later[2].fact.id,), f"no word says so: it follows from what is said of {later[0]}"
    last = ledger.mentioned if ledger.mentioned and date.min < ledger.mentioned <= day else day
    shown = show_chance(ledger.terms, chances[best], len(supports), "held")
    return Holding(
        ledger.place, _actor(ledger, best, day), "held", None, last, (day - last).days, False, shown, supports,
        reasons=(reason,), side=best, inferred=True, stories=len(supports),
    )  # fmt: skip


def _as_assumed(ledger: Ledger, given: Assumption, day: date) -> Holding:
    chance = ledger.terms.assumption if given.weak else ledger.chances.get(given.side, 0.0)
    return Holding(
        ledger.place, _actor(ledger, given.side, day), "held", given.day, given.day, (day - given.day).days, False,
        round(chance, 2), (), reasons=(f"assumed, from {given.source}; no report tells of it",), side=given.side,
        assumed=given.source,
    )  # fmt: skip


def _answer(ledger: Ledger, fights: Sequence[Fight], around: Around, day: date) -> Holding | None:
    holder, chance, filled = likeliest(ledger, around)
    state, reasons = _state(ledger, holder, fights, day)
    if state is None:
        return None
    raising = ledger.raising(holder)
    for_it = _for_it(ledger, holder, raising)
    against = _against(ledger, fights, besieged=state == "besieged", spoken=[w for w, _ in for_it])
    stories = len({w.fact.article.id for w, _ in raising})
    if not any(w.unit is None for w, _ in raising):
        stories = min(stories, 1)
    told = any(w.unit is None for w, _ in for_it)
    unit = None if told else next((w.unit for w, _ in for_it if w.unit), None)
    given = ledger.assumed
    assumed = given.source if given and holder == given.side and not raising and not filled else ""
    said = any(ledger.says_so(w, holder) for w, _ in for_it) if holder else False
    inferred = holder is not None and not assumed and (filled or not said)
    if unit is not None:
        reasons.append(f"said of {unit.name} as a whole")
    if assumed:
        reasons.append(f"assumed, from {assumed}: no report says another one has it")
    elif filled:
        reasons.append(f"as far as is known of the places around, {_name(ledger, holder, day)} has them")
    elif inferred:
        reasons.append("no word says so: it follows from who attacked or left")
    weights = (
        *(Weighed(w.fact.id, weight) for w, weight in for_it),
        *(Weighed(w.fact.id, min(ledger.moved(w, holder), 0.0)) for w in against),
    )
    rivals = [s for _, s in ledger.rivals] + [s for _, s in fights if s is not None and s != holder]
    return Holding(
        ledger.place, _actor(ledger, holder, day) if holder else None, state, ledger.since, ledger.last or day, 0, False,
        show_chance(ledger.terms, chance, stories, state), _ids([w for w, _ in for_it]), _ids(against),
        tuple(dict.fromkeys(_actor(ledger, r, day) for r in rivals)), unit, tuple(reasons), side=holder or "",
        inferred=inferred, assumed=assumed, stories=stories, weights=weights,
    )  # fmt: skip


def _for_it(ledger: Ledger, holder: str | None, raising: Sequence[tuple[Word, float]]) -> Sequence[tuple[Word, float]]:
    """The words that speak for an answer, with their weights: those that name the holder, else those that raised its chance; of
    who left, the word that says so."""
    if holder is None and ledger.left:
        return [(w, -min(moved.values(), default=0.0)) for w, moved in ledger.moves[:1]]
    return [(w, weight) for w, weight in raising if holder and ledger.says_so(w, holder)] or raising


def _against(ledger: Ledger, fights: Sequence[Fight], *, besieged: bool, spoken: Sequence[Word]) -> list[Word]:
    """Denials, words for rivals, fights and a siege, but none that speaks for the answer."""
    words = [*ledger.denials, *(w for w, _ in ledger.rivals), *(w for w, _ in fights)]
    words += [ledger.siege[0]] if ledger.siege is not None and besieged else []
    return [w for w in words if not any(w is s for s in spoken)]


def likeliest(ledger: Ledger, around: Around) -> tuple[str | None, float, bool]:
    """Who most likely has the place, the chance of it, and whether only what is known around says so."""
    terms, chances = ledger.terms, {s: c for s, c in ledger.chances.items() if s != NOBODY}
    for side, share in around.chances.items():
        chances[side] = chances.get(side, 0.0) + ledger.unknown * share
    for side, share in around.turned.items():
        kept = 1 - share * terms.turning
        moved = sum(c for s, c in chances.items() if s != side) * (1 - kept)
        chances = {s: c if s == side else c * kept for s, c in chances.items()}
        chances[side] = chances.get(side, 0.0) + moved
    if terms.neighbourly and around.chances:
        whole = sum(chances.values())
        weighed = {s: c * (0.1 + around.chances.get(s, 0.0)) ** terms.neighbourly for s, c in chances.items()}
        total = sum(weighed.values()) or 1.0
        chances = {s: c / total * whole for s, c in weighed.items()}
    best = max(chances, key=lambda s: (chances[s], s), default=None)
    if ledger.holder is not None and best is not None and chances[best] <= chances.get(ledger.holder, 0.0) + SEEN:
        best = ledger.holder
    if best is not None and chances[best] >= terms.least:
        return best, chances[best], best != ledger.holder
    if ledger.assumed and not ledger.left:
        return ledger.assumed.side, terms.assumption, False
    return None, 0.0, False


def show_chance(terms: ControlTerms, chance: float, stories: int, state: HoldingState) -> float:
    """The chance to show, by the filter's and by how many reports say so: what such answers were worth when measured. Who is named
    at all was right more often than the filter's own chance says where it is low, and less often where it is high."""
    sure = terms.sure[min(stories, len(terms.sure) - 1)]
    shown: float = terms.floor + (sure - terms.floor) * chance**terms.steep
    return round(shown * (terms.disputed if state == "contested" else 1.0), 2)


def _state(
    ledger: Ledger, holder: str | None, fights: Sequence[Fight], day: date
) -> tuple[HoldingState | None, list[str]]:
    held_by = f"{_name(ledger, holder, day)} is said to hold it" if holder else "nobody is said to hold it"
    rival = f"{_name(ledger, ledger.rivals[-1][1], day)} is said to have it at the same time" if ledger.rivals else ""
    signs: tuple[tuple[object, HoldingState, str], ...] = (
        ([r for r in ledger.rivals if r[1] != holder], "contested", rival),
        (ledger.denials, "contested", "this is denied"),
        (ledger.siege is not None and ledger.siege[1] != holder, "besieged", "it is said to be besieged"),
        (fights, "contested", "fighting is reported"),
        (ledger.left and holder is None, "left", "who held it is said to have left"),
        (holder is not None and _own_words_only(ledger, holder), "claimed", "only its own side says so"),
    )
    for sign, state, reason in signs:
        if sign:
            return state, [held_by, reason]
    return ("held", [held_by]) if holder is not None else (None, [])


def _own_words_only(ledger: Ledger, holder: str) -> bool:
    words = [w for w, _ in ledger.raising(holder) if ledger.says_so(w, holder)]
    return bool(words) and all(
        is_own_word(w.fact.change, actor_of(w.fact.change.gained_by or w.fact.change.held_by)) for w in words
    )


def _actor(ledger: Ledger, side: str, day: date) -> Actor:
    return ledger.named.get(side) or ledger.sides.actor_of(side, ledger.place.country, day)


def _name(ledger: Ledger, side: str | None, day: date) -> str:
    return _actor(ledger, side, day).name if side else "nobody"


def _ids(words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(w.fact.id for w in words))
