"""`export`: what is stored, as tables and map layers for other programs."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, cast, get_args

import typer

from geo.commands.console import say, told_in_one_line
from geo.commands.evaluate import AssumeOption, SidesOption
from geo.commands.ingest import StoreOption
from geo.commands.state_tables import make_basis
from geo.errors import InputError
from geo.records.facts import ControlKind
from geo.records.views import ReportedChange, View
from geo.sources.article_fields import parse_date
from geo.stores import open_store
from geo.stores.base import Store
from geo.views.control import Basis, control_over, day_of
from geo.views.export import changes_csv, distances_csv, flags_csv, places_geojson, places_kml
from geo.views.export_holdings import days_between, holdings_csv, holdings_geojson, holdings_kml
from geo.views.flagged import flags_json, standing_flags
from geo.views.frames import history_of, only_of
from geo.views.regions import regions_csv
from geo.views.undated import all_days, date_reports, find_undated
from geo.views.wording import count


class ExportFormat(StrEnum):
    """Tables of changes, of distances or of what people flagged as wrong, or a layer of places, changes and distances."""

    CSV = "csv"
    DISTANCES_CSV = "distances-csv"
    GEOJSON = "geojson"
    KML = "kml"
    FLAGS_CSV = "flags-csv"
    FLAGS_JSON = "flags-json"


class Every(StrEnum):
    """How far apart the days of holdings are."""

    DAY = "day"
    WEEK = "week"


class Flagged(StrEnum):
    """What is done with readings that somebody flagged as wrong."""

    SHOW = "show"
    HIDE = "hide"
    ONLY = "only"


HOLDINGS, REGIONS = "holdings", "regions"
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
    kind: Annotated[
        list[str] | None,
        typer.Option(
            help="Only these kinds; incidents only where asked for. `holdings`: who holds what on a day instead; `regions`: how many towns of each province."
        ),
    ] = None,
    text: Annotated[str, typer.Option(help="Only sentences that hold these words.")] = "",
    flagged: Annotated[
        Flagged, typer.Option(help="Readings flagged as wrong: with the others, left out, or only these.")
    ] = Flagged.SHOW,
    on: Annotated[
        str | None, typer.Option(help="The day of holdings; by default the last that anything is told of.")
    ] = None,
    every: Annotated[
        Every | None,
        typer.Option(help="Holdings day by day or week by week, from --from (or the first day told of) to --to."),
    ] = None,
    assume: AssumeOption = None,
    sides: SidesOption = None,
) -> None:
    """Write what is stored as CSV, GeoJSON or KML, each fact with its sentence and source."""
    if HOLDINGS in (kind or ()) or REGIONS in (kind or ()):
        span = Span(_day(on, "--on"), every, _day(start, "--from"), _day(end, "--to"))
        asked = View(actors=tuple(actor or ()), countries=tuple(country or ()), text=text, flagged=flagged.value)
        write = write_holdings if HOLDINGS in (kind or ()) else write_regions
        _write(write(open_store(store, create=False), asked, form, span, make_basis(assume, sides)), output)
        return
    view = View(
        _day(start, "--from"),
        _day(end, "--to"),
        actors=tuple(actor or ()),
        kinds=tuple(_kind(k) for k in kind or ()),
        countries=tuple(country or ()),
        text=text,
        flagged=flagged.value,
    )
    _write(write_export(open_store(store, create=False), view, form), output)


def _write(written: str, output: Path | None) -> None:
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


@dataclass(frozen=True, slots=True)
class Span:
    """The days of holdings: one, or all between two by the day or week."""

    on: date | None = None
    every: Every | None = None
    first: date | None = None
    last: date | None = None


def write_holdings(store: Store, view: View, form: ExportFormat, span: Span, basis: Basis) -> str:
    """Who holds what on the days of a span, in a format. Says how many statements are left out for want of a day."""
    if form not in (ExportFormat.CSV, ExportFormat.GEOJSON, ExportFormat.KML):
        raise InputError(f"--format {form.value}: holdings are written as csv, geojson or kml")
    changes = _history(store, view)
    days = _days(changes, span)
    if undated := len(find_undated(changes)):
        say(f"{count(undated, 'statement')} left out: neither they nor their reports have a day")
    facts = {fact.id: fact for fact in changes}
    told = ((day, only_of(found, view.actors)) for day, found in control_over(days, changes, basis=basis))
    write = {ExportFormat.GEOJSON: holdings_geojson, ExportFormat.KML: holdings_kml}.get(form, holdings_csv)
    return write(told, facts, basis.sides)


def write_regions(store: Store, view: View, form: ExportFormat, span: Span, basis: Basis) -> str:
    """How many named towns of each province who holds on the days of a span, as CSV."""
    if form is not ExportFormat.CSV:
        raise InputError(f"--format {form.value}: regions are written as csv")
    changes = _history(store, view)
    return regions_csv(control_over(_days(changes, span), changes, basis=basis), sides=basis.sides)


def _history(store: Store, view: View) -> list[ReportedChange]:
    """The changes that tell who holds what, with the days that people gave to reports without one."""
    return date_reports(store.changes(history_of(view)), all_days(store.flags()))


def _days(changes: Sequence[ReportedChange], span: Span) -> tuple[date, ...]:
    told = [day for fact in changes if (day := day_of(fact.change, fact.article.published))]
    if span.every is None:
        on = span.on or span.last or max(told, default=None)
        return (on,) if on else ()
    first, last = span.first or min(told, default=None), span.last or max(told, default=None)
    if first is None or last is None:
        return ()
    if last < first:
        raise InputError(f"--to {last}: before --from {first}")
    return days_between(first, last, 7 if span.every is Every.WEEK else 1)


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
