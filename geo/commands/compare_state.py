"""`compare-state`: where reports and somebody's table or map of control agree, differ, or one of them is silent."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from geo.commands.console import say, told_in_one_line
from geo.commands.evaluate import AssumeOption, SidesOption
from geo.commands.ingest import StoreOption
from geo.commands.state_tables import Asked, make_basis, read_table
from geo.errors import InputError
from geo.sources.article_fields import parse_date
from geo.stores import open_store
from geo.views.export_holdings import compared_csv


@told_in_one_line
def compare_state(
    table: Annotated[
        Path, typer.Argument(help="CSV or JSON lines with place and holder, and maybe day, lat, lon, id.")
    ],
    on: Annotated[str | None, typer.Option(help="The day of rows that have none, like 2022-03-08.")] = None,
    store: StoreOption = None,
    assume: AssumeOption = None,
    sides: SidesOption = None,
    output: Annotated[Path | None, typer.Option(help="A file to write; standard output without it.")] = None,
) -> None:
    """Set a table of control beside what reports say on its days, each row with the sentences, as CSV."""
    day: date | None = parse_date(on, "--on") if on else None
    asked = Asked(open_store(store, create=False), make_basis(assume, sides))
    facts = {fact.id: fact for fact in asked.changes}
    written = compared_csv(asked.compare(read_table(table, day)), facts, asked.basis.sides)
    if output is None:
        sys.stdout.write(written)
        return
    try:
        output.write_text(written, encoding="utf-8", newline="")
    except OSError as error:
        raise InputError(f"{output}: cannot be written: {error.strerror}") from error
    say(f"{output}: written")
