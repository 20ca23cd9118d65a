from pathlib import Path
from typing import Any

import pytest
from geopy.exc import GeocoderTimedOut
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from geo.errors import MissingPartError
from geo.gazetteers.online import OnlineNames
from tests.gazetteers.small import in_memory

KAFR_ZITA = {
    "osm_type": "node", "osm_id": 27565082, "lat": "35.3739", "lon": "36.6016", "name": "Kafr Zita", "type": "town",
    "addresstype": "town", "display_name": "Kafr Zita, Hama, Syria", "address": {"country_code": "sy", "state": "Hama"},
}  # fmt: skip
HAMA = {
    "geonameId": 170017, "name": "Hama", "lat": "35.13179", "lng": "36.75783", "fcl": "P", "fcode": "PPLA",
    "countryCode": "SY", "adminName1": "Hama", "population": 460602,
}  # fmt: skip


class Recorded(Geocoder):  # type: ignore[misc]
    """A geopy geocoder that answers from a table and counts what it is asked."""

    def __init__(self, answers: dict[str, list[dict[str, Any]]]) -> None:
        super().__init__()
        self.answers, self.asked = answers, 0

    def geocode(self, query: str, *, exactly_one: bool = True) -> list[Location] | None:
        self.asked += 1
        if query == "Nowhere":
            raise GeocoderTimedOut("timed out")
        found = [
            Location(r["name"], (float(r["lat"]), float(r.get("lon") or r["lng"])), r)
            for r in self.answers.get(query, [])
        ]
        return found or None


@pytest.fixture
def service() -> Recorded:
    return Recorded({"Kafr Zita": [KAFR_ZITA], "Hama": [HAMA]})


@pytest.fixture
def online(service: Recorded, tmp_path: Path) -> OnlineNames:
    return OnlineNames(service, beside=in_memory(), cache=tmp_path / "online.db", pause=0.0)


def test_what_the_gazetteer_knows_is_never_asked(online: OnlineNames, service: Recorded) -> None:
    assert online.match("Raqqa")[0].place.id == "gn:172955"
    assert service.asked == 0


def test_an_unknown_name_is_asked_once_and_kept_on_disk(online: OnlineNames, service: Recorded, tmp_path: Path) -> None:
    assert not online.is_name("Kafr Zita")
    place = online.match("Kafr Zita")[0].place
    assert (place.name, place.kind, place.country, place.lat) == ("Kafr Zita", "settlement", "SY", 35.3739)
    again = OnlineNames(service, beside=in_memory(), cache=tmp_path / "online.db", pause=0.0)
    assert again.match("kafr zita")[0].place == place
    assert again.is_name("Kafr Zita")
    assert again.place(place.id) == place
    assert service.asked == 1


def test_a_place_of_geonames_has_its_id(online: OnlineNames) -> None:
    assert online.match("Hama")[0].place.id == "gn:170017"


def test_no_answer_is_kept_as_none(online: OnlineNames, service: Recorded) -> None:
    assert online.match("Xyzzy") == online.match("Xyzzy") == ()
    assert service.asked == 1


def test_a_service_that_does_not_answer_is_named(online: OnlineNames) -> None:
    with pytest.raises(MissingPartError, match="recorded gave no answer for 'Nowhere': timed out"):
        online.match("Nowhere")
