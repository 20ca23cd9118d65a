"""`export`: what is stored, as tables and map layers for other programs."""

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, cast, get_args

import typer

from geo.commands.console import say, told_in_one_line
from geo.commands.ingest import StoreOption
from geo.errors import InputError
from geo.records.facts import ControlKind
from geo.records.views import View
from geo.sources.article_fields import parse_date
from geo.stores import open_store
from geo.stores.base import Store
from geo.views.export import changes_csv, distances_csv, flags_csv, places_geojson, places_kml
from geo.views.flagged import flags_json, standing_flags


class ExportFormat(StrEnum):
    """Tables of changes, of distances or of what people flagged as wrong, or a layer of places, changes and distances."""

    CSV = "csv"
    DISTANCES_CSV = "distances-csv"
    GEOJSON = "geojson"
    KML = "kml"
    FLAGS_CSV = "flags-csv"
    FLAGS_JSON = "flags-json"


class Flagged(StrEnum):
    """What is done with readings that somebody flagged as wrong."""

    SHOW = "show"
    HIDE = "hide"
    ONLY = "only"


_DAY_HELP = "A day like 2016-11-03: of the event, or of the report where none is told."
Words = Annotated[list[str] | None, typer.Option(help="Only these; may be given several times.")]


@told_in_one_line
def export(
    store: StoreOption = None,
    form: Annotated[ExportFormat, typer.Option("--format", help="csv holds control changes.")] = ExportFormat.CSV,
    output: Annotated[Path | None, typer.Option(help="A file to write; standard output without it.")] = None,
    start: Annotated[str | None, typer.Option("--from", help=_DAY_HELP)] = None,
    end: Annotated[str | None, typer.Option("--to", help=_DAY_HELP)] = None,
    actor: Words = None,
    country: Words = None,
    kind: Annotated[list[str] | None, typer.Option(help="Only these kinds; incidents only where asked for.")] = None,
    text: Annotated[str, typer.Option(help="Only sentences that hold these words.")] = "",
    flagged: Annotated[
        Flagged, typer.Option(help="Readings flagged as wrong: with the others, left out, or only these.")
    ] = Flagged.SHOW,
) -> None:
    """Write what is stored as CSV, GeoJSON or KML, each fact with its sentence and source."""
    view = View(
        _day(start, "--from"),
        _day(end, "--to"),
        actors=tuple(actor or ()),
        kinds=tuple(_kind(k) for k in kind or ()),
        countries=tuple(country or ()),
        text=text,
        flagged=flagged.value,
    )
    written = write_export(open_store(store, create=False), view, form)
    if output is None:
        sys.stdout.write(written)
        return
    try:
        output.write_text(written, encoding="utf-8", newline="")
    except OSError as error:
        raise InputError(f"{output}: cannot be written: {error.strerror}") from error
    say(f"{output}: written")


def _kind(written: str) -> ControlKind:
    if written not in get_args(ControlKind):
        raise InputError(f"--kind {written}: not one of {', '.join(get_args(ControlKind))}")
    return cast(ControlKind, written)


def _day(written: str | None, option: str) -> date | None:
    return parse_date(written, option) if written else None


def write_export(store: Store, view: View, form: ExportFormat) -> str:
    """What a store holds under a view, in a format."""
    flags = store.flags()
    if form in (ExportFormat.FLAGS_CSV, ExportFormat.FLAGS_JSON):
        return flags_csv(flags) if form is ExportFormat.FLAGS_CSV else flags_json(flags)
    standing = standing_flags(flags)
    if form is ExportFormat.CSV:
        return changes_csv(store.changes(view), standing)
    if form is ExportFormat.DISTANCES_CSV:
        return distances_csv(store.distances(view), standing)
    if form is ExportFormat.GEOJSON:
        return places_geojson(store.place_tallies(view), store.distances(view), standing)
    return places_kml(store.place_tallies(view), store.changes(view), store.distances(view), standing)
