"""The codes that event data sets give a change: ACLED's, PLOVER's and CAMEO's, from a table, for export.

Sources of the codes: ACLED codebook (acleddata.com/knowledge-base/codebook, as of 2025), PLOVER manual 2.0 with its table
CAMEO2PLOVER-2021 (github.com/openeventdata/PLOVER), CAMEO codebook 1.1b3. Which row a kind gets is the project's own reading:
a field stays empty where our kind holds cases of several codes.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geo.errors import DataFileError
from geo.records.facts import ControlChange
from geo.settings import DATA
from geo.views.wording import incident_class

_STAGES = {
    "completed": "happened", "ongoing": "happened", "started": "happened", "state": "happened",
    "attempted": "tried", "failed": "tried", "planned": "planned", "hypothetical": "planned", "denied": "denied",
}  # fmt: skip
_GOVERNMENT = ("state_force", "police")
_KEYS = ("kind", "status", "gainer")
_CODES = ("acled_event", "acled_sub_event", "plover_event", "plover_mode", "cameo")


@dataclass(frozen=True, slots=True)
class EventCodes:
    """The codes of one change; "" where a data set has none for it."""

    acled_event: str = ""
    acled_sub_event: str = ""
    plover_event: str = ""
    plover_mode: str = ""
    cameo: str = ""


NO_CODES = EventCodes()


def derive_codes(change: ControlChange) -> EventCodes:
    """The codes of a change by its kind, its status, and whether the state whose place it is gained it.

    What is negated, and who merely holds a place, has none. A siege or advance that goes on is coded as one that happened.
    """
    stage = _STAGES.get(change.status)
    if stage is None:
        return NO_CODES
    table = event_codes()
    kind = f"incident {incident_class(change)}" if change.kind == "incident" else change.kind
    for key in ((kind, stage, _gainer(change)), (kind, stage, "any"), ("any", stage, "any")):
        if key in table:
            return table[key]
    return NO_CODES


def _gainer(change: ControlChange) -> str:
    actor = change.gained_by.actor if change.gained_by else None
    countries = {m.place.country for m in change.places if m.place}
    own = actor is not None and actor.kind in _GOVERNMENT and (not countries or actor.country in countries)
    return "government" if own else "other"


@cache
def event_codes(path: Path = DATA / "event_codes.csv") -> Mapping[tuple[str, str, str], EventCodes]:
    """The table by kind, stage and gainer. Raises DataFileError, naming file and line, when a row is wrong."""
    found: dict[tuple[str, str, str], EventCodes] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if tuple(reader.fieldnames or ()) != (*_KEYS, *_CODES):
                raise DataFileError(f"{path}: the columns must be {', '.join((*_KEYS, *_CODES))}")
            for row in reader:
                key = (row["kind"], row["status"], row["gainer"])
                if None in row.values() or None in row or key in found:
                    raise DataFileError(
                        f"{path}, line {reader.line_num}: a field is missing or the row comes twice: {row}"
                    )
                found[key] = EventCodes(*(row[name] for name in _CODES))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataFileError(f"{path}: not a table: {error}") from error
    return found
