"""The page without a browser: filters narrow it, links open it, and what is missing or broken is said."""

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from geo.records.actors import Actor
from geo.records.flags import Flag, change_key
from geo.records.places import OtherNames
from geo.stores import open_store
from tests.browser.hostile import STRINGS, hostile_readings
from tests.stories import ALEPPO, MOSUL, raqqa_readings

PAGE = str(Path(__file__).parent.parent / "dashboard.py")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path))
    monkeypatch.delenv("DATELINE_STORE", raising=False)
    monkeypatch.setenv("DATELINE_PAGE", "write")
    st.cache_resource.clear()
    st.cache_data.clear()
    yield


def fill(path: Path, readings: list[Any]) -> None:
    store = open_store(f"sqlite:///{path}")
    store.add(readings)
    store.close()


@pytest.fixture
def app(tmp_path: Path) -> AppTest:
    fill(tmp_path / "dateline.db", raqqa_readings())
    return AppTest.from_file(PAGE, default_timeout=60)


def html_of(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def drawn(app: AppTest) -> dict[str, Any]:
    """What the map's script is given."""
    arguments = json.loads(app.get("component_instance")[0].proto.json_args)
    argument = re.search(r'JSON\.parse\(("(?:[^"\\]|\\.)*")\)', arguments["feature_group"])
    assert argument
    values: dict[str, Any] = json.loads(json.loads(argument[1]))
    return values


def test_page_opens_on_all_there_is(app: AppTest) -> None:
    app.run()
    assert not app.exception
    assert (
        "3 places · 4 of 4 mentions · 3 of 3 changes of control · 1 of 1 stated distance · from 3 reports"
        in html_of(app)
    )
    assert drawn(app)["names"].split("\n") == ["Raqqa", "Aleppo", "Mosul"]


def test_filter_by_actor_narrows_map_and_sentences(app: AppTest) -> None:
    app.run().multiselect(key="actor").select("Syrian Democratic Forces").run()
    assert drawn(app)["names"] == "Raqqa"
    assert html_of(app).count('<article class="dl-card">') == 1


@pytest.mark.parametrize(
    ("link", "names"),
    [
        ({"actor": "The tribes"}, "Mosul"),
        ({"kind": "Capture"}, "Aleppo\nRaqqa"),
        ({"status": "Planned"}, "Mosul"),
        ({"publisher": "Sample agency"}, "Aleppo\nRaqqa"),
        ({"country": "Iraq"}, "Mosul"),
        ({"q": "Tuesday"}, "Raqqa"),
        ({"from": "2017-01-01"}, "Raqqa"),
        ({"to": "2016-12-31", "dates": "Report"}, "Aleppo\nMosul\nRaqqa"),
        ({"conflicts": "true"}, ""),
    ],
)
def test_every_filter_opens_from_a_link(app: AppTest, link: dict[str, str], names: str) -> None:
    for name, value in link.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    assert sorted(drawn(app)["names"].split("\n")) == names.split("\n")


def test_link_names_view_and_place(app: AppTest) -> None:
    for name, value in {"lat": "35.5", "lon": "39.5", "z": "8", "place": "Raqqa, Syria"}.items():
        app.query_params[name] = value
    app.run()
    assert (drawn(app)["view"], drawn(app)["selected"]) == ([35.5, 39.5, 8], 0)
    assert '<p class="dl-title">Raqqa</p>' in html_of(app)


@pytest.mark.parametrize("value", ["nan", "inf", "'; DROP TABLE places; --", "<img src=x>", "9" * 400, "", "\x00"])
def test_nonsense_in_a_link_is_ignored(app: AppTest, value: str) -> None:
    for name in ("lat", "lon", "z", "from", "to", "dates", "actor", "kind", "status", "country", "tab", "on", "other"):
        app.query_params[name] = value
    app.run()
    assert not app.exception
    assert drawn(app)["view"] is None
    assert "3 places" in html_of(app)


def test_filters_that_leave_nothing_say_so(app: AppTest) -> None:
    app.query_params["q"] = "no report says this"
    app.run()
    assert not app.exception
    assert any("Nothing is said here" in info.value for info in app.info)
    assert "Filters: words: no report says this." in html_of(app)
    assert html_of(app).count('data-act="clear:"') == 2


def test_changes_of_a_report_without_a_date_are_counted(tmp_path: Path) -> None:
    told = raqqa_readings()[1]
    undated = replace(
        told, article=replace(told.article, published=None), changes=(replace(told.changes[0], when=None),)
    )
    fill(tmp_path / "dateline.db", [undated])
    app = AppTest.from_file(PAGE, default_timeout=60).run()
    assert "1 of 1 change of control" in html_of(app)
    assert any("no bars" in caption.value for caption in app.caption)


def test_what_has_no_day_is_told_and_counts_from_the_day_that_is_given(tmp_path: Path) -> None:
    taken, told = raqqa_readings()[0], raqqa_readings()[1]
    undated = replace(
        told, article=replace(told.article, published=None), changes=(replace(told.changes[0], when=None),)
    )
    fill(tmp_path / "dateline.db", [taken, undated])
    app = AppTest.from_file(PAGE, default_timeout=60)
    app.query_params["show"], app.query_params["tab"], app.query_params["on"] = "Control", "Control", "2018-01-01"
    app.run()
    assert any("1 statement has no day" in box.label for box in app.expander)
    assert "Islamic State" in holder_on(app)
    app.date_input(key="undated_day").set_value(date(2017, 10, 20))
    app.button(key="undated_give").click().run()
    assert not app.exception
    assert any("1 statement counts from a day that was given" in box.label for box in app.expander)
    assert "Syrian Democratic Forces" in holder_on(app)
    assert app.query_params["day"] == "*=2017-10-20"


def test_a_day_that_is_kept_counts_for_all_and_says_who_gave_it(tmp_path: Path) -> None:
    taken, told = raqqa_readings()[0], raqqa_readings()[1]
    undated = replace(
        told, article=replace(told.article, published=None), changes=(replace(told.changes[0], when=None),)
    )
    fill(tmp_path / "dateline.db", [taken, undated])
    app = AppTest.from_file(PAGE, default_timeout=60)
    app.query_params["show"], app.query_params["tab"], app.query_params["on"] = "Control", "Control", "2018-01-01"
    app.run().selectbox(key="undated_report").set_value("a2").run()
    assert app.button(key="undated_keep").disabled
    app.text_input(key="undated_who").set_value("Ann <b>").run()
    app.date_input(key="undated_day").set_value(date(2017, 10, 20))
    app.button(key="undated_keep").click().run()
    assert not app.exception
    assert not app.error
    assert "Syrian Democratic Forces" in holder_on(app)
    assert "day" not in app.query_params
    assert "Retaken: 20 Oct 2017, given by Ann &lt;b&gt; on" in html_of(app)
    store = open_store(f"sqlite:///{tmp_path / 'dateline.db'}")
    (flag,) = store.flags()
    assert (flag.key.kind, flag.key.read, flag.who, flag.taken_back) == ("day", "2017-10-20", "Ann <b>", None)
    store.close()
    # A day says that nothing was read wrongly: nothing is hidden, and no filter for it offered.
    assert not [group for group in app.get("button_group") if group.key == "flagged"]


def holder_on(app: AppTest) -> str:
    return next(e.proto.body for e in app.get("html") if "dl-name" in e.proto.body and "dl-facts" in e.proto.body)


def test_reports_are_counted_under_the_filters(app: AppTest) -> None:
    app.query_params["publisher"] = "Sample daily"
    app.run()
    assert "from 2 of 3 reports" in html_of(app)


def test_place_of_which_nothing_of_a_kind_is_said_blames_no_filter(app: AppTest) -> None:
    app.query_params["place"], app.query_params["tab"] = "Mosul", "Distances"
    app.run()
    assert [info.value for info in app.info] == ["Nothing of this kind is said here."]
    assert 'data-act="clear:"' not in html_of(app)


def test_namesakes_of_a_place_are_offered_with_their_mentions(tmp_path: Path) -> None:
    called = (OtherNames(ALEPPO.id, ("Al-Mawsil",)), OtherNames(MOSUL.id, ("Al-Mawsil",)))
    fill(tmp_path / "dateline.db", [replace(r, called=called) for r in raqqa_readings()])
    app = AppTest.from_file(PAGE, default_timeout=60)
    app.query_params["place"] = "al-mawsil"
    app.run()
    assert '<p class="dl-title">Aleppo</p>' in html_of(app)
    assert re.search(
        r'Also called so:<button[^>]*data-act="namesake:Mosul, Nineveh, Iraq"[^>]*>Mosul, Nineveh, Iraq \(1\)<',
        html_of(app),
    )


def test_link_to_a_report_shows_it_alone_until_all_are_asked_for(app: AppTest) -> None:
    app.query_params["report"] = "a2"
    app.run()
    assert (html_of(app).count('<article class="dl-card">'), drawn(app)["names"]) == (1, "Raqqa")
    next(b for b in app.button if "Only one report is shown" in b.label).click().run()
    assert (html_of(app).count('<article class="dl-card">'), "report" in app.query_params) == (3, False)


def test_place_is_found_by_names_that_no_report_writes(tmp_path: Path) -> None:
    called = (OtherNames(ALEPPO.id, ("Halab", "Beroea", "حلب")),)
    fill(tmp_path / "dateline.db", [replace(r, called=called) for r in raqqa_readings()])
    for asked in ("halab", "حلب", "Beroea, Syria"):
        app = AppTest.from_file(PAGE, default_timeout=60)
        app.query_params["place"], app.query_params["tab"] = asked, "Place"
        app.run()
        assert '<p class="dl-title">Aleppo</p>' in html_of(app)
        assert '<bdi dir="auto">حلب</bdi>' in html_of(app)


def test_a_name_that_no_place_has_is_said_back(app: AppTest) -> None:
    app.query_params["place"] = "Atlantis"
    app.run()
    assert any("Atlantis" in caption.value for caption in app.caption)


def test_without_reports_the_page_says_how_to_get_some() -> None:
    app = AppTest.from_file(PAGE, default_timeout=60).run()
    assert not app.exception
    assert "python -m geo ingest" in app.code[0].value
    assert [button.label for button in app.button] == ["Read the sample now", "Read your own reports"]


def test_sample_is_shown_while_the_own_store_is_empty(tmp_path: Path) -> None:
    fill(tmp_path / "dateline.db", [])
    fill(tmp_path / "sample.db", raqqa_readings())
    app = AppTest.from_file(PAGE, default_timeout=60).run()
    assert any("sample" in caption.value for caption in app.caption)
    assert "3 places" in html_of(app)


def test_store_that_is_none_is_named_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "dateline.db"
    path.write_bytes(b"this is no store" * 100)
    app = AppTest.from_file(PAGE, default_timeout=60).run()
    assert not app.exception
    assert "dateline.db" in app.text[0].value
    assert path.read_bytes() == b"this is no store" * 100


def test_store_that_breaks_while_it_is_read_is_named(app: AppTest, tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "dateline.db")
    connection.execute("ALTER TABLE sentences RENAME COLUMN told TO no_longer_told")
    connection.close()
    app.run()
    assert not app.exception
    assert "dateline.db" in app.text[0].value


def test_reports_added_while_the_page_is_open_appear(app: AppTest, tmp_path: Path) -> None:
    app.run()
    fill(tmp_path / "dateline.db", hostile_readings()[:1])
    app.run()
    assert "from 4 reports" in html_of(app)


def test_hostile_words_reach_neither_the_map_nor_the_page_as_code(tmp_path: Path) -> None:
    fill(tmp_path / "dateline.db", hostile_readings())
    app = AppTest.from_file(PAGE, default_timeout=60).run()
    assert not app.exception
    arguments = app.get("component_instance")[0].proto.json_args
    assert not any(json.dumps(text)[1:-1] in arguments for text in STRINGS[:-1])
    assert "<img" not in html_of(app)
    assert "<script" not in html_of(app)
    assert "<svg/" not in html_of(app)
    assert not any(button.label.startswith((":red", "[a link]", "<")) for button in app.button)


@pytest.mark.parametrize(("link", "changes"), [({}, 2), ({"flagged": "Shown"}, 3), ({"flagged": "Only these"}, 1)])
def test_flagged_readings_are_hidden_until_the_link_shows_them(
    app: AppTest, tmp_path: Path, link: dict[str, str], changes: int
) -> None:
    wrong = raqqa_readings()[1]
    store = open_store(f"sqlite:///{tmp_path / 'dateline.db'}")
    store.flag([Flag(change_key(wrong.changes[0]), 0, "retook", wrong.article.text, "Ann", datetime.now(UTC))])
    store.close()
    for name, value in link.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    assert f"{changes} of 3 changes of control" in html_of(app)
    assert ("1 flagged as wrong and hidden" in html_of(app)) == (not link)


@pytest.mark.parametrize("setting", ["read-only", "nonsense"])
def test_page_for_looking_has_no_button_that_writes(
    app: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.setenv("DATELINE_PAGE", setting)
    app.run()
    assert not app.exception
    assert "Read your own reports" not in [button.label for button in app.button]
    assert "dl-flag" not in html_of(app).partition("</style>")[2]
    (tmp_path / "dateline.db").unlink()
    st.cache_data.clear()
    app.run()
    assert not app.button


def test_a_report_opens_whole_with_everything_marked_and_counts_as_seen(app: AppTest) -> None:
    app.query_params["tab"] = "Reports"
    app.run()
    assert html_of(app).count('<li class="dl-new">') == 3
    opened = AppTest.from_file(PAGE, default_timeout=60)
    opened.query_params["tab"], opened.query_params["read"] = "Reports", "a1"
    opened.run()
    assert not opened.exception
    report = next(
        e.proto.body for e in opened.get("html") if "dl-report" in e.proto.body and "<article" in e.proto.body
    )
    assert "The fall" in report
    assert '<mark class="dl-trigger" title="What happened">seized</mark>' in report
    assert 'href="https://example.org/1"' in report


def test_reports_follow_who_says_so(app: AppTest) -> None:
    app.query_params["said"] = "Media"
    app.run()
    assert not app.exception
    assert "from 1 of 3 reports" in html_of(app)


def test_readings_that_are_not_sure_are_counted_and_a_press_away(tmp_path: Path) -> None:
    told = raqqa_readings()
    unsure = replace(told[1], changes=(replace(told[1].changes[0], confidence=0.3),))
    fill(tmp_path / "dateline.db", [told[0], unsure])
    app = AppTest.from_file(PAGE, default_timeout=60)
    app.query_params["tab"] = "Changes"
    app.run()
    assert "1 reading below 50 % sure left out" in html_of(app)
    assert "Recapture" not in html_of(app).partition("</style>")[2]
    app.selectbox(key="sure").set_value(0).run()
    assert "not sure: 30%" in html_of(app)
    assert app.query_params["sure"] == "0"


def test_an_actor_is_found_by_any_of_its_names(tmp_path: Path) -> None:
    told = raqqa_readings()[0]
    isis = Actor("is", "Islamic State", "rebel")
    fill(
        tmp_path / "dateline.db",
        [replace(told, changes=(replace(told.changes[0], gained_by=replace(told.changes[0].gained_by, actor=isis)),))],
    )
    app = AppTest.from_file(PAGE, default_timeout=60)
    app.query_params["place"] = "Daesh"
    app.run()
    assert 'data-act="actor:Islamic State"' in html_of(app)


@pytest.mark.parametrize(("by", "names"), [("Actors", "Islamic State"), ("Sides", "Islamic State")])
def test_control_opens_by_actor_and_by_side(app: AppTest, by: str, names: str) -> None:
    for name, value in {"show": "Control", "tab": "Control", "on": "2016-01-01", "by": by}.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    assert not app.error
    assert names in html_of(app)
    assert [box.key for box in app.multiselect if box.key == "side"] == (["side"] if by == "Sides" else [])


def test_only_one_side_is_shown_where_one_is_chosen(app: AppTest) -> None:
    for name, value in {"show": "Control", "tab": "Control", "on": "2016-01-01", "by": "Sides"}.items():
        app.query_params[name] = value
    app.run().multiselect(key="side").select("Syrian Democratic Forces").run()
    assert not app.exception
    assert (
        "who holds what on 1 jan 2016, by what reports say: 0 places"
        in " ".join(caption.value for caption in app.caption).lower()
    )


def test_actors_put_together_are_one_side_on_the_page(app: AppTest) -> None:
    for name, value in {"show": "Control", "tab": "Control", "on": "2016-01-01", "group": "is=Jihadists"}.items():
        app.query_params[name] = value
    app.query_params["by"] = "Sides"
    app.run()
    assert "Jihadists" in html_of(app)
    app.button(key="group_forget").click().run()
    assert not app.exception
    assert "Jihadists" not in html_of(app)


def test_provinces_are_listed_over_time(app: AppTest) -> None:
    for name, value in {"show": "Control", "tab": "Control", "on": "2016-01-01", "list": "Provinces"}.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    assert "dl-column" in html_of(app)
    assert "1 named town of Raqqa" in html_of(app)
