"""Actors are found by any of their names."""

import pytest

from geo.views.actor_names import find_actors

ACTORS = {
    "Islamic State": "is",
    "Rapid Support Forces": "sd-rsf",
    "Syrian Democratic Forces": "sy-sdf",
    "The tribes": "The tribes",
}


@pytest.mark.parametrize(
    ("asked", "first"),
    [("ISIS", "Islamic State"), ("daesh", "Islamic State"), ("islamic", "Islamic State"), ("tribes", "The tribes"), ("syrian dem", "Syrian Democratic Forces")],
)  # fmt: skip
def test_any_name_finds_the_actor(asked: str, first: str) -> None:
    assert find_actors(asked, ACTORS)[0] == first


def test_no_name_finds_nobody() -> None:
    assert find_actors("", ACTORS) == []
    assert find_actors("no such actor", ACTORS) == []
