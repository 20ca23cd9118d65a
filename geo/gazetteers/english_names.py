"""The names that English news gives to places which GeoNames leads under another: `data/gazetteer/english_names.csv`."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from geo.gazetteers.rows import Row, read_table
from geo.settings import DATA

PATH = DATA / "gazetteer" / "english_names.csv"
COLUMNS = ("id", "name", "aliases")


def call_in_english(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, those of the table under their English name; the name they had becomes one of the others."""
    table = {line["id"]: line for _, line in read_table(PATH, COLUMNS)}
    for row in rows:
        line = table.get(row.place.id)
        if line is None:
            yield row
            continue
        names = (row.place.name, *filter(None, line["aliases"].split("|")), *row.names)
        yield replace(row, place=replace(row.place, name=line["name"]), names=names)
