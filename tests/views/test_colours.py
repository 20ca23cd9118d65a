"""An actor's colour is its own, and stays."""

from geo.views.colours import NOBODY, OTHERS, PALETTE, assign_colours

ACTORS = [(f"actor-{i}", f"Actor {i}") for i in range(18)]


def test_fourteen_actors_have_a_colour_each_and_the_rest_share_one() -> None:
    colours = assign_colours(ACTORS)
    assert {colours.colour(i) for i, _ in ACTORS[:14]} == set(PALETTE)
    assert {colours.colour(i) for i, _ in ACTORS[14:]} == {OTHERS}
    assert colours.colour(None) == NOBODY


def test_actor_keeps_its_colour_when_others_overtake_it() -> None:
    alone, crowded = assign_colours(ACTORS[:1]), assign_colours([*ACTORS[:1], *ACTORS[3:7]])
    assert alone.colour("actor-0") == crowded.colour("actor-0")
    assert assign_colours(ACTORS) == assign_colours(ACTORS)
