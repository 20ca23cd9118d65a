"""What is shown, to take away: CSV for spreadsheets, GeoJSON for maps, KML for globes."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from geo.records.actors import ActorMention
from geo.records.flags import Flag
from geo.records.places import Place
from geo.records.views import PlaceTally, ReportedChange, ReportedDistance
from geo.views.codes import derive_codes
from geo.views.flagged import (
    FLAG_COLUMNS,
    MARK_COLUMNS,
    NO_FLAGS,
    Standing,
    count_at_places,
    flag_on_change,
    flag_on_distance,
    flag_row,
    mark_cells,
    mark_words,
)
from geo.views.wording import KINDS, STATUSES, count, write_distance, write_span

CREDIT = "Read by machine from news reports: what reports say, not what is true. Places: GeoNames, CC BY 4.0."
CHANGE_COLUMNS = (
    "kind", "status", "place", "lat", "lon", "country", "gained_by", "lost_by", "held_by", "date_from", "date_until",
    "date_basis", "said_by", "confidence", "rule", "acled", "plover", "cameo", "sentence", "title", "publisher", "published", "url",
    *MARK_COLUMNS,
)  # fmt: skip
DISTANCE_COLUMNS = (
    "of", "from", "stated", "stated_km", "measured_km", "deviation_km", "verdict", "sentence", "title", "publisher",
    "published", "url", *MARK_COLUMNS,
)  # fmt: skip
# A spreadsheet takes a cell that begins so for a formula and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: object) -> object:
    """A cell that no spreadsheet takes for a formula: text that begins like one gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.lstrip(" \n").startswith(_FORMULA) else value


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV (RFC 4180) with a byte order mark, without which spreadsheets guess the encoding wrong."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([[safe_cell(cell) for cell in row] for row in rows])
    return out.getvalue()


def changes_csv(changes: Iterable[ReportedChange], standing: Standing = NO_FLAGS) -> str:
    """Control changes, a line for each place of each, with who flagged it as wrong."""
    return write_csv(CHANGE_COLUMNS, (row for fact in changes for row in _change_rows(fact, standing)))


def flags_csv(flags: Iterable[Flag]) -> str:
    """All flags, also those taken back, a line each."""
    return write_csv(FLAG_COLUMNS, map(flag_row, flags))


def _change_rows(fact: ReportedChange, standing: Standing) -> Iterable[Sequence[object]]:
    change, when, codes = fact.change, fact.change.when, derive_codes(fact.change)
    for mention in change.places or (None,):
        place = mention.place if mention else None
        yield (
            change.kind, change.status, place.name if place else mention.text if mention else "", *_point(place),
            place.country if place else "", _actor(change.gained_by), _actor(change.lost_by), _actor(change.held_by),
            *((when.start, when.end, when.basis) if when else ("", "", "")),
            change.attribution.text if change.attribution else "", round(change.confidence, 2), change.evidence.rule,
            codes.acled_sub_event, codes.plover_event, codes.cameo, *_source(fact),
            *mark_cells(flag_on_change(standing, change, (mention,) if mention else ())),
        )  # fmt: skip


def distances_csv(distances: Iterable[ReportedDistance], standing: Standing = NO_FLAGS) -> str:
    """Stated distances, a line each, with who flagged it as wrong."""
    return write_csv(DISTANCE_COLUMNS, (_distance_row(fact, standing) for fact in distances))


def _distance_row(fact: ReportedDistance, standing: Standing) -> Sequence[object]:
    d = fact.distance
    ends = [m.place.name if m and m.place else m.text if m else "" for m in (d.of_place, d.from_place)]
    return (
        *ends,
        d.text,
        d.km,
        d.measured_km,
        d.deviation_km,
        d.verdict,
        *_source(fact),
        *mark_cells(flag_on_distance(standing, d)),
    )


def _source(fact: ReportedChange | ReportedDistance) -> tuple[object, ...]:
    article = fact.article
    return (fact.text, article.title, article.publisher, article.published, article.url)


def _point(place: Place | None) -> tuple[object, object]:
    return (place.lat, place.lon) if place else ("", "")


def _actor(mention: ActorMention | None) -> str:
    return "" if mention is None else mention.actor.name if mention.actor else mention.text


def places_geojson(
    tallies: Iterable[PlaceTally], distances: Iterable[ReportedDistance] = (), standing: Standing = NO_FLAGS
) -> str:
    """Places as points and measured distances as lines, in a GeoJSON FeatureCollection (RFC 7946: longitude first).

    A point tells how many readings there are flagged as wrong, a line who flagged it.
    """
    flagged = count_at_places(standing)
    features = [_point_feature(tally, flagged[tally.place.id]) for tally in tallies]
    features += [f for d in distances if (f := _line_feature(d, standing))]
    return json.dumps({"type": "FeatureCollection", "credit": CREDIT, "features": features}, ensure_ascii=False)


def _point_feature(tally: PlaceTally, flagged: int) -> dict[str, Any]:
    place = tally.place
    properties = {
        "id": place.id, "name": place.name, "kind": place.kind, "country": place.country, "admin1": place.admin1,
        "uncertainty_km": place.uncertainty_km, "mentions": tally.mentions, "reports": tally.reports,
        "changes": tally.changes, "gained_by": tally.gained_by.name if tally.gained_by else None,
        "last": tally.last.isoformat() if tally.last else None, "flagged": flagged,
    }  # fmt: skip
    return feature("Point", [place.lon, place.lat], properties)


def _line_feature(fact: ReportedDistance, standing: Standing = NO_FLAGS) -> dict[str, Any] | None:
    d = fact.distance
    ends = [m.place for m in (d.of_place, d.from_place) if m and m.place]
    if len(ends) < 2 or d.measured_km is None:
        return None
    properties = {
        "name": f"{ends[0].name} to {ends[1].name}", "stated_km": d.km, "measured_km": d.measured_km,
        "verdict": d.verdict, "sentence": fact.text, "url": fact.article.url,
        **dict(zip(MARK_COLUMNS, mark_cells(flag_on_distance(standing, d)), strict=True)),
    }  # fmt: skip
    return feature("LineString", [[place.lon, place.lat] for place in ends], properties)


def feature(kind: str, coordinates: Any, properties: dict[str, Any]) -> dict[str, Any]:
    """A GeoJSON feature of a geometry of this kind."""
    return {"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}, "properties": properties}


def places_kml(
    tallies: Iterable[PlaceTally],
    changes: Iterable[ReportedChange],
    distances: Iterable[ReportedDistance],
    standing: Standing = NO_FLAGS,
) -> str:
    """Places, control changes (with their time, so that a globe can play them) and stated distances as KML 2.2."""
    flagged = count_at_places(standing)
    folders = (
        ("Places", (_place_mark(tally, flagged[tally.place.id]) for tally in tallies)),
        ("Changes of control", (mark for fact in changes for mark in _change_marks(fact, standing))),
        ("Stated distances", filter(None, (_line_mark(fact, standing) for fact in distances))),
    )
    body = "".join(f"<Folder><name>{name}</name>{''.join(marks)}</Folder>" for name, marks in folders)
    return kml_document(body)


def kml_document(body: str) -> str:
    """A KML 2.2 document around folders."""
    head = f"<name>Dateline</name><description>{escape(CREDIT)}</description>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{head}{body}</Document></kml>\n'
    )


def _place_mark(tally: PlaceTally, flagged: int) -> str:
    place = tally.place
    words = f"{count(tally.mentions, 'mention')}, {count(tally.changes, 'change')} of control"
    words += f", {count(flagged, 'reading')} flagged as wrong" if flagged else ""
    return kml_mark(place.name, words, f"<Point><coordinates>{place.lon},{place.lat}</coordinates></Point>", place.id)


def _change_marks(fact: ReportedChange, standing: Standing) -> Iterable[str]:
    change, when = fact.change, fact.change.when
    begin = f"<begin>{when.start}</begin>" if when and when.start else ""
    time = f"<TimeSpan>{begin}</TimeSpan>" if begin else ""
    for place, mention in ((m.place, m) for m in change.places if m.place):
        flag = flag_on_change(standing, change, (mention,))
        name = f"{KINDS[change.kind]} of {place.name}, {STATUSES[change.status]}"
        words = f"{_actor(change.gained_by or change.held_by)} · {write_span(when)} · {fact.text}"
        words += f" · {mark_words(flag)}" if flag else ""
        yield kml_mark(name, words, f"{time}<Point><coordinates>{place.lon},{place.lat}</coordinates></Point>", fact.id)


def _line_mark(fact: ReportedDistance, standing: Standing) -> str | None:
    feature = _line_feature(fact)
    if feature is None:
        return None
    points = " ".join(f"{lon},{lat}" for lon, lat in feature["geometry"]["coordinates"])
    flag = flag_on_distance(standing, fact.distance)
    words = f"{write_distance(fact.distance)} · {fact.text}" + (f" · {mark_words(flag)}" if flag else "")
    return kml_mark(
        feature["properties"]["name"], words, f"<LineString><coordinates>{points}</coordinates></LineString>", fact.id
    )


def kml_mark(name: str, words: str, geometry: str, mark_id: str) -> str:
    """A KML placemark: the one path of words into KML."""
    told = f"<name>{escape(_printable(name))}</name><description>{escape(escape(_printable(words)))}</description>"
    return f"<Placemark id={quoteattr(_printable(mark_id))}>{told}{geometry}</Placemark>"


def _printable(text: str) -> str:
    """Without the control characters that XML 1.0 has no way to write."""
    return "".join(
        c for c in text if c in "\t\n\r" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
    )
