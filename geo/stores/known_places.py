"""Places that were read once, kept: a map names the same thousands at every change of its filters."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, bindparam, insert, select, update

from geo.records.places import Place
from geo.stores.chunks import chunks
from geo.stores.rows import make_place
from geo.stores.tables import about, places

_CHANGED = "places changed"
"""The key in `about` under which stands how often a stored place was brought up to date."""
_MOST = 200_000
"""Places that are kept, some 100 MB; beyond, all are forgotten."""
_AT_ONCE = 10_000
_BY_ID = select(places).where(places.c.id.in_(bindparam("ids", expanding=True)))
TURN = select(about.c.value).where(about.c.key == _CHANGED).scalar_subquery().label("turn")
"""How often places were brought up to date, or None for never: a column of the query that names places, so as not to ask twice."""


class KnownPlaces:
    """The places of one store by id, for all who ask it. A place that was brought up to date is read again."""

    def __init__(self) -> None:
        self._kept: tuple[str | None, dict[str, Place]] = (None, {})

    def find(self, connection: Connection, ids: Collection[str], turn: str | None) -> Mapping[str, Place]:
        """Places by id, those of `ids` among them where the store has them; `turn` is what `TURN` was when the ids were read."""
        kept = self._kept
        # Turn and places go together: another thread may have read its ids before or after a change.
        if kept[0] != turn or len(kept[1]) > _MOST:
            self._kept = kept = (turn, {})
        known = kept[1]
        missing = [i for i in ids if i not in known]
        for some in chunks(missing, _AT_ONCE):
            rows = connection.execute(_BY_ID, {"ids": some})
            known.update((row.id, make_place(row)) for row in rows)
        return known


def tell_places_changed(connection: Connection) -> None:
    """Let all who keep places read them again. To be called in the transaction that changes some."""
    turn = int(connection.scalar(select(TURN)) or 0) + 1
    if turn > 1:
        connection.execute(update(about).where(about.c.key == _CHANGED).values(value=str(turn)))
    else:
        connection.execute(insert(about), [{"key": _CHANGED, "value": str(turn)}])
