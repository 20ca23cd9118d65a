"""A link opens the same view again, and nonsense in one is left out."""

import pytest

from geo.views.link import MapView, link_to_report, make_map_view, read_map_view, read_report, write_link

PAGE = "https://maps.example.org/dateline"


def test_link_keeps_parameters_in_their_order_and_the_view() -> None:
    parameters = {"from": ["2016-10-17"], "actor": ["Islamic State", "Iraqi forces"], "place": ["Raqqa, Syria"]}
    link = write_link(PAGE, parameters, MapView(35.95281, 39.00791, 8))
    assert link == (
        f"{PAGE}?from=2016-10-17&actor=Islamic+State&actor=Iraqi+forces&place=Raqqa%2C+Syria&lat=35.9528&lon=39.0079&z=8"
    )


def test_link_leaves_out_an_older_view() -> None:
    assert write_link(f"{PAGE}?lat=1&x=2", {}, None) == PAGE


def test_view_of_a_link_comes_back() -> None:
    assert read_map_view({"lat": "35.9528", "lon": "-39.0079", "z": "8"}) == MapView(35.9528, -39.0079, 8)


@pytest.mark.parametrize(
    ("lat", "lon", "zoom"),
    [("nan", "39", "8"), ("35", "inf", "8"), ("35", "-Infinity", "8"), ("91", "39", "8"), ("35", "181", "8"),
     ("35", "39", "0"), ("35", "39", "40"), ("1e1", "39", "8"), ("", "39", "8"), ("35", "39", "<script>"),
     ("٣٥", "39", "8"), ("35" * 200, "39", "8")],
)  # fmt: skip
def test_view_that_is_none_is_ignored(lat: str, lon: str, zoom: str) -> None:
    assert read_map_view({"lat": lat, "lon": lon, "z": zoom}) is None


@pytest.mark.parametrize("numbers", [(None, 1, 5), (float("nan"), 1, 5), ([], {}, ()), (1, 2, float("inf"))])
def test_no_three_numbers_make_no_view(numbers: tuple[object, object, object]) -> None:
    assert make_map_view(*numbers) is None


def test_link_to_a_report_names_it_and_nothing_else_counts() -> None:
    assert link_to_report("a1") == "?report=a1"
    assert write_link(PAGE, {"report": ["a1"], "tab": ["Place"]}, None) == f"{PAGE}?report=a1&tab=Place"
    assert read_report({"report": "0f3c9a"}) == "0f3c9a"
    for nonsense in ("", "<script>", "a b", "x" * 90, "\x00", "é"):
        assert read_report({"report": nonsense}) is None
