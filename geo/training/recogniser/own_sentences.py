"""Own sentences filled with names: text for training in the styles that annotated reports lack."""

import csv
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from geo.settings import DATA
from geo.training.recogniser.gold import Annotated, demonyms
from geo.training.recogniser.place_pool import PlacePool

SENTENCES = DATA / "models" / "places" / "sentences.json"
_SLOT = re.compile(r"\{(=?)([^}]+)\}|<([a-z]+)>")
_SPELLINGS = (
    ("q", "k"), ("ah", "a"), ("iy", "i"), ("ou", "u"), ("al-", "Al "), ("al-", ""), ("ee", "i"), ("kh", "h"), ("dh", "d"),
    ("-", " "), ("'", ""), ("y", "i"), ("aw", "au"),
)  # fmt: skip


class OwnSentences:
    """Sentences with slots, filled anew at each call from a pool of places."""

    def __init__(self, pool: PlacePool, path: Path = SENTENCES) -> None:
        self.pool = pool
        self._plain: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        self._sentences = [(row["style"], row["text"]) for row in self._plain["sentences"]]
        self._people = sorted(demonyms())
        with (DATA / "actors.csv").open(encoding="utf-8", newline="") as lines:
            groups = [
                name for row in csv.DictReader(lines) for name in (row["name"], *row["aliases"].split("|")) if name
            ]
        # "Government of Greece" holds a name: a group that fills a slot must hold none.
        self.groups = [name for name in groups if "(" not in name and not any(c[0] in name for c in pool.countries)]

    @staticmethod
    def countries(path: Path = SENTENCES) -> list[str]:
        """The countries whose places fill the sentences, by ISO 3166 code."""
        return list(json.loads(path.read_text(encoding="utf-8"))["countries"])

    def make(self, count: int, chance: Random) -> Iterator[Annotated]:
        """`count` texts of one to four sentences each; one in eight has lost its capitals."""
        for number in range(count):
            style = chance.choice(self._sentences)[0]
            same = [text for other, text in self._sentences if other == style]
            text, names = "", []
            for template in chance.sample(same, min(len(same), chance.randint(1, 4))):
                filled, found = self._fill(template, chance)
                names += [(start + len(text), end + len(text)) for start, end in found]
                text += filled + chance.choice((" ", " ", "\n"))
            if chance.random() < 0.125:
                text = text.lower()
            yield Annotated(f"own-{number}", text, tuple(names))

    def _fill(self, template: str, chance: Random) -> tuple[str, list[tuple[int, int]]]:
        text, at, names = "", 0, []
        before: tuple[str, ...] = ("",)
        for slot in _SLOT.finditer(template):
            text += template[at : slot.start()]
            at = slot.end()
            if slot.group(3):
                text += self._word(slot.group(3), chance)
                continue
            written, before = self._name(slot.group(2), bool(slot.group(1)), before, chance)
            names.append((len(text), len(text) + len(written)))
            text += written
        return text + template[at:], names

    def _name(self, kind: str, fixed: bool, before: tuple[str, ...], chance: Random) -> tuple[str, tuple[str, ...]]:
        if fixed:
            return kind, (kind,)
        spellings = before if kind == "again" else self.pool.draw(kind.lower(), chance)
        written = chance.choice(spellings)
        if kind == "again" or (kind in ("town", "TOWN") and chance.random() < 0.25):
            written = respell(written, chance)
        if kind == "TOWN":
            written = written.upper()
        if kind == "bare":
            written = re.sub(r"^[Aa]l[- ]", "", written)
        return written, spellings

    def _word(self, kind: str, chance: Random) -> str:
        lists = {
            "day": "days",
            "side": "sides",
            "paper": "papers",
            "operation": "operations",
            "namesake": "namesakes",
            "surname": "surnames",
        }
        if kind in lists:
            return str(chance.choice(self._plain[lists[kind]]))
        others: dict[str, Callable[[], str]] = {
            "number": lambda: str(chance.choice((2, 3, 7, 12, 20, 45, 60, 130))),
            "people": lambda: chance.choice(self._people),
            "group": lambda: chance.choice(self.groups),
            "person": lambda: f"{chance.choice(self._plain['given'])} {chance.choice(self._plain['surnames'])}",
        }
        return others[kind]()


def respell(name: str, chance: Random) -> str:
    """A name as another hand would romanise it; unchanged where no way of the list applies."""
    for wrote, writes in chance.sample(_SPELLINGS, len(_SPELLINGS)):
        if wrote in name[1:]:
            return name[0] + name[1:].replace(wrote, writes, 1)
    return name


def exchange_names(document: Annotated, pool: PlacePool, chance: Random) -> Annotated:
    """The text with each of its place names exchanged for another, the same for the same, so that contexts teach and not names.

    Names of countries go for countries and others for towns; where a name has no capital it stays.
    """
    countries = {name for names in pool.countries for name in names}
    new: dict[str, str] = {}
    text, at = "", 0
    spans: dict[str, list[tuple[int, int]]] = {"names": [], "masked": []}
    marked = sorted([(s, e, "names") for s, e in document.names] + [(s, e, "masked") for s, e in document.masked])
    for start, end, group in marked:
        if start < at:
            continue
        text += document.text[at:start]
        old = written = document.text[start:end]
        if group == "names" and old[:1].isupper() and "." not in old:
            kind = "country" if old in countries else "town"
            written = new.setdefault(old, chance.choice(pool.draw(kind, chance)))
        spans[group].append((len(text), len(text) + len(written)))
        text, at = text + written, end
    return Annotated(document.id, text + document.text[at:], tuple(spans["names"]), tuple(spans["masked"]))
