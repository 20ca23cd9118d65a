"""A command turns a report of another language into English, which is marked as a machine's work wherever it is."""

import sys
from pathlib import Path

import pytest

from geo.commands.taking_articles import make_readable
from geo.errors import InputError
from geo.gazetteers.sqlite import Gazetteer
from geo.pipeline import Reader
from geo.records.text import ORIGINAL_GAP, Article
from geo.sources.translating import translate

FRENCH = (
    "Les forces gouvernementales ont repris dimanche la ville de Palmyre aux combattants de l'organisation, selon l'agence "
    "officielle, après des semaines de combats dans le désert."
)
# Stands for a translator: says the language it was told, and answers with English whatever it gets.
STUB = "import sys; got = sys.stdin.buffer.read().decode('utf-8'); print('Government forces seized Palmyra on Sunday.' if len(got) > 40 else 'Palmyra ' + sys.argv[1])"


@pytest.fixture
def stub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "stub.py"
    script.write_text(STUB)
    monkeypatch.setenv("DATELINE_TRANSLATE", f"{sys.executable} {script} {{language}}")


def article() -> Article:
    return Article("a", "Palmyre reprise", FRENCH)


@pytest.mark.usefixtures("stub")
def test_a_report_is_turned_into_english_before_its_original() -> None:
    made, language = make_readable(article())
    assert made is not None
    assert (language, made.translated_from, made.read_language, made.title) == ("fr", "fr", "en", "Palmyra fr")
    assert made.read_text == "Government forces seized Palmyra on Sunday."
    assert made.text.endswith(FRENCH)


@pytest.mark.usefixtures("stub")
def test_the_translation_is_read_and_the_original_kept(gazetteer: Gazetteer) -> None:
    made, _ = make_readable(article())
    assert made is not None
    reading = Reader(gazetteer).read(made)
    assert [(c.kind, c.places[0].text) for c in reading.changes] == [("seize", "Palmyra")]
    assert reading.article == made
    assert all(m.end <= made.text.index(ORIGINAL_GAP) for m in reading.mentions)


def test_without_a_command_nothing_is_translated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATELINE_TRANSLATE", raising=False)
    assert make_readable(article()) == (None, "fr")


@pytest.mark.parametrize(
    "command", ["/no/such/command", f"{sys.executable} -c 'raise SystemExit(3)'", f"{sys.executable} -c 'pass'"]
)
def test_a_command_that_fails_is_named(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_TRANSLATE", command)
    with pytest.raises(InputError, match="DATELINE_TRANSLATE"):
        translate(Article("a", "", FRENCH, language="fr"))


def test_no_language_that_is_none_reaches_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_TRANSLATE", "echo {language}")
    assert translate(Article("a", "", FRENCH, language="--to; rm")) is None


def test_a_report_cannot_end_its_own_translation() -> None:
    made = Article("a", "", FRENCH, language="fr").translated(f"One.{ORIGINAL_GAP}Two.", "")
    assert "Two." in made.read_text
