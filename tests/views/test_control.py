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
from geo.views.control import Basis, control_on, control_over, control_turns
from geo.views.control_evidence import ControlTerms
from geo.views.sides import Sides

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
    assert (found.holder, found.unit) == (IS, PROVINCE)
    assert found.confidence < control_on(DAY, [TAKEN])[RAQQA.id].confidence


def test_a_place_is_answered_by_its_own_word_before_its_provinces() -> None:
    words = [word("seize", SDF, -30, place=TABQA), word("seize", IS, place=PROVINCE)]
    assert control_on(DAY, words)[TABQA.id].holder == SDF


def test_a_province_word_counts_again_when_the_own_word_is_old() -> None:
    own, told = word("seize", SDF, -200, place=TABQA), [word("seize", IS, -n, place=PROVINCE) for n in range(3)]
    assert control_on(DAY, [own, *told])[TABQA.id].holder == IS
    assert control_on(DAY, [own, told[0]])[TABQA.id].holder == SDF


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


RUSSIA = Actor("ru-forces", "Russian armed forces", "state_force", "RU", ("ru-gov",))
UKRAINE = Actor("ua-forces", "Ukrainian armed forces", "state_force", "UA", ("ua-gov",))
FSA = Actor("fsa", "Free Syrian Army", "rebel", "SY", ("syrian-opposition",))
REBELS = Actor("", "rebel fighters")
OBLAST = Place("gn:703883", "Kharkiv Oblast", 49.6, 36.5, "admin1", "UA", "Kharkiv Oblast")
IZIUM = Place("gn:707753", "Izium", 49.2, 37.25, "settlement", "UA", "Kharkiv Oblast")
KAMIANKA = Place("gn:1000", "Kamianka", 49.14, 37.25, "settlement", "UA", "Kharkiv Oblast")
SUKHA = Place("gn:1001", "Sukha Kamianka", 49.11, 37.27, "settlement", "UA", "Kharkiv Oblast")
FAR = Place("gn:1002", "Zolochiv", 50.28, 35.98, "settlement", "UA", "Kharkiv Oblast")
IN_UKRAINE = (date(2022, 9, 1) - DAY).days


def there(kind: ControlKind, gained: Actor | None = None, day: int = 0, status: ControlStatus = "completed", *,
    lost: Actor | None = None, held: Actor | None = None, place: Place = IZIUM, extent: ControlExtent = "whole",
) -> ReportedChange:  # fmt: skip
    """A word on a place in Ukraine, `day` days after 1 September 2022."""
    told = word(kind, gained, IN_UKRAINE + day, status, lost=lost, held=held, place=place, extent=extent)
    return replace(told, id=f"{told.id}-{place.id}", text=f"{told.id} at {place.name}, as was told that day.")


def bombed(by: Actor, day: int) -> ReportedChange:
    told = there("incident", by, day)
    return replace(told, change=replace(told.change, evidence=replace(told.change.evidence, rule="incident.bombing")))


def then(day: int, *words: ReportedChange, place: Place = IZIUM) -> Holding | None:
    return control_on(DAY + timedelta(days=IN_UKRAINE + day), words).get(place.id)


HAS = there("seize", RUSSIA, -150)
INFERRED = {
    "where two sides fight, who is left has what the other leaves": (
        5, [there("withdraw", lost=RUSSIA)], "held", "ukraine", True,
    ),
    "who leaves what another was told to have had, leaves it to him": (
        5, [there("seize", UKRAINE, -300), HAS, there("withdraw", lost=RUSSIA)], "held", "ukraine", True,
    ),
    "a withdrawal of nobody in particular unseats nobody": (5, [HAS, there("withdraw")], "held", "ukraine-russia", False),
    "who besieges a place has not taken it": (5, [there("siege", RUSSIA, 0, "ongoing")], "besieged", "ukraine", True),
    "a siege of the holder does not unseat him": (
        5, [there("seize", UKRAINE, -30), there("siege", RUSSIA, 0, "ongoing")], "besieged", "ukraine", False,
    ),
    "who attacks a place has it not": (40, [there("offensive", RUSSIA)], "held", "ukraine", True),
    "who beats off an attack has it": (40, [there("repel", None, held=UKRAINE, lost=RUSSIA)], "held", "ukraine", False),
    "a place that is retaken later was the other side's": (-30, [there("regain", UKRAINE)], "held", "ukraine-russia", True),
    "long before nothing is known": (-400, [there("regain", UKRAINE)], None, None, False),
    "a place that is only said to be taken is taken by who besieged it": (
        5, [there("seize", UKRAINE, -30), there("siege", RUSSIA, -10, "ongoing"), there("seize")], "held", "ukraine-russia", True,
    ),
    "nobody shells what he has": (
        40, [there("seize", RUSSIA, -90), *(bombed(RUSSIA, n) for n in range(0, 24, 3))], "held", "ukraine", True,
    ),
    "a stranger to the war is a misread name": (
        40, [there("seize", UKRAINE, -5), there("seize", Actor("de-forces", "German armed forces", "state_force", "DE"))],
        "held", "ukraine", False,
    ),
    "a country's name for its army is its side": (5, [there("seize", Actor("", "Russia"))], "held", "ukraine-russia", False),
    "a side that has a place no longer leaves it to the other": (
        5, [HAS, there("hold", None, 0, "negated", held=RUSSIA)], "held", "ukraine", True,
    ),
    "that a part is held no more changes nothing": (
        5, [HAS, there("hold", None, 0, "negated", held=RUSSIA, extent="part")], "held", "ukraine-russia", False,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("day", "words", "state", "side", "inferred"), INFERRED.values(), ids=INFERRED)
def test_what_follows_from_what_is_said(
    day: int, words: list[ReportedChange], state: str | None, side: str | None, inferred: bool
) -> None:
    found = then(day, *words)
    assert (found.state if found else None) == state
    assert (found.side if found else None) == side
    assert bool(found and found.inferred) == inferred


PROVINCES = {
    "a province that several reports say is taken is its places' taking": (
        [there("seize", RUSSIA, -90), *(there("regain", UKRAINE, n, place=OBLAST) for n in range(3))], "ukraine",
    ),
    "one report on a province does not turn a place that was taken by name": (
        [there("seize", RUSSIA, -90), there("regain", UKRAINE, place=OBLAST)], "ukraine-russia",
    ),
    "a province held is no word against a place's own": (
        [there("seize", RUSSIA, -90), there("hold", None, 0, "state", held=UKRAINE, place=OBLAST)], "ukraine-russia",
    ),
    "fighting for a province says nothing of its places": (
        [there("seize", RUSSIA, -90), there("offensive", UKRAINE, place=OBLAST), there("siege", RUSSIA, place=OBLAST)], "ukraine-russia",
    ),
    "a part of a province is none of its places": (
        [there("seize", RUSSIA, -90), there("regain", UKRAINE, place=OBLAST, extent="part")], "ukraine-russia",
    ),
    "a withdrawal of nobody from a province unseats nobody": (
        [there("seize", RUSSIA, -90), there("withdraw", place=OBLAST)], "ukraine-russia",
    ),
    "a younger word on the place itself stands": (
        [there("regain", UKRAINE, -10, place=OBLAST), there("seize", RUSSIA)], "ukraine-russia",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("words", "side"), PROVINCES.values(), ids=PROVINCES)
def test_what_a_word_on_a_province_says_of_its_places(words: list[ReportedChange], side: str) -> None:
    found = then(5, *words)
    assert found is not None
    assert found.side == side


def test_rebels_and_a_rebel_group_are_one_side() -> None:
    found = after(5, word("seize", FSA), word("hold", None, 1, "state", held=REBELS))
    assert found is not None
    assert (found.state, found.side, found.rivals) == ("held", "syria-opposition", ())


def test_words_that_mean_a_side_show_its_actor() -> None:
    found = after(5, word("seize", REBELS))
    assert found is not None and found.holder is not None
    assert found.holder.id == "syrian-opposition"


def test_an_analysts_own_sides_come_before_the_tables() -> None:
    words = [word("seize", FSA), word("hold", None, 1, "state", held=IS)]
    apart = control_on(DAY + timedelta(days=5), words)[RAQQA.id]
    together = control_on(
        DAY + timedelta(days=5), words, basis=Basis(Sides({"fsa": "all rebels", "is": "all rebels"}))
    )[RAQQA.id]
    assert (apart.state, together.state, together.side) == ("contested", "held", "all rebels")


def test_what_is_not_known_of_a_place_is_filled_by_those_around() -> None:
    near = [there("seize", RUSSIA, place=KAMIANKA), there("seize", RUSSIA, place=SUKHA)]
    plan = there("offensive", UKRAINE, 0, "planned")
    found = then(5, *near, plan)
    assert found is not None
    assert (found.side, found.inferred, found.supports) == ("ukraine-russia", True, ())
    assert then(5, there("seize", RUSSIA, place=FAR), plan) is None


def test_a_place_follows_those_around_that_turned_since_its_last_word() -> None:
    near = [there("regain", UKRAINE, place=KAMIANKA), there("regain", UKRAINE, place=SUKHA)]
    held, turned = then(5, HAS), then(5, HAS, *near)
    assert held is not None and turned is not None
    assert (held.side, turned.side, turned.inferred) == ("ukraine-russia", "ukraine", True)


def test_a_copy_of_a_sentence_adds_nothing() -> None:
    copy = replace(HAS, id="~copy", article=replace(HAS.article, id="another paper"))
    other = replace(copy, id="~other", text="Troops of Russia are in Izium since that week, a resident told us.")
    assert then(5, HAS, copy) == then(5, HAS)
    once, twice = then(5, HAS), then(5, HAS, other)
    assert once is not None and twice is not None
    assert twice.confidence > once.confidence


def test_the_losers_admission_counts_more_than_the_takers_claim() -> None:
    claimed = after(5, word("seize", IS, said_by=IS, lost=ARMY))
    admitted = after(5, word("seize", IS, said_by=ARMY, lost=ARMY))
    assert claimed is not None and admitted is not None
    assert admitted.weights[0].weight > claimed.weights[0].weight


def test_weights_say_how_much_each_word_counts() -> None:
    against = word("hold", None, 2, "state", held=ARMY)
    found = after(5, TAKEN, against)
    assert found is not None
    weights = {w.fact: w.weight for w in found.weights}
    assert weights[TAKEN.id] > 0.5
    assert weights[against.id] < 0


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
        looks |= {i: (h.holder, h.state, h.stale, h.rivals) if h else None for i, h in changed.items()}
        assert {i: look for i, look in looks.items() if look} == {
            i: (h.holder, h.state, h.stale, h.rivals) for i, h in whole.items()
        }, day
