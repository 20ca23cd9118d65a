"""Rule files and tables that are wrong stop the run and say where."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from geo.errors import DataFileError
from geo.languages import rule_files
from geo.languages.actors import actor_table, actor_words
from geo.languages.attribution import saying_rules
from geo.languages.certainty import certainty_rules
from geo.languages.control import control_rules
from geo.settings import DATA

Change = Callable[[dict[str, object]], object]


@pytest.fixture
def spoil(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Change], str]:
    """Writes a rule file with one thing changed as that of the language "xx"."""

    def write(stem: str, change: Change) -> str:
        plain = json.loads((DATA / "languages" / "en" / f"{stem}.json").read_text())
        change(plain)
        folder = tmp_path / "languages" / "xx"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{stem}.json").write_text(json.dumps(plain))
        monkeypatch.setattr(rule_files, "DATA", tmp_path)
        rule_files.load_json.cache_clear()
        return "xx"

    return write


LOADERS = {"control": control_rules, "certainty": certainty_rules, "attribution": saying_rules, "actors": actor_words}
SPOILED: list[tuple[str, Change, str]] = [
    ("control", lambda p: p["rules"][0].update(place=["nowhere>prep:of"]), "unknown step or form nowhere"),  # type: ignore[index]
    ("control", lambda p: p["rules"][0].update(form=["magic"]), "unknown step or form magic"),  # type: ignore[index]
    ("control", lambda p: p["rules"][0].update(kind="theft"), "no known kind"),  # type: ignore[index]
    ("control", lambda p: p["rules"][1].update(id=p["rules"][0]["id"]), "comes twice"),  # type: ignore[index]
    ("control", lambda p: p["rules"][0].update(examples=[]), "needs examples"),  # type: ignore[index]
    ("control", lambda p: p["rules"][0].update(colour="red"), "unknown field colour"),  # type: ignore[index]
    ("control", lambda p: p.pop("pronouns"), "missing section 'pronouns'"),
    ("control", lambda p: p["place_nouns"].update(star=[]), "unknown class of place nouns star"),  # type: ignore[attr-defined]
    ("certainty", lambda p: p["cues"][0].update(status="maybe"), "maybe"),  # type: ignore[index]
    ("certainty", lambda p: p["cues"][0].update(relation="beyond"), "unknown relation in proved-false"),  # type: ignore[index]
    ("certainty", lambda p: p.pop("carriers"), "missing section 'carriers'"),
    ("attribution", lambda p: p["rules"][0].update(relation="beyond"), "unknown relation 'beyond'"),  # type: ignore[index]
    ("attribution", lambda p: p["kinds"].update(ghost=[]), "unknown kind of sayer ghost"),  # type: ignore[attr-defined]
    ("actors", lambda p: p["nouns"].update(ghost=[]), "unknown class of nouns ghost"),  # type: ignore[attr-defined]
    ("actors", lambda p: p.pop("deeds"), "missing section 'deeds'"),
]


@pytest.mark.parametrize(("stem", "change", "message"), SPOILED)
def test_a_wrong_rule_file_stops_with_its_place(
    spoil: Callable[[str, Change], str], stem: str, change: Change, message: str
) -> None:
    language = spoil(stem, change)
    with pytest.raises(DataFileError, match=message) as error:
        LOADERS[stem].__wrapped__(language)  # type: ignore[attr-defined]
    assert f"{stem}.json" in str(error.value)


HEAD = "id,name,kind,country,aliases,allegiance,active_from,active_to,ucdp_id,source\n"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("a,A,wizard,SY,,,,,,x\n", "line 2: unknown kind 'wizard'"),
        ("a,A,rebel,SY\n", "line 2: 10 fields"),
        (",A,rebel,SY,,,,,,x\n", "line 2: the id"),
        ("a,A,rebel,SY,,,,,,x\na,B,rebel,SY,,,,,,x\n", "line 3: the id 'a'"),
        ("a,A,rebel,SY,,sometimes,,,,x\n", "line 2: not an allegiance"),
        ("a,A,rebel,SY,,,soon,,,x\n", "line 2: not a year: 'soon'"),
    ],
)
def test_a_wrong_row_of_the_table_of_actors_stops_with_its_line(tmp_path: Path, row: str, message: str) -> None:
    path = tmp_path / "actors.csv"
    path.write_text(HEAD + row)
    with pytest.raises(DataFileError, match=message):
        actor_table(path)


def test_a_table_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"none\.csv: not a table"):
        actor_table(tmp_path / "none.csv")
