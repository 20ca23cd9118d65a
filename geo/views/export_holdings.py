"""Who holds what on days, and tables compared with it, to take away: CSV, GeoJSON and KML."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from xml.sax.saxutils import escape

from geo.records.views import Holding, ReportedChange
from geo.views.compare import Compared
from geo.views.export import CREDIT, feature, kml_document, kml_mark, write_csv
from geo.views.sides import BY_TABLE, Sides

Days = Iterable[tuple[date, Mapping[str, Holding]]]
"""Holdings by place id, day by day: what `control_over` gives."""
Facts = Mapping[str, ReportedChange]
"""The changes by id, for their sentences and addresses."""
HOLDING_COLUMNS = (
    "day", "place", "id", "lat", "lon", "country", "admin1", "holder", "holder_id", "side", "side_name", "state", "probability",
    "since", "last_word", "inferred", "assumed", "said_of", "stories", "against", "sources",
)  # fmt: skip
COMPARED_COLUMNS = (
    "day", "agreement", "place", "id", "lat", "lon", "table_holder", "table_side", "reports_holder", "reports_side", "state",
    "probability", "inferred", "assumed", "reasons", "sentences", "sources",
)  # fmt: skip
MOST_SENTENCES = 3


def days_between(first: date, last: date, step: int) -> tuple[date, ...]:
    """Days so many days apart from the first, and the last."""
    days = [first + timedelta(days=n) for n in range(0, (last - first).days, step)]
    return (*days, last)


def holdings_csv(days: Days, facts: Facts, sides: Sides = BY_TABLE) -> str:
    """Holdings, a line for each place of each day."""
    rows = (_cells(day, holding, facts, sides) for day, found in days for holding in _in_order(found))
    return write_csv(HOLDING_COLUMNS, rows)


def _in_order(found: Mapping[str, Holding]) -> list[Holding]:
    return sorted(found.values(), key=lambda h: (h.place.country, h.place.admin1, h.place.name, h.place.id))


def _cells(day: date, holding: Holding, facts: Facts, sides: Sides) -> tuple[object, ...]:
    place, holder = holding.place, holding.holder
    return (
        day, place.name, place.id, place.lat, place.lon, place.country, place.admin1, holder.name if holder else "",
        holder.id if holder else "", holding.side, sides.name_of(holding.side, day), holding.state, holding.confidence, holding.since,
        holding.last, "yes" if holding.inferred else "no", holding.assumed, holding.unit.name if holding.unit else "",
        holding.stories, len(holding.against), " ".join(_sources(holding.supports, facts)),
    )  # fmt: skip


def _sources(ids: Iterable[str], facts: Facts) -> list[str]:
    """The addresses of the reports of changes, or their titles; each once."""
    articles = [facts[i].article for i in ids if i in facts]
    return list(dict.fromkeys(a.url or a.title or a.id for a in articles))


def holdings_geojson(days: Days, facts: Facts, sides: Sides = BY_TABLE) -> str:
    """Holdings as points, each with its day, in a GeoJSON FeatureCollection (RFC 7946: longitude first)."""
    features = [
        feature("Point", [h.place.lon, h.place.lat], _properties(day, h, facts, sides))
        for day, found in days
        for h in _in_order(found)
    ]
    return json.dumps({"type": "FeatureCollection", "credit": CREDIT, "features": features}, ensure_ascii=False)


def _properties(day: date, holding: Holding, facts: Facts, sides: Sides) -> dict[str, object]:
    cells = dict(zip(HOLDING_COLUMNS, _cells(day, holding, facts, sides), strict=True))
    cells |= {"inferred": holding.inferred, "sources": _sources(holding.supports, facts)}
    return {
        name: cell.isoformat() if isinstance(cell, date) else cell
        for name, cell in cells.items()
        if name not in ("lat", "lon")
    }


def holdings_kml(days: Days, facts: Facts, sides: Sides = BY_TABLE) -> str:
    """Holdings as placemarks in a folder a day, with the time, so that a globe can play them (KML 2.2)."""
    told = list(days)
    ends = [day for day, _ in told[1:]] + [None]
    folders = []
    for (day, found), end in zip(told, ends, strict=True):
        marks = "".join(_kml_holding(day, end, h, facts, sides) for h in _in_order(found))
        folders.append(f"<Folder><name>{escape(str(day))}</name>{marks}</Folder>")
    return kml_document("".join(folders))


def _kml_holding(day: date, end: date | None, holding: Holding, facts: Facts, sides: Sides) -> str:
    place, who = holding.place, holding.holder.name if holding.holder else "holder not known"
    until = f"<end>{end}</end>" if end else ""
    time = f"<TimeSpan><begin>{day}</begin>{until}</TimeSpan>"
    marks = [sides.name_of(holding.side, day), holding.state, f"probability {holding.confidence}"]
    marks += ["inferred"] if holding.inferred else []
    marks += [f"assumed, from {holding.assumed}"] if holding.assumed else []
    words = " · ".join(m for m in [*marks, *_sources(holding.supports, facts)] if m)
    point = f"{time}<Point><coordinates>{place.lon},{place.lat}</coordinates></Point>"
    return kml_mark(f"{place.name}: {who}", words, point, f"{place.id} {day}")


def compared_csv(days: Iterable[tuple[date, Iterable[Compared]]], facts: Facts, sides: Sides = BY_TABLE) -> str:
    """A table of control beside what reports say, a line for each row of it and for each place that it does not have."""
    rows = (_compared_cells(day, c, facts, sides) for day, found in days for c in found)
    return write_csv(COMPARED_COLUMNS, rows)


def _compared_cells(day: date, compared: Compared, facts: Facts, sides: Sides) -> tuple[object, ...]:
    row, place, holding = compared.row, compared.place, compared.holding
    ids = (*holding.supports, *holding.against)[:MOST_SENTENCES] if holding else ()
    lat, lon = (place.lat, place.lon) if place else (row.lat, row.lon) if row else (None, None)
    return (
        day, compared.agreement, row.name if row else place.name if place else "", place.id if place else "", lat, lon,
        row.holder if row else "", sides.name_of(compared.given, day), holding.holder.name if holding and holding.holder else "",
        sides.name_of(compared.found, day), holding.state if holding else "", holding.confidence if holding else "",
        ("yes" if holding.inferred else "no") if holding else "", holding.assumed if holding else "",
        "; ".join(holding.reasons) if holding else "", " | ".join(facts[i].text for i in ids if i in facts),
        " ".join(_sources(ids, facts)),
    )  # fmt: skip
