"""What was read, in a line each, with its reasons."""

import re

from geo.panels.facts import change_line, distance_line, where, why
from geo.records.places import Place
from geo.records.views import View
from geo.stores.sql import SqlStore
from geo.views.colours import ActorColours
from tests.stories import MOSUL, RAQQA


def plain(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html)


def test_change_says_what_of_where_how_by_whom_when_and_who_says_so(store: SqlStore) -> None:
    lines = [plain(change_line(c.change, ActorColours())) for c in store.changes(View())]
    assert lines[0].startswith("Recapture of Raqqa · done · by Syrian Democratic Forces, lost by Islamic State")
    assert "Recapture of Mosul · planned · by The tribes · undated" in lines
    assert "Capture of Raqqa · done · by Islamic State · 1 Mar 2013 to 31 May 2013 · said by Reuters" in lines


def test_distance_says_stated_measured_and_whether_they_fit(store: SqlStore) -> None:
    line = plain(distance_line(store.distances(View())[0].distance))
    assert line == "Raqqa to Aleppo · stated 160 km, measured 169 km (+5%) · agrees with the map"


def test_why_names_rule_score_reasons_and_the_places_not_chosen(store: SqlStore) -> None:
    told = next(s for s in store.sentences(View()) if s.article.id == "a1")
    lines = [plain(line) for line in why(told)]
    assert "Capture, done: read from “seized” by rule seize, confidence 90%" in lines
    assert "“Raqqa”: Raqqa (Syria), 90% sure. the only place of that name" in lines
    assert "not chosen for “Raqqa”: Aleppo (Syria) 10%" in lines


def test_where_names_kind_province_and_country() -> None:
    assert where(RAQQA) == "Syria"
    assert where(MOSUL) == "Nineveh, Iraq"
    assert where(Place("x", "Raqqa", 1, 2, "admin1", "SY", "Raqqa")) == "province, Syria"
    assert where(Place("x", "Syria", 1, 2, "country", "SY")) == "country"
