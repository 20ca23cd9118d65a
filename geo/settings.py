"""Where things are: the project's data, the user's files, and the environment variables that move them."""

import os
from pathlib import Path

from platformdirs import user_data_path

DATA = Path(__file__).resolve().parent.parent / "data"
"""The committed data: rules, actors, gazetteer rows, shapes, samples."""


def data_home() -> Path:
    """The folder for what Dateline builds and stores: `DATELINE_HOME`, else the platform's data folder."""
    return Path(os.environ.get("DATELINE_HOME") or user_data_path("dateline", appauthor=False))


def gazetteer_path() -> Path:
    """The gazetteer file: `DATELINE_GAZETTEER`, else `gazetteer.db` in the data folder."""
    return Path(os.environ.get("DATELINE_GAZETTEER") or data_home() / "gazetteer.db")


def store_url() -> str:
    """The store's SQLAlchemy address: `DATELINE_STORE`, else `dateline.db` in the data folder."""
    return os.environ.get("DATELINE_STORE") or f"sqlite:///{data_home() / 'dateline.db'}"


def language_model() -> str:
    """The spaCy model to load, by package name: `DATELINE_MODEL`; empty means the first known one that is installed."""
    return os.environ.get("DATELINE_MODEL", "")


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
