"""Where news is published: a table of outlets with the town they report from, and the country endings of addresses."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from geo.errors import DataFileError
from geo.records.text import Article
from geo.settings import DATA

PUBLISHERS = DATA / "publishers.csv"
COLUMNS = ("domain", "home", "country", "lat", "lon")
_ENDINGS = {"uk": "GB"}
# Endings of countries that the whole world uses.
_SOLD = frozenset({"tv", "me", "io", "co", "ai", "fm", "eu", "to", "ws", "gg", "ly"})


@dataclass(frozen=True, slots=True)
class Home:
    """Where an outlet reports from; `point` is the latitude and longitude of its town, None where only the country is known."""

    name: str
    country: str
    point: tuple[float, float] | None = None


def find_home(article: Article) -> Home | None:
    """The home of an article's outlet: by the table, else the country its address ends in, else None."""
    host = _host(article)
    labels = host.split(".")
    table = publishers()
    for start in range(len(labels) - 1):
        known = table.get(".".join(labels[start:]))
        if known is not None:
            return known
    ending = labels[-1]
    country = len(labels) > 1 and len(ending) == 2 and ending not in _SOLD
    return Home(f".{ending}", _ENDINGS.get(ending, ending.upper())) if country else None


def _host(article: Article) -> str:
    publisher = (article.publisher or "").strip().lower()
    if "." in publisher and " " not in publisher:
        return publisher.removeprefix("www.")
    try:
        return (urlsplit(article.url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


@cache
def publishers(path: Path = PUBLISHERS) -> Mapping[str, Home]:
    """The table of outlets by domain. Raises DataFileError naming file and line when a row is wrong."""
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise DataFileError(f"{path}, line 1: the columns must be {', '.join(COLUMNS)}")
        return {row["domain"]: _home(row, f"{path}, line {reader.line_num}") for row in reader}


def _home(row: dict[str, str], where: str) -> Home:
    try:
        point = (float(row["lat"]), float(row["lon"])) if row["lat"] else None
        return Home(row["home"] or row["country"], row["country"], point)
    except (ValueError, KeyError, TypeError) as error:
        raise DataFileError(f"{where}: {row!r}: {error}") from error
