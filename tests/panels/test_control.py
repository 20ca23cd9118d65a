"""Who holds what, in words."""

import re
from datetime import date

from geo.panels.control import holder_words, holding_words
from geo.records.actors import Actor
from geo.records.places import Place
from geo.records.views import Holding
from geo.views.colours import ActorColours
from tests.stories import ISIS, RAQQA, SDF

DAY = date(2017, 8, 1)


def plain(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html)


def test_state_rivals_and_age_are_told() -> None:
    held = Holding(RAQQA, ISIS, "contested", date(2014, 1, 1), DAY, 1, False, 0.8, ("c1",), (), (SDF,))
    assert plain(holding_words(held, ActorColours())) == (
        "Islamic State · contested with Syrian Democratic Forces · since 1 Jan 2014 · last word 1 day before"
    )


def test_old_words_and_words_on_the_province_say_so() -> None:
    unit = Place("u", "Raqqa Governorate", 36, 39, "admin1", "SY")
    old = Holding(RAQQA, ISIS, "claimed", None, DAY, 400, True, 0.4, (), unit=unit)
    assert plain(holding_words(old, ActorColours())) == (
        "Islamic State · claimed by its own side only · last word 1 Aug 2017, no recent report · "
        "by what is said of Raqqa Governorate"
    )


def test_nobody_is_nobody_and_unknown_actors_keep_their_words_escaped() -> None:
    assert plain(holder_words(None, ActorColours())) == "holder not known"
    odd = Holding(RAQQA, Actor("", "<b>men</b>"), "held", DAY, DAY, 0, False, 0.5, ())
    assert holder_words(odd, ActorColours()).endswith("&lt;b&gt;men&lt;/b&gt;")
