"""Control on a date: what words make of a place, day by day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from geo.records.actors import Actor, ActorMention, Attribution
from geo.records.dates import DateSpan
from geo.records.facts import ControlChange, ControlExtent, ControlKind, ControlStatus
from geo.records.places import Place, PlaceMention
from geo.records.text import Article, Evidence, Sentence, Span
from geo.records.views import Holding, ReportedChange
from geo.views.control import control_on, control_over, control_turns
from geo.views.control_ledger import ControlTerms

RAQQA = Place("gn:172955", "Raqqa", 35.95, 39.01, "settlement", "SY", "Raqqa")
TABQA = Place("gn:172956", "Tabqa", 35.84, 38.55, "settlement", "SY", "Raqqa")
PROVINCE = Place("gn:172957", "Raqqa", 35.9, 38.9, "admin1", "SY", "Raqqa")
IS = Actor("is", "Islamic State", "rebel")
ARMY = Actor("sy-forces", "Syrian armed forces", "state_force", "SY", ("sy-gov",))
GOVERNMENT = Actor("sy-gov", "Syrian government", "state_force", "SY")
SDF = Actor("sdf", "Syrian Democratic Forces", "rebel", "SY")
DAY = date(2014, 1, 10)


def mention(actor: Actor | None) -> ActorMention | None:
    return None if actor is None else ActorMention(0, 1, actor.name, actor if actor.id else None, "dictionary")


def word(
    kind: ControlKind, gained: Actor | None = None, day: int = 0, status: ControlStatus = "completed", *,
    lost: Actor | None = None, held: Actor | None = None, place: Place = RAQQA, extent: ControlExtent = "whole",
    said_by: Actor | None = None, confidence: float = 0.8,
) -> ReportedChange:  # fmt: skip
    """A change dated `day` days after 10 January 2014. Its id is made of what it says."""
    when = DateSpan(DAY + timedelta(days=day), DAY + timedelta(days=day + 1), "day", "explicit", "then", 0, 4)
    name = f"{kind}-{(gained or held or lost or IS).id}-{day}-{status}"
    saying = Attribution(0, 1, said_by.name, "armed_actor", "indirect", "said", said_by) if said_by else None
    places = (PlaceMention(0, 0, 1, place.name, place, 0.9),)
    change = ControlChange(
        kind, status, mention(gained), mention(lost), mention(held), places, when, saying, Span(0, 1, "x"), confidence,
        Evidence(name, 0, 0, 1, "x", "rule"), (), extent,
    )  # fmt: skip
    return ReportedChange(name, change, Article(name, "", "", published=when.end), Sentence(name, 0, 0, 1), "x")


def after(days: int, *words: ReportedChange) -> Holding | None:
    return control_on(DAY + timedelta(days=days), words).get(RAQQA.id)


TAKEN = word("seize", IS)
ROWS = {
    "a taking lasts": (40, [TAKEN], "held", "is"),
    "nothing is known before the first word": (-1, [TAKEN], None, None),
    "the last taking counts": (40, [TAKEN, word("regain", ARMY, 20)], "held", "sy-forces"),
    "words are read in the order of their days": (40, [word("regain", ARMY, 20), TAKEN], "held", "sy-forces"),
    "a withdrawal ends a holding": (40, [TAKEN, word("withdraw", None, 20, lost=IS)], "left", None),
    "who holds it as others leave, holds it": (
        40, [TAKEN, word("withdraw", None, 20, lost=ARMY), word("hold", None, 20, "state", held=SDF)], "held", "sdf",
    ),
    "a withdrawal of others leaves the holder": (40, [TAKEN, word("withdraw", None, 20, lost=ARMY)], "held", "is"),
    "a plan changes nothing": (40, [TAKEN, word("regain", ARMY, 20, "planned")], "held", "is"),
    "what is imagined changes nothing": (40, [TAKEN, word("regain", ARMY, 20, "hypothetical")], "held", "is"),
    "what did not happen changes nothing": (40, [TAKEN, word("regain", ARMY, 20, "negated")], "held", "is"),
    "a denied taking does not unseat the holder": (40, [TAKEN, word("regain", ARMY, 20, "denied")], "held", "is"),
    "a denial contests what it denies": (40, [TAKEN, word("seize", IS, 5, "denied")], "contested", "is"),
    "fighting contests": (25, [TAKEN, word("offensive", ARMY, 20, "ongoing")], "contested", "is"),
    "fighting long ago does not": (90, [TAKEN, word("offensive", ARMY, 20, "ongoing")], "held", "is"),
    "a holder's own offensive does not": (25, [TAKEN, word("offensive", IS, 20)], "held", "is"),
    "an attempt contests": (25, [TAKEN, word("regain", ARMY, 20, "attempted")], "contested", "is"),
    "an attack beaten off contests while it is fresh": (25, [TAKEN, word("repel", None, 20, held=IS)], "contested", "is"),
    "a siege lasts": (200, [TAKEN, word("siege", SDF, 20, "ongoing")], "besieged", "is"),
    "a siege that is lifted is over": (
        90, [TAKEN, word("siege", SDF, 20, "ongoing"), word("siege", None, 40, "negated")], "held", "is",
    ),
    "a taking ends a siege": (90, [TAKEN, word("siege", SDF, 20), word("regain", SDF, 60)], "held", "sdf"),
    "a quarter taken contests the city": (25, [TAKEN, word("regain", SDF, 20, extent="part")], "contested", "is"),
    "the countryside taken contests the city": (25, [TAKEN, word("seize", SDF, 20, extent="around")], "contested", "is"),
    "one side's word is a claim": (5, [word("seize", IS, said_by=IS)], "claimed", "is"),
    "another's word makes it more": (5, [word("seize", IS, said_by=IS), word("hold", None, 2, "state", held=IS)], "held", "is"),
    "an ally's word is no other's": (5, [word("regain", ARMY, said_by=GOVERNMENT)], "claimed", "sy-forces"),
    "an opponent's word is more than a claim": (5, [word("seize", IS, said_by=GOVERNMENT)], "held", "is"),
    "two takers on one day disagree": (5, [TAKEN, word("seize", SDF)], "contested", "is"),
    "an old name for the holder disagrees at first": (5, [TAKEN, word("hold", None, 2, "state", held=ARMY)], "contested", "is"),
    "a holding by another, later, is a change": (40, [TAKEN, word("hold", None, 30, "state", held=ARMY)], "held", "sy-forces"),
    "the end of a holding": (40, [TAKEN, word("hold", None, 20, "negated", held=IS)], "left", None),
    "a loss without a taker leaves nobody": (40, [TAKEN, word("seize", None, 20, lost=IS)], "left", None),
    "fighting where nobody is known to hold": (5, [word("clash", None, 0, "ongoing")], "contested", None),
    "old fighting alone says nothing": (90, [word("clash", None, 0, "ongoing")], None, None),
    "a word of little confidence is left out": (40, [TAKEN, word("regain", ARMY, 20, confidence=0.1)], "held", "is"),
}  # fmt: skip


@pytest.mark.parametrize(("days", "words", "state", "holder"), ROWS.values(), ids=ROWS)
def test_state_of_a_place(days: int, words: list[ReportedChange], state: str | None, holder: str | None) -> None:
    found = after(days, *words)
    assert (found.state if found else None) == state
    assert (found.holder.id if found and found.holder else None) == holder


def test_every_answer_names_what_it_rests_on_and_what_speaks_against_it() -> None:
    attack = word("offensive", ARMY, 20, "ongoing")
    found = after(25, TAKEN, attack)
    assert found is not None
    assert (found.supports, found.against, found.rivals) == ((TAKEN.id,), (attack.id,), (ARMY,))
    assert (found.since, found.last, found.age) == (DAY, DAY + timedelta(days=20), 5)
    assert "Islamic State is said to hold it" in found.reasons
    assert "fighting is reported" in found.reasons


def told(fact: ReportedChange, day: int = 0) -> ReportedChange:
    """A word without a day of its own in one and the same report of that day."""
    when = DateSpan(DAY + timedelta(days=day), DAY + timedelta(days=day + 1), "day", "report", "", None, None)
    return replace(fact, change=replace(fact.change, when=when), article=replace(fact.article, id="a report"))


HELD_BY_IS = word("hold", None, 0, "state", held=IS)
BACKGROUND = {
    "had held it before it was taken": ([HELD_BY_IS, word("seize", SDF)], "held", "sdf"),
    "was the last town of the army, of which a part is taken": (
        [HELD_BY_IS, word("seize", SDF, extent="part")], "contested", "is",
    ),
    "lay under siege until it was taken": ([word("siege", None, 0, "ongoing"), word("regain", SDF)], "held", "sdf"),
    "is besieged, and a part is taken": ([HELD_BY_IS, word("siege", SDF), word("seize", SDF, extent="part")], "besieged", "is"),
    "is held by who took it": ([word("seize", SDF), word("hold", None, 0, "state", held=SDF)], "held", "sdf"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "state", "holder"), BACKGROUND.values(), ids=BACKGROUND)
def test_report_of_a_taking_tells_of_what_was_before(words: list[ReportedChange], state: str, holder: str) -> None:
    found = after(1, *map(told, words))
    assert found is not None
    assert (found.state, found.holder and found.holder.id) == (state, holder)


def test_holding_that_another_report_tells_of_is_not_what_was_before() -> None:
    other = replace(told(HELD_BY_IS), article=Article("another", "", "", published=DAY))
    found = after(1, other, told(word("seize", SDF)))
    assert found is not None
    assert found.state == "contested"


@pytest.mark.parametrize(("days", "stale"), [(180, False), (181, True)])
def test_an_old_word_is_stale(days: int, stale: bool) -> None:
    found = after(days, TAKEN)
    assert found is not None
    assert found.stale is stale


def test_staleness_is_a_parameter() -> None:
    terms = ControlTerms(stale_after=timedelta(days=7))
    assert control_on(DAY + timedelta(days=8), [TAKEN], terms)[RAQQA.id].stale


def test_a_word_on_a_province_reaches_its_places_with_less_certainty() -> None:
    found = control_on(DAY, [word("seize", IS, place=PROVINCE), word("clash", None, -300, place=TABQA)])[TABQA.id]
    assert (found.holder, found.unit, found.confidence) == (IS, PROVINCE, 0.4)


def test_a_place_is_answered_by_its_own_word_before_its_provinces() -> None:
    words = [word("seize", SDF, -30, place=TABQA), word("seize", IS, place=PROVINCE)]
    assert control_on(DAY, words)[TABQA.id].holder == SDF


def test_a_province_word_counts_again_when_the_own_word_is_old() -> None:
    words = [word("seize", SDF, -200, place=TABQA), word("seize", IS, place=PROVINCE)]
    assert control_on(DAY, words)[TABQA.id].holder == IS


def test_members_of_a_province_can_be_given() -> None:
    found = control_on(DAY, [word("seize", IS, place=PROVINCE)], members={PROVINCE.id: (TABQA,)})
    assert found[TABQA.id].holder == IS


def test_part_of_a_province_reaches_none_of_its_places() -> None:
    found = control_on(DAY, [word("seize", IS, place=PROVINCE, extent="part")], members={PROVINCE.id: (TABQA,)})
    assert TABQA.id not in found


def test_words_that_could_not_be_resolved_hold_a_place_under_their_own_words() -> None:
    found = after(5, word("seize", Actor("", "tribal fighters")))
    assert found is not None
    assert found.holder == Actor("", "tribal fighters")


def test_a_report_without_dates_says_nothing_of_any_day() -> None:
    undated = replace(TAKEN, change=replace(TAKEN.change, when=None), article=replace(TAKEN.article, published=None))
    assert control_on(date(2030, 1, 1), [undated]) == {}


def test_many_days_give_what_each_day_gives() -> None:
    words = [TAKEN, word("siege", SDF, 20, "ongoing"), word("regain", SDF, 60), word("withdraw", None, 90, lost=SDF)]
    days = [DAY + timedelta(days=n) for n in range(-5, 120, 5)]
    assert dict(control_over(days, words)) == {day: control_on(day, words) for day in days}


def test_turns_are_all_the_days_on_which_a_place_looks_another_way() -> None:
    words = [
        TAKEN,
        word("siege", SDF, 20, "ongoing"),
        word("clash", SDF, 30),
        word("regain", SDF, 60),
        word("clash", IS, 300),
    ]
    days = [DAY + timedelta(days=n) for n in range(-5, 600)]
    looks: dict[str, tuple[object, ...] | None] = {}
    turned = control_turns(days, words)
    for (day, changed), (_, whole) in zip(turned, control_over(days, words), strict=True):
        looks |= {i: h and (h.holder, h.state, h.stale, h.rivals) for i, h in changed.items()}
        assert {i: look for i, look in looks.items() if look} == {
            i: (h.holder, h.state, h.stale, h.rivals) for i, h in whole.items()
        }, day
