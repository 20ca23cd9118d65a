"""Where things are: the project's data, the user's files, and the environment variables that move them."""

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from platformdirs import user_data_path

from geo.errors import DataFileError

DATA = Path(__file__).resolve().parent.parent / "data"
"""The committed data: rules, actors, gazetteer rows, shapes, samples."""


PAGE_SETTINGS = ("", "read-only", "session", "write")


def data_home() -> Path:
    """The folder for what Dateline builds and stores: `DATELINE_HOME`, else the platform's data folder."""
    return Path(os.environ.get("DATELINE_HOME") or user_data_path("dateline", appauthor=False))


def gazetteer_path() -> Path:
    """The gazetteer file: `DATELINE_GAZETTEER`, else `gazetteer.db` in the data folder."""
    return Path(os.environ.get("DATELINE_GAZETTEER") or data_home() / "gazetteer.db")


def translate_command() -> str:
    """The command that turns reports in languages without rules into English: `DATELINE_TRANSLATE`, else none ("")."""
    return os.environ.get("DATELINE_TRANSLATE", "").strip()


def store_url() -> str:
    """The store's SQLAlchemy address: `DATELINE_STORE`, else the one in Streamlit's secrets, else `dateline.db` in the data folder.

    Raises DataFileError for a secrets file that is no TOML.
    """
    return os.environ.get("DATELINE_STORE") or _store_in_secrets() or f"sqlite:///{data_home() / 'dateline.db'}"


def _store_in_secrets() -> str | None:
    """The address under `[connections.dateline]` in `.streamlit/secrets.toml`, here or in the home folder, as Streamlit looks for it."""
    for secrets in _secrets():
        named = secrets.get("connections", {}).get("dateline", {})
        if named:
            return str(named.get("url") or _written_out(named))
    return None


def _secrets() -> Iterator[dict[str, Any]]:
    """Streamlit's secrets, here and in the home folder. Raises DataFileError for a file that is no TOML."""
    for folder in (Path.cwd(), Path.home()):
        path = folder / ".streamlit" / "secrets.toml"
        if not path.is_file():
            continue
        try:
            with path.open("rb") as file:
                yield tomllib.load(file)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise DataFileError(f"{path}: not TOML: {error}") from error


def _written_out(parts: dict[str, str]) -> str:
    """An address from the parts that Streamlit takes: dialect, driver, username, password, host, port, database."""
    kind = parts.get("dialect", "postgresql") + (f"+{parts['driver']}" if parts.get("driver") else "")
    user = quote(str(parts.get("username", "")), safe="")
    secret = f":{quote(str(parts['password']), safe='')}" if parts.get("password") else ""
    host = str(parts.get("host", "")) + (f":{parts['port']}" if parts.get("port") else "")
    return f"{kind}://{user}{secret}{'@' if user else ''}{host}/{parts.get('database', '')}"


def page_setting() -> str:
    """What visitors of the page may do: `DATELINE_PAGE`, else `page` under `[dateline]` in Streamlit's secrets, else "".

    `read-only`: look; `session`: read reports of their own too, for as long as their session lasts; `write`: keep them in
    the store, and flag readings as wrong. "" leaves it to where the visitor sits (`geo.panels.rights`). Raises DataFileError
    for anything else.
    """
    named = next((s["dateline"]["page"] for s in _secrets() if "page" in s.get("dateline", {})), "")
    written = os.environ.get("DATELINE_PAGE") or str(named)
    if written not in PAGE_SETTINGS:
        raise DataFileError(f"DATELINE_PAGE is {written[:60]!r}; it can be {', '.join(filter(None, PAGE_SETTINGS))}")
    return written


def page_people() -> tuple[str, ...]:
    """Who of those logged in may do more than look: `DATELINE_PEOPLE`, parted by commas, else `people` under `[dateline]` in secrets.

    E-mail addresses, or `@example.org` for all of a domain; none means everybody whom the login lets in. Raises DataFileError
    for secrets where `people` is no list.
    """
    named: Any = next((s["dateline"]["people"] for s in _secrets() if "people" in s.get("dateline", {})), [])
    if not isinstance(named, list):
        raise DataFileError(f"secrets.toml: people under [dateline] is {str(named)[:60]!r}; it is a list of addresses")
    written = os.environ.get("DATELINE_PEOPLE", "").split(",")
    return tuple(filter(None, (str(one).strip().lower() for one in written))) or tuple(
        str(n).strip().lower() for n in named
    )


def has_login() -> bool:
    """Whether a login is set up: `[auth]` in Streamlit's secrets. Raises DataFileError for a file that is no TOML."""
    return any(secrets.get("auth") for secrets in _secrets())


def language_model() -> str:
    """The spaCy model to load, by package name: `DATELINE_MODEL`; empty means the first known one that is installed."""
    return os.environ.get("DATELINE_MODEL", "")


def place_model() -> Path:
    """The folder of the model that recognises place names: `DATELINE_PLACE_MODEL`, else `models/places` of the data."""
    return Path(os.environ.get("DATELINE_PLACE_MODEL") or DATA / "models" / "places")


def sample_store_url() -> str:
    """The address of the store that `make run` reads the sample into: `sample.db` in the data folder."""
    return f"sqlite:///{data_home() / 'sample.db'}"


def tiles_url() -> str:
    """The address pattern of online map tiles (`https://…/{z}/{x}/{y}.png`): `DATELINE_TILES_URL`; empty draws outlines only."""
    return os.environ.get("DATELINE_TILES_URL", "")


def tiles_credit() -> str:
    """The credit that the tiles' licence asks for: `DATELINE_TILES_CREDIT`, else OpenStreetMap's."""
    return os.environ.get("DATELINE_TILES_CREDIT") or "© OpenStreetMap contributors"


def proxy_url() -> str | None:
    """The http proxy through which reports are fetched: `DATELINE_PROXY`; none by default, whatever other programs use."""
    return os.environ.get("DATELINE_PROXY") or None


def log_format() -> str:
    """How events are logged: `DATELINE_LOG` is `json` for one object a line, or empty for no events but what commands say."""
    return os.environ.get("DATELINE_LOG", "")
