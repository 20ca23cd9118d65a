"""What the records' short values are called on the page and in exports, and how numbers and dates are written."""

import csv
from datetime import date
from functools import cache

from geo.records.dates import DateSpan
from geo.records.facts import ControlChange, StatedDistance
from geo.settings import DATA

KINDS = {
    "seize": "Capture", "regain": "Recapture", "transfer": "Handover", "withdraw": "Withdrawal", "advance": "Advance",
    "offensive": "Offensive", "siege": "Siege", "clash": "Fighting", "repel": "Attack repelled", "hold": "Control",
    "incident": "Incident (raid, arrest, march)",
}  # fmt: skip
"""Nouns, so that they go with every status: a planned capture, a denied one."""
STATUSES = {
    "completed": "done", "ongoing": "under way", "started": "begun", "attempted": "attempted", "failed": "failed",
    "planned": "planned", "negated": "did not happen", "denied": "denied", "hypothetical": "only supposed",
    "state": "as things stand",
}  # fmt: skip
PREPOSITIONS = {
    "advance": "near", "offensive": "on", "clash": "at", "repel": "at", "withdraw": "from", "incident": "at",
}  # fmt: skip
"""What joins a kind to its place, where it is not "of"."""
VERDICTS = {
    "agrees": "agrees with the map", "longer": "longer than the straight line, as roads are",
    "conflicts": "in conflict with the map", "unmeasured": "cannot be measured",
}  # fmt: skip
PLACE_KINDS = {
    "country": "country", "region": "region", "admin1": "province", "admin2": "district", "settlement": "settlement",
    "facility": "site", "water": "water", "area": "area", "derived": "placed from a stated distance",
}  # fmt: skip
SAYERS = {
    "media": "media", "official": "officials", "armed_actor": "a party to the fighting", "monitor": "a monitor",
    "witness": "witnesses", "unknown": "unnamed source",
}  # fmt: skip
BASES = {"explicit": "", "relative": "counted from the report’s date", "report": "the report’s own date"}


CHANCES = (
    (0.95, "almost certain"), (0.8, "very likely"), (0.55, "likely"), (0.45, "about as likely as not"), (0.2, "unlikely"),
    (0.0, "very unlikely"),
)  # fmt: skip
"""What a chance is called from a number up: the scale of Intelligence Community Directive 203, "Analytic Standards" (2015), whose
two lowest steps are one here."""


def write_chance(chance: float) -> str:
    """A chance in words and in per cent: "very likely, 89 %"."""
    words = next(words for least, words in CHANCES if chance >= least)
    return f"{words}, {chance:.0%}".replace("%", " %")


def name_kind(change: ControlChange) -> str:
    """What a change is called: its kind, and of an incident what it was ("Incident: arrest"), as its rule says."""
    if change.kind != "incident":
        return KINDS[change.kind]
    return f"Incident: {incident_class(change)}"


def incident_class(change: ControlChange) -> str:
    """The word for an incident that its rule is called by: "arrest" of `incident.arrest-noun`."""
    return change.evidence.rule.rpartition(".")[2].partition("-")[0]


def write_day(day: date | None) -> str:
    """A day as "5 Nov 2016", or "undated"."""
    return f"{day.day} {day:%b} {day.year}" if day else "undated"


def write_span(when: DateSpan | None) -> str:
    """An interval as its month, year, day or first and last day."""
    if when is None or (when.start is None and when.end is None):
        return "undated"
    if when.start is None or when.end is None:
        return f"since {write_day(when.start)}" if when.start else f"before {write_day(when.end)}"
    if when.granularity == "year":
        return str(when.start.year)
    if when.granularity == "month":
        return f"{when.start:%b} {when.start.year}"
    last = date.fromordinal(when.end.toordinal() - 1)
    return write_day(when.start) if last <= when.start else f"{write_day(when.start)} to {write_day(last)}"


def write_km(km: float) -> str:
    """A distance with as many digits as it bears: "0.4 km", "12.5 km", "169 km"."""
    return f"{km:.0f} km" if km >= 100 or km == round(km) else f"{km:.1f} km"


def write_distance(distance: StatedDistance) -> str:
    """What is stated and what is measured, with the deviation in per cent where there is one."""
    stated = f"stated {'about ' if distance.approximate else ''}{write_km(distance.km)}"
    if distance.measured_km is None:
        return f"{stated}, not measured"
    share = (distance.measured_km - distance.km) / distance.km if distance.km else 0.0
    apart = f" ({share:+.0%})".replace("-", "−") if abs(share) >= 0.005 else ""
    return f"{stated}, measured {write_km(distance.measured_km)}{apart}"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 place", "1,204 places"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


@cache
def country_names() -> dict[str, str]:
    """English names by ISO 3166-1 alpha-2 code, from the gazetteer's table of countries; empty without that file."""
    path = DATA / "gazetteer" / "countries.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["iso"]: row["name"] for row in csv.DictReader(lines)}
