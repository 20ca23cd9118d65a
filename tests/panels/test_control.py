"""Who holds what, in words."""

import re
from dataclasses import replace
from datetime import date

from geo.panels.control import holder_words, holding_words, weigh, weight_line
from geo.records.actors import Actor
from geo.records.places import Place
from geo.records.views import Holding, Weighed
from geo.views.colours import ActorColours
from tests.stories import ISIS, RAQQA, SDF

DAY = date(2017, 8, 1)


def plain(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html)


def test_state_rivals_and_age_are_told() -> None:
    held = Holding(RAQQA, ISIS, "contested", date(2014, 1, 1), DAY, 1, False, 0.8, ("c1",), (), (SDF,))
    assert plain(holding_words(held, ActorColours())) == (
        "Islamic State · contested with Syrian Democratic Forces · very likely, 80 % · since 1 Jan 2014 · "
        "last word 1 day before"
    )


def test_old_words_and_words_on_the_province_say_so() -> None:
    unit = Place("u", "Raqqa Governorate", 36, 39, "admin1", "SY")
    old = Holding(RAQQA, ISIS, "claimed", None, DAY, 400, True, 0.4, ("c1",), unit=unit)
    assert plain(holding_words(old, ActorColours())) == (
        "Islamic State · claimed by its own side only · unlikely, 40 % · last word 1 Aug 2017, no recent report · "
        "by what is said of Raqqa Governorate"
    )


def test_nobody_is_nobody_and_unknown_actors_keep_their_words_escaped() -> None:
    assert plain(holder_words(None, ActorColours())) == "holder not known"
    odd = Holding(RAQQA, Actor("", "<b>men</b>"), "held", DAY, DAY, 0, False, 0.5, ())
    assert holder_words(odd, ActorColours()).endswith("&lt;b&gt;men&lt;/b&gt;")


def test_what_nobody_says_is_told_as_inferred_or_assumed_and_has_no_last_word() -> None:
    inferred = Holding(RAQQA, ISIS, "held", None, DAY, 0, False, 0.6, (), inferred=True)
    assert plain(holding_words(inferred, ActorColours())) == (
        "Islamic State · held · likely, 60 % · inferred: no report says so outright"
    )
    assumed = replace(inferred, inferred=False, assumed="table <1>", confidence=0.7)
    assert holding_words(assumed, ActorColours()).endswith("assumed, from table &lt;1&gt;")


def test_each_statement_says_by_how_much_it_moved_the_chance() -> None:
    assert plain(weight_line(0.234)) == "raised the chance by 23 points"
    assert plain(weight_line(-0.014)) == "lowered the chance by 1 point"
    assert "less than a point" in weight_line(0.004)
    held = Holding(RAQQA, ISIS, "held", DAY, DAY, 0, False, 0.8, ("c1", "c2"), weights=(Weighed("c1", 0.5),))
    assert weigh(held.supports, held) == {"c1": 0.5, "c2": 0.0}
