"""Which languages are read, by what, and what is said of one that is not."""

import subprocess
import sys

import pytest

from geo.errors import InputError, MissingPartError
from geo.languages.actors import actor_table
from geo.languages.inflected import home_side, inflected_control, inflected_words, name_rules
from geo.languages.served import Language, find_served, is_served, served_languages
from geo.pipeline import Reader
from geo.records.text import Article

INFLECTED = [code for code, language in served_languages().items() if language.reader == "inflected"]


def test_english_russian_and_ukrainian_are_served() -> None:
    assert {code: language.reader for code, language in served_languages().items()} == {
        "en": "english",
        "ru": "inflected",
        "uk": "inflected",
    }


def test_an_unknown_language_is_one_clear_error() -> None:
    with pytest.raises(
        InputError, match=r"'fr' is not read: rules exist for en \(English\), ru \(Russian\), uk \(Ukrainian\)"
    ):
        Reader(language="fr")
    with pytest.raises(InputError, match="'fr' is not read"):
        Reader().read(Article("a", "", "Les forces ont repris la ville.", language="fr"))


def test_a_language_whose_packages_are_missing_says_what_to_install() -> None:
    language = Language("xx", "Xish", "inflected", ("no_such_package",), (), "requirements-languages.txt")
    assert language.missing == ("no_such_package",)
    with pytest.raises(
        MissingPartError, match=r"reports in Xish need no_such_package: pip install -r requirements-languages\.txt"
    ):
        language.require()


def test_a_language_without_rules_is_not_served() -> None:
    assert is_served("en")
    assert not is_served("fr")
    assert not is_served("../en")


def test_reading_english_loads_nothing_of_the_other_languages() -> None:
    code = (
        "import sys; from geo.pipeline import Reader; from geo.records.text import Article; Reader(); import geo.commands.read, geo.commands.ingest\n"
        "print([m for m in ('pymorphy3', 'razdel', 'slovnet', 'navec', 'geo.text.inflected', 'geo.extractors.inflected.reading') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("code", INFLECTED)
def test_rule_files_load_and_name_actors_of_the_table(code: str) -> None:
    assert find_served(code).morphology
    assert name_rules(code).endings
    assert len({rule.id for rule in inflected_control(code)}) == len(inflected_control(code))
    assert home_side(code).own in actor_table().by_id
    for stem in ("dates", "distance", "certainty", "attribution"):
        assert inflected_words(code, stem)
