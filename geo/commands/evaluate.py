"""`evaluate state`: what is stored, measured against a table of control that somebody trusts."""

from pathlib import Path
from typing import Annotated

import typer

from geo.commands.console import printable, told_in_one_line
from geo.commands.ingest import StoreOption
from geo.commands.state_tables import Asked, make_basis, read_table
from geo.stores import open_store
from geo.views.compare import Compared
from geo.views.state_scores import score_lines, score_state

app = typer.Typer(no_args_is_help=True, help="Measure what is stored against what is known.")
AssumeOption = Annotated[
    str | None,
    typer.Option(help="A starting state, assumed where reports are silent: a .csv, .geojson or .kml file, or `own` for each country's own side."),
]  # fmt: skip
SidesOption = Annotated[
    Path | None, typer.Option(help="Your own grouping of actors into sides: CSV with the columns actor and side.")
]


@app.callback()
def measuring() -> None:
    """Measure what is stored against what is known."""


@app.command()
@told_in_one_line
def state(
    table: Annotated[
        Path, typer.Argument(help="CSV or JSON lines with place, holder and day (or date), and maybe lat, lon, id.")
    ],
    store: StoreOption = None,
    assume: AssumeOption = None,
    sides: SidesOption = None,
    errors: Annotated[int, typer.Option(help="List so many of the rows that are answered otherwise.")] = 0,
) -> None:
    """How often "control on a day" names the holder that a table names, and whether its chances mean what they say."""  # fmt: skip
    asked = Asked(open_store(store, create=False), make_basis(assume, sides))
    compared = [c for _, found in asked.compare(read_table(table)) for c in found]
    for line in score_lines(score_state(compared)):
        typer.echo(printable(line))
    for wrong in [c for c in compared if c.agreement == "differ" and c.given][:errors]:
        typer.echo(printable(_told(wrong)))


def _told(wrong: Compared) -> str:
    row, holding = wrong.row, wrong.holding
    if row is None or holding is None or holding.holder is None:
        return ""
    reasons = "; ".join(holding.reasons)
    return f"{row.name} on {row.day}: table {row.holder}, reports {holding.holder.name} ({holding.confidence:.2f}: {reasons})"
