import pytest

from geo.gazetteers.shapes import admin1_at, country_at, disputed_at


@pytest.mark.parametrize(
    ("place", "lat", "lon", "country"),
    [
        ("Raqqa", 35.95, 39.01, "SY"),
        ("Mosul", 36.34, 43.12, "IQ"),
        ("Simferopol", 44.95, 34.10, "UA"),
        ("Majdal Shams", 33.27, 35.77, "SY"),
        ("Nablus", 32.22, 35.25, "PS"),
        ("Khan Younis", 31.35, 34.30, "PS"),
        ("Pristina", 42.66, 21.16, "XK"),
        ("Goma", -1.65, 29.15, "CD"),
        ("Kidal", 18.44, 1.41, "ML"),
        ("Laayoune", 27.10, -13.10, "EH"),
        ("the Mediterranean", 34.0, 28.0, ""),
        ("Rovaniemi, west of a ring over the 180th meridian", 66.5, 26.0, "FI"),
        ("Nunavut", 66.0, -90.0, "CA"),
        ("Anadyr", 64.9, 177.0, "RU"),
        ("Chukotka beyond the meridian", 66.0, -175.0, "RU"),
    ],
)
def test_a_point_lies_in_its_country(place: str, lat: float, lon: float, country: str) -> None:
    assert country_at(lat, lon) == country, place


def test_a_disputed_area_says_who_holds_it() -> None:
    crimea = disputed_at(45.3, 34.4)
    assert crimea
    assert (crimea["name"], crimea["iso"], crimea["de_facto"]) == ("Crimea", "UA", "RU")
    assert disputed_at(35.95, 39.01) is None


def test_a_point_lies_in_its_province() -> None:
    province = admin1_at(35.95, 39.01)
    assert province
    assert province["id"] == "gn:172957"
    assert admin1_at(0.0, -30.0) is None
