import zipfile
from pathlib import Path

import pytest

from geo.errors import InputError
from geo.gazetteers import dumps
from geo.gazetteers.dumps import import_dump
from geo.gazetteers.sqlite import Gazetteer, imported_path
from tests.gazetteers.small import in_a_file

# In GeoNames' 19 columns: id, name, ascii name, other names, lat, lon, class, code, country, cc2, admin1 to admin4,
# population, elevation, dem, time zone, date of change.
PLACES = [
    "172955\tAr Raqqah\tAr Raqqah\tRakka,Raqqa,الرقة\t35.95\t39.01\tP\tPPLA\tSY\t\t04\t172956\t\t\t531952\t\t250\tAsia/Damascus\t2024-01-01",
    "163750\tTall Abyaḑ\tTall Abyad\tGire Spi,Tell Abiad,تل أبيض\t36.69765\t38.95356\tP\tPPLA2\tSY\t\t04\t\t\t\t14825\t\t348\tAsia/Damascus\t2019-11-01",
    "172411\tSadd al Furāt\tSadd al Furat\tTabqa Dam\t35.872\t38.567\tS\tDAM\tSY\t\t04\t\t\t\t0\t\t300\tAsia/Damascus\t2016-01-01",
    "164442\tNahr al Balīkh\tNahr al Balikh\tBalikh,Belikh\t35.9\t39.1\tH\tSTM\tSY\t\t04\t\t\t\t0\t\t240\tAsia/Damascus\t2016-01-01",
    "9072711\tFunduq\tFunduq\t\t35.95\t39.0\tS\tHTL\tSY\t\t04\t\t\t\t0\t\t250\tAsia/Damascus\t2016-01-01",
]
NAMES = [
    "1291197\t172374\ten\tat-Tabqah\t1\t\t\t\t\t",
    "1291198\t172374\tlink\thttps://en.wikipedia.org/wiki/Al-Thawrah\t\t\t\t\t\t",
    "1291199\t172374\tar\tالطبقة\t\t\t\t\t\t",
    "1291200\t999999999\ten\tNowhere Town\t\t\t\t\t\t",
]


@pytest.fixture
def built(tmp_path: Path) -> Path:
    return in_a_file(tmp_path / "small.db").path


def zipped(path: Path, lines: list[str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "The columns are …")
        archive.writestr(f"{path.stem}.txt", "".join(f"{line}\n" for line in lines))
    return path


def test_a_country_dump_adds_towns_dams_and_rivers(tmp_path: Path, built: Path) -> None:
    assert import_dump(zipped(tmp_path / "SY.zip", PLACES), built) == len(PLACES)
    gazetteer = Gazetteer(built)
    town = gazetteer.match("Tall Abyad")[0].place
    assert (town.id, town.kind, town.population, town.admin1) == ("gn:163750", "settlement", 14825, "Raqqa Governorate")
    assert gazetteer.match("Gire Spi")[0].place == town
    assert gazetteer.match("Sadd al-Furat")[0].place.kind == "facility"
    assert gazetteer.match("Balikh")[0].place.kind == "water"
    assert [p.name for p in gazetteer.near(36.7, 38.95, 5)] == ["Tall Abyaḑ"]


def test_what_no_report_names_is_left_out(tmp_path: Path, built: Path) -> None:
    import_dump(zipped(tmp_path / "SY.zip", PLACES), built)
    assert Gazetteer(built).place("gn:9072711") is None


def test_a_place_that_is_built_in_keeps_its_record(tmp_path: Path, built: Path) -> None:
    import_dump(zipped(tmp_path / "SY.zip", PLACES), built)
    found = [m.place for m in Gazetteer(built).match("Raqqa") if m.place.id == "gn:172955"]
    assert [place.name for place in found] == ["Raqqa"]


def test_alternate_names_are_added_to_places_that_are_known(tmp_path: Path, built: Path) -> None:
    import_dump(zipped(tmp_path / "alternateNamesV2.zip", NAMES), built)
    gazetteer = Gazetteer(built)
    assert gazetteer.match("at-Tabqah")[0].place.id == "gn:172374"
    assert not gazetteer.match("Nowhere Town")


def test_a_plain_table_is_read_too(tmp_path: Path, built: Path) -> None:
    (tmp_path / "SY.txt").write_text("\n".join(PLACES), encoding="utf-8")
    assert import_dump(tmp_path / "SY.txt", built) == len(PLACES)


def test_an_import_that_was_stopped_goes_on_where_it_stopped(
    tmp_path: Path, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dumps, "_BATCH", 2)
    source = zipped(tmp_path / "SY.zip", PLACES)
    told: list[int] = []

    def stop_after_one_batch(lines: int) -> None:
        told.append(lines)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_dump(source, built, stop_after_one_batch)
    assert told == [2]
    assert not imported_path(built).exists()
    assert import_dump(source, built) == len(PLACES) - 2
    assert Gazetteer(built).place("gn:163750")
    assert Gazetteer(built).place("gn:164442")
    assert import_dump(source, built) == 0


def test_a_second_dump_adds_to_the_first(tmp_path: Path, built: Path) -> None:
    import_dump(zipped(tmp_path / "SY.zip", PLACES[:2]), built)
    import_dump(zipped(tmp_path / "more.zip", PLACES[3:4]), built)
    gazetteer = Gazetteer(built)
    assert gazetteer.match("Gire Spi")
    assert gazetteer.match("Belikh")


@pytest.mark.parametrize("content", [b"name,lat,lon\nRaqqa,35.9,39.0\n", b"\xff\xfe\x00", b"PK\x03\x04 no zip"])
def test_a_file_that_is_no_dump_is_named(tmp_path: Path, built: Path, content: bytes) -> None:
    source = tmp_path / "table.txt"
    source.write_bytes(content)
    with pytest.raises(InputError, match=r"table\.txt"):
        import_dump(source, built)
    assert not imported_path(built).exists()


def test_a_missing_dump_is_named(tmp_path: Path, built: Path) -> None:
    with pytest.raises(InputError, match=r"SY\.zip"):
        import_dump(tmp_path / "SY.zip", built)


def test_a_number_that_is_none_is_named_with_its_file(tmp_path: Path, built: Path) -> None:
    wrong = PLACES[1].replace("36.69765", "north")
    with pytest.raises(InputError, match=r"SY\.zip, after line 0: .*north"):
        import_dump(zipped(tmp_path / "SY.zip", [wrong]), built)
