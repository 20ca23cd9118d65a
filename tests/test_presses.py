"""No press ends the page, in whatever order: the deaths that were found, and walks at random."""

import os
import random
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from geo.panels.state import FAILED, PageState, read_state, write_state
from geo.stores import open_store
from tests.pressing import PAGE, html_of, make_pressable, press, press_any, stands
from tests.stories import raqqa_readings

# More than these find nothing more within the minutes of a run on a small machine; WALKS and STEPS set others.
WALKS, STEPS = int(os.environ.get("WALKS", "12")), int(os.environ.get("STEPS", "30"))
READY = ("ready:contested", "ready:turned", "ready:conflicts", "ready:unplaced")


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path))
    monkeypatch.delenv("DATELINE_STORE", raising=False)
    monkeypatch.setenv("DATELINE_PAGE", "write")
    st.cache_resource.clear()
    st.cache_data.clear()
    store = open_store(f"sqlite:///{tmp_path / 'dateline.db'}")
    store.add(raqqa_readings())
    store.close()
    make_pressable(monkeypatch)
    return AppTest.from_file(PAGE, default_timeout=30)


@pytest.mark.parametrize("first", READY)
def test_ready_views_open_one_after_the_other(app: AppTest, first: str) -> None:
    for then in READY:
        press(app.run(), first)
        assert stands(press(app, then)), then


def test_contested_places_open_from_a_link_to_a_day_of_control(app: AppTest) -> None:
    app.query_params["show"], app.query_params["on"] = "Control", "2015-06-01"
    press(app.run(), "ready:contested")
    assert stands(app)
    assert app.query_params["state"] == ["Contested", "Besieged"]


def test_another_actor_opens_from_an_actors_page(app: AppTest) -> None:
    app.query_params["tab"], app.query_params["who"] = "Actor", "Islamic State"
    app.run().selectbox(key="place").set_value("Syrian Democratic").run()
    press(app, "actor:Syrian Democratic Forces")
    assert stands(app)
    assert app.selectbox(key="who").value == "Syrian Democratic Forces"
    assert app.query_params["who"] == "Syrian Democratic Forces"


@pytest.mark.parametrize("seed", range(WALKS))
def test_a_walk_at_random_ends_no_page(app: AppTest, seed: int) -> None:
    dice, trace = random.Random(seed), []
    app.run()
    for _ in range(STEPS):
        trace.append(press_any(app, dice, ["Raqqa", "mosul", "islamic", "no such place"]))
        assert stands(app), "\n".join(trace)
        linked, state = read_state(link_of(app)), app.session_state["page"]
        assert write_state(linked) == write_state(state) == link_of(app), "\n".join(trace)


@pytest.mark.parametrize("seed", range(WALKS // 3))
def test_a_walk_among_sides_ends_no_page(app: AppTest, seed: int) -> None:
    dice, trace = random.Random(seed), []
    for name, value in {"show": "Control", "tab": "Control", "on": "2016-01-01", "by": "Sides"}.items():
        app.query_params[name] = value
    app.run()
    for _ in range(STEPS):
        trace.append(press_any(app, dice, ["Raqqa", "no such place"]))
        assert stands(app), "\n".join(trace)
        assert write_state(read_state(link_of(app))) == link_of(app), "\n".join(trace)


def link_of(app: AppTest) -> dict[str, list[str]]:
    held = {name: app.query_params[name] for name in app.query_params}
    return {name: [value] if isinstance(value, str) else list(value) for name, value in held.items()}


@pytest.mark.parametrize(
    "part", ["geo.panels.side.show_sentences", "geo.panels.head.count", "geo.panels.timeline.bin_days"]
)
def test_a_part_that_fails_leaves_the_rest(app: AppTest, monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    def fail(*args: object, **options: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(part, fail)
    app.run()
    assert not app.exception
    assert [error.value for error in app.error] == [f"{NAMES[part]} could not be drawn. The rest of the page stands."]
    assert "dl-brand" in html_of(app)
    assert len(app.multiselect) >= 5


NAMES = {
    "geo.panels.side.show_sentences": "The panel",
    "geo.panels.head.count": "The figures",
    "geo.panels.timeline.bin_days": "The bars",
}


def test_a_press_that_fails_changes_nothing_and_offers_to_start_anew(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(state: PageState, *needed: object) -> PageState:
        raise RuntimeError("broken on purpose")

    app.query_params["show"] = "Control"
    app.run().multiselect(key="country").select("Iraq").run()
    monkeypatch.setattr("geo.panels.ready.open_ready", fail)
    press(app.run(), "ready:contested")
    assert not app.exception
    assert ([error.value for error in app.error], app.query_params["country"]) == ([FAILED], "Iraq")
    next(button for button in app.button if button.label == "Start anew").click().run()
    assert stands(app)
    assert (link_of(app), app.multiselect(key="country").value) == ({}, [])
