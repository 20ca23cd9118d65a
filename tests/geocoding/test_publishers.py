"""Where news is published."""

from pathlib import Path

import pytest

from geo.errors import DataFileError
from geo.geocoding.publishers import find_home, publishers
from geo.records.text import Article


def home(publisher: str | None, url: str | None = None) -> tuple[str, str] | None:
    found = find_home(Article("a", "", "", url=url, publisher=publisher))
    return (found.name, found.country) if found else None


def test_an_outlet_of_the_table_has_a_town() -> None:
    assert home("rudaw.net") == ("Erbil", "IQ")
    assert home("www.rudaw.net") == ("Erbil", "IQ")
    assert home("Rudaw", "https://english.rudaw.net/news/1") == ("Erbil", "IQ")


def test_other_addresses_tell_the_country() -> None:
    assert home("thisisoxfordshire.co.uk") == (".uk", "GB")
    assert home("some.news.iq") == (".iq", "IQ")


@pytest.mark.parametrize("publisher", [None, "Reuters", "example.com", "startup.io", "[broken"])
def test_what_tells_no_country_is_none(publisher: str | None) -> None:
    assert home(publisher) is None


def test_a_broken_address_is_no_home() -> None:
    assert home(None, "http://[::1/news") is None


def test_every_home_lies_on_the_globe() -> None:
    points = [h.point for h in publishers().values() if h.point]
    assert len(points) > 200
    assert all(abs(lat) <= 90 and abs(lon) <= 180 for lat, lon in points)


def test_a_wrong_row_stops_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "publishers.csv"
    path.write_text("domain,home,country,lat,lon\na.com,Town,US,north,1\n")
    with pytest.raises(DataFileError, match="line 2"):
        publishers(path)
