"""`python -m geo gazetteer`: build it, look names up, say what is in it, import dumps; and make its data files anew."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from geo.commands.console import counting, printable, say, told_in_one_line
from geo.settings import gazetteer_path

app = typer.Typer(no_args_is_help=True, help=__doc__)
Limit = Annotated[int, typer.Option(min=1, help="How many places at most.")]


@app.command()
@told_in_one_line
def build(if_needed: Annotated[bool, typer.Option(help="Only where there is none of today's data.")] = False) -> None:
    """Build the gazetteer file from the installed packages and the committed data, in about half a minute."""
    from geo.gazetteers.build import build_gazetteer
    from geo.gazetteers.sqlite import needs_build, open_gazetteer

    path = gazetteer_path()
    if if_needed:
        fresh = not needs_build(path)
        open_gazetteer(path)
        say(f"{path}: {'up to date' if fresh else 'built'}")
    else:
        say(f"{path}: {build_gazetteer(path):,} places")


@app.command()
@told_in_one_line
def lookup(
    name: str,
    limit: Limit = 10,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    online: Annotated[bool, typer.Option(help="Ask OpenStreetMap's Nominatim too where nothing is known.")] = False,
) -> None:
    """The places known under a name, most likely first, and how each was found."""
    from geo.gazetteers.base import PlaceNames
    from geo.gazetteers.sqlite import open_gazetteer

    gazetteer: PlaceNames = open_gazetteer()
    if online:
        from geo.gazetteers.online import nominatim

        gazetteer = nominatim(gazetteer)
    found = gazetteer.match(name)[:limit]
    if as_json:
        for match in found:
            typer.echo(json.dumps({**asdict(match.place), "quality": match.quality}, ensure_ascii=False))
        return
    table = Table(box=None)
    for head, wraps in (
        ("id", False),
        ("name", True),
        ("kind", False),
        ("lies in", True),
        ("people", False),
        ("point", False),
    ):
        table.add_column(head, no_wrap=not wraps)
    table.add_column("found by", no_wrap=True)
    for match in found:
        p = match.place
        within = ", ".join(filter(None, (p.admin2, p.admin1, p.country)))
        point = f"{p.lat:.3f} {p.lon:.3f}"
        table.add_row(p.id, p.name, p.kind, within, f"{p.population:,}", point, match.quality)
    Console(highlight=False).print(table)
    if not found:
        say(f"no place is known under {printable(name)!r}")
        raise typer.Exit(1)


@app.command()
@told_in_one_line
def info() -> None:
    """What the gazetteer holds, by kind and by source; where it is, how old it is, and whom to credit."""
    from geo.gazetteers.contents import credit_lines, tally
    from geo.gazetteers.sqlite import Gazetteer

    gazetteer = Gazetteer()
    out = Console(highlight=False, soft_wrap=True)
    for file in gazetteer.files:
        built = datetime.fromisoformat(file.meta["built"])
        age = datetime.now(UTC) - built
        out.print(
            f"{file.path}: {file.path.stat().st_size / 1e6:.0f} MB, built {built:%Y-%m-%d %H:%M} UTC ({age.days} days ago)"
        )
        for column in ("kind", "source"):
            table = Table(column, "places", box=None)
            for value, count in tally(file, column):
                table.add_row(value, f"{count:,}")
            out.print(table)
    out.print("Credits", *credit_lines(), sep="\n  ")


@app.command("import")
@told_in_one_line
def import_(file: Path) -> None:
    """Import places of your own (.csv, .geojson, .kml: name, other names, lat, lon, kind) or a GeoNames dump: SY.zip,
    allCountries.zip, alternateNamesV2.zip. Run again, a dump goes on where it stopped, and own places are replaced."""
    from geo.gazetteers.dumps import count_lines, import_dump
    from geo.gazetteers.own_places import ENDINGS, import_own
    from geo.gazetteers.sqlite import imported_path, open_gazetteer

    path = open_gazetteer().path
    if file.suffix.lower() in ENDINGS:
        say(f"{imported_path(path)}: {import_own(file, path):,} places of {file.name}")
        return
    with counting(f"Importing {file.name}", count_lines(file)) as advance:
        count = import_dump(file, path, advance)
    say(f"{imported_path(path)}: {count:,} lines of {file.name} read")


@app.command()
@told_in_one_line
def shapes(folder: Path) -> None:
    """For maintainers: make data/shapes/ and the tables taken from Natural Earth anew from a folder of its files."""
    from geo.gazetteers.natural_earth import make_shapes
    from geo.gazetteers.natural_features import make_natural

    for path in make_shapes(folder):
        say(f"{path}: {path.stat().st_size:,} bytes")
    say(f"{make_natural(folder):,} natural features")


@app.command()
@told_in_one_line
def villages(folder: Path) -> None:
    """For maintainers: make data/gazetteer/villages/ anew from a folder of GeoNames-style country tables (XX.tsv.gz)."""
    from geo.gazetteers.village_files import make_village_files

    for country, count in make_village_files(folder).items():
        say(f"{country}: {count:,} rows")


@app.command()
@told_in_one_line
def features(file: Path) -> None:
    """For maintainers: make data/gazetteer/city_features.csv anew from GeoNames' cities500.txt."""
    from geo.gazetteers.city_features import make_city_features

    say(f"{make_city_features(file):,} cities that are no plain settlement")
