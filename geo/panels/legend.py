"""What the marks on the map and in the sentences mean, and where all of it comes from."""

from collections.abc import Sequence, Set

import streamlit as st

from geo.panels.facts import swatch
from geo.panels.words import MARKS, escape
from geo.views.colours import NOBODY, OTHERS, ActorColours

_SHAPES = (
    '<span><i class="dl-ring"></i>a whole area, at its middle</span>',
    '<span><i class="dl-diamond"></i>placed from a stated distance</span>',
    '<span><i class="dl-line"></i>stated distance</span>',
    '<span><i class="dl-line dl-conflict"></i>in conflict with the map</span>',
)
_HOLDING = (
    '<span><i class="dl-half"></i>contested</span>',
    '<span><i class="dl-ring dl-dotted"></i>besieged</span>',
    '<span><i class="dl-ring dl-dashed"></i>claimed by one side only</span>',
    '<span class="dl-quiet"><i class="dl-swatch"></i>pale: no recent report</span>',
)


INFERRED, ASSUMED = (
    '<span><i class="dl-bored"></i>inferred: no report says so outright</span>',
    '<span><i class="dl-square"></i>assumed, from what was given</span>',
)
"""Signs of states that no report tells, for a legend of a map that shows some."""

_COMPARING = (
    "<span>left of the divider: the earlier day; right: the later</span>",
    '<span><i class="dl-swatch dl-turned"></i>ringed: changed between the two</span>',
)


def show_legend(
    colours: ActorColours, *, used: Set[int], mode: str = "Reports", by_side: bool = False, signs: Sequence[str] = ()
) -> None:
    """The colours that are on the map now (`used`, by number) and the shapes, with more `signs` where they are on it."""
    own = [(colours.number(actor_id), actor_id, name) for actor_id, name in colours.names.items()]
    items = [f"<span>{swatch(colours.colour(i))}{escape(name)}</span>" for number, i, name in own if number in used]
    if colours.number("") in used:
        items.append(f"<span>{swatch(OTHERS)}other {'sides' if by_side else 'actors'}</span>")
    if 0 in used:
        items.append(f"<span>{swatch(NOBODY)}{'no gain reported' if mode == 'Reports' else 'holder not known'}</span>")
    shapes = {"Reports": _SHAPES, "Control": (*_HOLDING, _SHAPES[0])}.get(mode, _COMPARING)
    shapes = (*signs, *shapes)
    st.html(
        f'<details class="dl-key" open><summary>Legend</summary><div class="dl-legend">{"".join((*items, *shapes))}</div></details>'
    )


def show_mark_legend() -> None:
    """The marks in the sentences."""
    marks = "".join(f'<span><mark class="dl-{kind}">{escape(words)}</mark></span>' for kind, words in MARKS.items())
    st.html(f'<div class="dl-legend">{marks}</div>')


GUIDE = """
- **A circle is a place** that reports speak of; the larger, the more often. Its colour is the actor last said to have gained it.
- **A ring** stands for a whole province or country, at its middle. It is never a territory.
- **A line** is a distance that a report states, checked against the map. Dashed and orange: the two do not fit.
- **Grey names** are towns, villages, rivers and provinces around: no report needs to speak of them. “Go to …” leads to a theatre, the arrows
  to what is shown, the house to where the map opened.
- **Control** shows who is said to hold each place on a day, **Compare** two days beside a divider. Half and half: contested; dotted: besieged;
  dashed: only its own side says so; with a hole: inferred; square: assumed; pale: no recent report. **Sides** shows those together who
  fight together, lets you make sides of your own, and takes a table or map of control to start from and to compare with.
- **The bars** are reports and changes over time: drag across them, or click one, to set the dates.
- **Click** a circle or a line to read the sentences behind it. The crosshair beside a sentence moves the map there.
- **Reports** lists them, filtered as the map is; a title opens the whole text with everything marked that was read in it.
- **Share** copies a link that opens exactly what you see.

Everything here was read by a machine from news reports: it is **what reports say, not what is true**. Open “Why?” under a
sentence to see how it was read, and follow the link to the report before you rely on it.
"""
CREDITS = """
Places: [GeoNames](https://www.geonames.org), [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), also as carried by
[Who’s On First](https://whosonfirst.org). Outlines: [Natural Earth](https://www.naturalearthdata.com), public domain.
Map: [Leaflet](https://leafletjs.com).
Boundaries are drawn for orientation, disputed ones dashed; they take no side in any dispute, and no place’s country is read off them.
"""


def show_guide() -> None:
    """How to read the map, and its limits."""
    with st.expander("How to read this map", icon=":material/help:"):
        st.markdown(GUIDE)


def show_credits() -> None:
    """Whose the places, outlines and scripts are, and what boundaries stand for."""
    with st.expander("Credits and boundaries", icon=":material/copyright:"):
        st.markdown(CREDITS)
