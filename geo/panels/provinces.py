"""How many named towns of a province each side holds over time, as columns, and which ones on the day, as a table."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from geo.panels.acts import act_button
from geo.panels.answers import Answers
from geo.panels.facts import swatch
from geo.panels.state import bind
from geo.panels.words import escape
from geo.records.views import Holding, ReportedChange, View
from geo.views.colours import ActorColours
from geo.views.control import day_of
from geo.views.regions import RegionDay, region_over, regions_of
from geo.views.sides import Sides
from geo.views.wording import count, country_names, write_day

DAY = "day"
"""The act of a column (`geo.panels.acts`): show its day."""
COLUMNS = 28
"""Days of a chart: as many as columns can be told apart beside the map."""
MOST_NAMES = 40
OUTER = 0.02
"""The share of statements at either end whose days a chart need not reach."""


def show_provinces(answers: Answers, view: View, day: date, holdings: Mapping[str, Holding]) -> None:
    """A province to choose, and its named towns by side: over time, and on the day."""
    regions = regions_of(holding.place for holding in holdings.values())
    if not regions:
        st.info("No town is told of on this day.", icon=":material/help:")
        return
    country, region = _choose_region(regions)
    sides, colours = answers.given.basis.sides, answers.side_colours(view)
    days = chart_days(days_told(answers.history(view), country, region), day)
    over = region_over(answers.holdings_over(view, days), country, region)
    st.html(chart(over, day, colours, sides) + table(over[days.index(day)], colours, sides))


def _choose_region(regions: Sequence[tuple[str, str]]) -> tuple[str, str]:
    names = country_names()
    labels = {f"{region}, {names.get(country, country)}": (country, region) for country, region in regions}
    options = dict.fromkeys([*labels])
    # Where none is chosen, the one with most towns.
    bound = bind("region", options=options)
    chosen = st.selectbox("Province", list(options), label_visibility="collapsed", index=None,
                          placeholder=f"Province: {next(iter(options))}", **bound)  # fmt: skip
    return labels[chosen] if chosen in labels else regions[0]


def days_told(changes: Iterable[ReportedChange], country: str, region: str) -> list[date]:
    """The days on which something is told of a province or a place in it, but for the few first and last: a battle of another
    century, or a misread year, would press all else into one column."""
    here = (
        day_of(fact.change, fact.article.published)
        for fact in changes
        if any(m.place and (m.place.country, m.place.admin1) == (country, region) for m in fact.change.places)
    )
    days = sorted(day for day in here if day)
    cut = int(len(days) * OUTER)
    return days[cut : len(days) - cut]


def chart_days(told: Sequence[date], day: date) -> list[date]:
    """Days at even distances over all that is told, and the day asked for among them."""
    first, last = min([*told, day]), max([*told, day])
    step = max(1, -(-(last - first).days // (COLUMNS - 1)))
    even = {first + timedelta(days=n) for n in range(0, (last - first).days + 1, step)}
    return sorted(even | {last, day})


def chart(over: Sequence[RegionDay], day: date, colours: ActorColours, sides: Sides) -> str:
    """A column a day, each side a piece as high as its share of the towns; the day's own column is marked. HTML."""
    most = max((told.places for told in over), default=0) or 1
    counts = Counter({side: 0 for told in over for side in told.by_side})
    counts.update(side for told in over for side, held in told.by_side.items() for _ in held)
    # One order in all columns, that a side's pieces stand beside each other; who is not known stands on top.
    order = sorted(counts, key=lambda side: (side == "", -counts[side], side))
    scale = Scale(most, order, colours, sides)
    columns = "".join(_column(told, scale, chosen=told.day == day) for told in over)
    ends = f"<span>{write_day(over[0].day)}</span><span>{write_day(over[-1].day)}</span>" if over else ""
    return (
        f'<div class="dl-columns" role="group" aria-label="Named towns by side over time">{columns}</div>'
        f'<div class="dl-ends">{ends}</div>'
    )


@dataclass(frozen=True)
class Scale:
    """What all columns of a chart share: the towns of the highest, the order of the sides from below, their colours and names."""

    most: int
    order: Sequence[str]
    colours: ActorColours
    sides: Sides


def _column(told: RegionDay, scale: Scale, *, chosen: bool) -> str:
    words = f"{write_day(told.day)}: {_counted(told, scale.sides) or 'no town is told of'}"
    pieces = "".join(
        f'<i style="height:{len(told.by_side[side]) / scale.most:.1%};--dl:{scale.colours.colour(side or None)}"></i>'
        for side in scale.order
        if side in told.by_side
    )
    css = "dl-act dl-column dl-now" if chosen else "dl-act dl-column"
    return (
        f'<button type="button" class="{css}" data-act="{DAY}:{told.day.isoformat()}" title="{escape(words)}" '
        f'aria-label="{escape(words)}">{pieces}</button>'
    )


def _counted(told: RegionDay, sides: Sides) -> str:
    return ", ".join(f"{_name(side, told, sides)} {len(held)}" for side, held in told.by_side.items())


def _name(side: str, told: RegionDay, sides: Sides) -> str:
    return sides.name_of(side, told.day) or "holder not known"


def table(told: RegionDay, colours: ActorColours, sides: Sides) -> str:
    """Each side with how many of the province's named towns it has on the day, and their names to press. HTML."""
    head = f"{write_day(told.day)}: {count(told.places, 'named town')} of {told.region}"
    rows = "".join(
        f"<tr><th>{swatch(colours.colour(side or None))}{escape(_name(side, told, sides))}</th>"
        f'<td class="dl-number">{len(held)} of {told.places}</td>'
        f"<td>{_names(held)}</td></tr>"
        for side, held in told.by_side.items()
    )
    return f'<p class="dl-sub">{escape(head)}</p><table class="dl-table">{rows}</table>'


def _names(held: Sequence[Holding]) -> str:
    """The names, those that are said first, then those inferred and assumed, each sort under its word. HTML."""
    sorts: dict[str, list[Holding]] = {"": [], "inferred": [], "assumed": []}
    for holding in held:
        sorts["assumed" if holding.assumed else "inferred" if holding.inferred else ""].append(holding)
    lines = []
    for word, some in sorts.items():
        names = ", ".join(act_button("open", h.place.id, h.place.name, css="dl-name") for h in some[:MOST_NAMES])
        more = f" and {len(some) - MOST_NAMES:,} more" if len(some) > MOST_NAMES else ""
        lines += [(f"<i>{word}:</i> " if word else "") + names + more] if some else []
    return "<br>".join(lines)
