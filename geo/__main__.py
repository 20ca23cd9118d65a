"""`python -m geo`: read, ingest, explain, export, compare-state, evaluate, gazetteer; watch, migrate, delete, doctor for who runs it."""

import typer

from geo.commands.compare_state import compare_state
from geo.commands.delete import delete
from geo.commands.doctor import doctor
from geo.commands.evaluate import app as evaluate
from geo.commands.explain import explain
from geo.commands.export import export
from geo.commands.gazetteer import app as gazetteer
from geo.commands.ingest import ingest
from geo.commands.migrate import migrate
from geo.commands.read import read
from geo.commands.watch import watch

app = typer.Typer(
    name="dateline", no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False, help=__doc__
)
for command in (read, ingest, explain, export, compare_state, watch, migrate, delete, doctor):
    app.command()(command)
app.add_typer(gazetteer, name="gazetteer")
app.add_typer(evaluate, name="evaluate")

if __name__ == "__main__":
    app()
