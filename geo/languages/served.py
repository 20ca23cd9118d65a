"""Which languages are read, and by which reader: each has a folder in `data/languages/`, and its `language.json` says how."""

import importlib.util
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from geo.errors import DataFileError, InputError, MissingPartError
from geo.languages.rule_files import load_json, rule_path
from geo.settings import DATA

ReaderKind = Literal["english", "inflected"]
"""`english`: the spaCy pipeline and the trained reader of events; `inflected`: base forms, cases and rules."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language that is read: its ISO 639 code, its English name, its reader, and the packages that reading it needs.

    `needs` are packages that must be there, `helps` those that it reads better with; `install` is the requirements file that brings
    them. `morphology` is the code of the dictionary of base forms; `entities` tells whether a recogniser of names exists,
    `tells_places` whether its dictionary says of a noun that it is a place's name.
    """

    code: str
    name: str
    reader: ReaderKind
    needs: tuple[str, ...]
    helps: tuple[str, ...]
    install: str
    morphology: str = ""
    entities: bool = False
    tells_places: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """The packages that it cannot be read without and that are not installed."""
        return tuple(name for name in self.needs if importlib.util.find_spec(name) is None)

    def require(self) -> None:
        """Raises MissingPartError, with the way out, when a package is missing that reading the language needs."""
        if missing := self.missing:
            raise MissingPartError(
                f"reports in {self.name} need {', '.join(missing)}: pip install -r {self.install} (or pip install {' '.join(missing)})"
            )


@cache
def served_languages() -> dict[str, Language]:
    """The languages with rules, by code. Raises DataFileError where a folder's `language.json` is wrong."""
    folders = sorted(path for path in (DATA / "languages").iterdir() if path.is_dir())
    return {folder.name: _read(folder.name) for folder in folders}


def find_served(code: str) -> Language:
    """The language of a code. Raises InputError, naming the languages that are read, where it is none of them."""
    found = served_languages().get(code)
    if found is None:
        names = ", ".join(f"{language.code} ({language.name})" for language in served_languages().values())
        raise InputError(
            f"the language {code!r} is not read: rules exist for {names}; DATELINE_TRANSLATE names a command that turns others into English"
        )
    return found


def is_served(code: str) -> bool:
    """Whether reports in a language can be read here: it has rules, and what they need is installed."""
    found = served_languages().get(code)
    return found is not None and not found.missing


def _read(code: str) -> Language:
    plain, where = load_json(code, "language"), rule_path(code, "language")
    fields: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in plain.items() if key != "about"
    }
    try:
        language = Language(code=code, **fields)
    except TypeError as error:
        raise DataFileError(f"{where}: {error}") from error
    if language.reader not in get_args(ReaderKind):
        raise DataFileError(
            f"{where}: unknown reader {language.reader!r}, one of {', '.join(get_args(ReaderKind))} is needed"
        )
    return language
