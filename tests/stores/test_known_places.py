"""Places that are kept stay what the store says of them."""

from dataclasses import replace

from geo.records.facts import Reading
from geo.records.places import Place
from geo.records.views import View
from geo.stores import open_store
from geo.stores.sql import SqlStore
from tests.stories import RAQQA


def test_a_place_that_another_brought_up_to_date_is_read_again(
    address: str, opened: SqlStore, readings: list[Reading]
) -> None:
    other = open_store(address)
    for population in (1, 2, 3):
        other.add([_with_raqqa(r, replace(RAQQA, population=population)) for r in readings], again=True)
        seen = {t.place for t in opened.place_tallies(View()) if t.place.id == RAQQA.id}
        assert seen == {replace(RAQQA, population=population)}
    other.close()


def _with_raqqa(reading: Reading, raqqa: Place) -> Reading:
    mentions = (replace(m, place=raqqa) if m.place == RAQQA else m for m in reading.mentions)
    return replace(reading, mentions=tuple(mentions), changes=(), distances=())
