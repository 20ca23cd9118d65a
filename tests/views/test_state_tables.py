"""Tables of control beside reports, holdings to take away, provinces and sides: small cases with what is right."""

import csv
import io
import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from lxml import etree

from geo.errors import InputError
from geo.records.actors import Actor
from geo.views.assumed import GivenPlace
from geo.views.by_side import as_side, by_side, side_colours, sides_told_of
from geo.views.compare import changed_hands, compare_days, compare_state
from geo.views.control import control_on, control_over
from geo.views.export_holdings import (
    HOLDING_COLUMNS,
    compared_csv,
    days_between,
    holdings_csv,
    holdings_geojson,
    holdings_kml,
)
from geo.views.frames import make_playback, only_of
from geo.views.regions import region_over, region_words, regions_csv, regions_of
from geo.views.sides import Sides, own_sides
from geo.views.state_scores import score_lines, score_state
from geo.views.undated import find_undated
from tests.views.test_control import (
    DAY,
    FSA,
    IN_UKRAINE,
    IS,
    IZIUM,
    KAMIANKA,
    RUSSIA,
    SUKHA,
    TAKEN,
    UKRAINE,
    then,
    there,
    word,
)

ON = DAY + timedelta(days=IN_UKRAINE + 5)
WORDS = [there("seize", RUSSIA), there("seize", RUSSIA, place=KAMIANKA), there("regain", UKRAINE, 4, place=SUKHA)]
FACTS = {fact.id: fact for fact in WORDS}
HELD = control_on(ON, WORDS)
PLACES = (IZIUM, KAMIANKA, SUKHA)


def nobody(_: str) -> frozenset[str]:
    return frozenset()


def rows_of(written: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"))))


TABLE = [
    GivenPlace("Izium", "Russia", ON, lat=49.2, lon=37.25),
    GivenPlace("Kamianka", "Ukrainian army", ON, lat=49.15, lon=37.25),
    GivenPlace("Balakliia", "Ukraine", ON, lat=49.46, lon=36.86, country="UA"),
]


def test_a_table_agrees_differs_or_one_is_silent() -> None:
    found = compare_state(TABLE, HELD, PLACES, nobody)
    told = [(c.agreement, c.row.name if c.row else c.place and c.place.name, c.given, c.found) for c in found]
    assert told == [
        ("differ", "Kamianka", "ukraine", "ukraine-russia"),
        ("reports silent", "Balakliia", "ukraine", ""),
        ("table silent", "Sukha Kamianka", "", "ukraine"),
        ("agree", "Izium", "ukraine-russia", "ukraine-russia"),
    ]


def test_a_score_counts_rows_answers_and_right_ones_by_the_chance_shown() -> None:
    score = score_state(compare_state(TABLE, HELD, PLACES, nobody))
    assert (score.rows, score.answered, score.right) == (3, 2, 1)
    assert (score.coverage, score.accuracy, score.right_of_all) == (2 / 3, 1 / 2, 1 / 3)
    assert sum(band.answers for band in score.bands) == 2
    assert "coverage 66.7%, accuracy 50.0%, right of all 33.3%" in score_lines(score)[0]


def test_a_comparison_is_written_with_its_sentences() -> None:
    rows = rows_of(compared_csv([(ON, compare_state(TABLE, HELD, PLACES, nobody))], FACTS))
    assert [row["agreement"] for row in rows] == ["differ", "reports silent", "table silent", "agree"]
    assert rows[0]["sentences"] == FACTS[HELD[KAMIANKA.id].supports[0]].text
    assert (rows[0]["table_holder"], rows[0]["reports_side"]) == ("Ukrainian army", "Russia")


def test_holdings_are_written_as_a_table() -> None:
    rows = rows_of(holdings_csv([(ON, HELD)], FACTS))
    assert tuple(rows[0]) == HOLDING_COLUMNS
    izium = next(row for row in rows if row["place"] == "Izium")
    assert (izium["day"], izium["side"], izium["state"], izium["inferred"]) == (str(ON), "ukraine-russia", "held", "no")
    assert izium["probability"] == str(HELD[IZIUM.id].confidence)


def test_holdings_are_written_as_points() -> None:
    features = json.loads(holdings_geojson([(ON, HELD)], FACTS))["features"]
    izium = next(f for f in features if f["properties"]["place"] == "Izium")
    assert izium["geometry"] == {"type": "Point", "coordinates": [37.25, 49.2]}
    assert izium["properties"]["since"] == str(HELD[IZIUM.id].since)


def test_holdings_are_written_as_marks_with_their_time() -> None:
    days = [(ON, HELD), (ON + timedelta(days=7), HELD)]
    root = etree.fromstring(holdings_kml(days, FACTS).encode())
    spans = [
        (s.findtext("{*}begin"), s.findtext("{*}end")) for s in root.iter("{http://www.opengis.net/kml/2.2}TimeSpan")
    ]
    assert spans[0] == (str(ON), str(ON + timedelta(days=7)))
    assert spans[-1] == (str(ON + timedelta(days=7)), None)


def test_days_are_even_and_end_with_the_last() -> None:
    days = days_between(date(2022, 3, 1), date(2022, 3, 10), 7)
    assert days == (date(2022, 3, 1), date(2022, 3, 8), date(2022, 3, 10))
    assert days_between(ON, ON, 7) == (ON,)


def test_a_provinces_towns_are_counted_by_side_over_time() -> None:
    days = [ON - timedelta(days=3), ON]
    before, after = region_over(control_over(days, WORDS), "UA", "Kharkiv Oblast")
    assert [len(before.by_side[s]) for s in before.by_side] == [3]
    assert {side: len(held) for side, held in after.by_side.items()} == {"ukraine-russia": 2, "ukraine": 1}
    assert region_words(after) == "Kharkiv Oblast, 3 named towns: Russia 2, Ukraine 1"
    assert regions_of(PLACES) == [("UA", "Kharkiv Oblast")]
    rows = rows_of(regions_csv([(ON, HELD)]))
    assert [(row["side_name"], row["places"], row["of"], row["names"]) for row in rows] == [
        ("Russia", "2", "3", "Izium; Kamianka"),
        ("Ukraine", "1", "3", "Sukha Kamianka"),
    ]


def test_holdings_by_side_show_sides_as_holders() -> None:
    shown = by_side(HELD, ON)
    assert shown[IZIUM.id].holder == Actor("ukraine-russia", "Russia")
    assert sides_told_of(WORDS) == [("ukraine-russia", "Russia"), ("ukraine", "Ukraine")]
    assert set(only_of(HELD, ["ukraine"])) == {SUKHA.id}


def test_words_that_mean_no_side_are_none_of_the_sides_and_bear_their_own_name() -> None:
    told = there("seize", Actor("", "The attackers"))
    assert sides_told_of([told]) == []
    holding = control_on(ON, [told])[IZIUM.id]
    assert [a.name for a in (holding.holder, as_side(holding, ON).holder) if a] == ["The attackers", "the attackers"]


def test_a_sentence_has_the_colours_of_the_sides() -> None:
    colours = side_colours(WORDS)
    assert colours.number(RUSSIA.id) == colours.number("ukraine-russia")
    assert list(colours.names.values()) == ["Russia", "Ukraine"]


def test_rivals_of_one_side_are_one() -> None:
    contested = then(5, there("seize", UKRAINE, -2), there("hold", None, 0, "state", held=RUSSIA))
    assert contested is not None
    assert as_side(contested, ON).rivals == (Actor("ukraine-russia", "Russia"),)


def test_a_playback_by_side_steps_from_side_to_side() -> None:
    playback = make_playback(WORDS, sides_shown=True)
    assert {s.holding.holder.id for s in playback.steps if s.holding and s.holding.holder} == {
        "ukraine-russia",
        "ukraine",
    }


def test_a_force_that_hands_over_to_its_own_side_turns_nothing_over() -> None:
    rebels = Actor("syrian-opposition", "Syrian opposition", "rebel", "SY")
    before, after = (
        control_on(DAY + timedelta(days=n), [word("seize", FSA), word("transfer", rebels, 20)]) for n in (5, 25)
    )
    assert not [t for t in compare_days(before, after) if changed_hands(t)]


def test_an_analysts_sides_are_read_by_name_or_id() -> None:
    sides = own_sides([{"actor": "Free Syrian Army", "side": "Rebels"}, {"actor": "is", "side": "Jihadists"}])
    assert sides.key_of(FSA, "SY", DAY) == "Rebels"
    assert sides.key_of(IS, "SY", DAY) == "Jihadists"
    assert sides.called("rebels", "SY", DAY) == "Rebels"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([{"actor": "fsa", "side": ""}], "line 2"),
        ([{"actor": "fsa", "side": "A"}, {"actor": "Free Syrian Army", "side": "B"}], "two sides"),
    ],
)
def test_a_grouping_that_is_wrong_is_told_by_its_line(rows: list[dict[str, str | None]], said: str) -> None:
    with pytest.raises(InputError, match=said):
        own_sides(rows)


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("gov", "syria-assad"), ("opp", "syria-opposition"), ("ISIS", "syria-isis"), ("YPG", "syria-sdf"),
        ("the regime", "syria-assad"), ("syria-sdf", "syria-sdf"), ("Atlantis", None),
    ],
)  # fmt: skip
def test_holders_of_a_table_are_sides_by_any_of_their_names(name: str, side: str | None) -> None:
    assert Sides().called(name, "SY", date(2014, 1, 10)) == side


def test_statements_without_a_day_are_counted() -> None:
    undated = replace(TAKEN, change=replace(TAKEN.change, when=None), article=replace(TAKEN.article, published=None))
    assert find_undated([TAKEN, undated]) == [undated]


def test_a_holder_who_is_no_side_neither_agrees_nor_differs() -> None:
    martians = [GivenPlace("Izium", "Martians", ON, lat=49.2, lon=37.25)]
    assert compare_state(martians, HELD, PLACES, nobody)[0].agreement == "not known"
