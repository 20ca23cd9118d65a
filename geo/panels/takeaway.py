"""What is shown, to take away as a file. Files are made only when one is asked for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import streamlit as st

from geo.panels.answers import Answers
from geo.panels.briefing import Shown, write_briefing
from geo.panels.state import current_link
from geo.records.places import Place
from geo.records.views import View
from geo.views.colours import ActorColours
from geo.views.export import changes_csv, distances_csv, flags_csv, places_geojson, places_kml
from geo.views.export_holdings import Days, Facts, holdings_csv, holdings_geojson, holdings_kml
from geo.views.flagged import flags_json, standing_flags
from geo.views.sides import Sides
from geo.views.wording import write_day

SENTENCES = 60
"""Sentences in a briefing, the latest: some ten printed pages."""


def show_takeaway(
    answers: Answers, view: View, colours: ActorColours, place: Place | None, day: date | None = None
) -> None:
    """A button that opens the downloads of what the filters and the selection leave; with a day also who holds what on it."""
    here = replace(view, place=place.id if place else None)
    flagged = standing_flags(answers.flags)
    name, address = place.name if place else "", current_link()
    with st.popover("Download", icon=":material/download:", key="download"):
        st.caption("What the filters and the selected place leave.")
        _offer(
            "Changes of control (CSV)", "changes.csv", "text/csv", lambda: changes_csv(answers.changes(here), flagged)
        )
        _offer(
            "Stated distances (CSV)",
            "distances.csv",
            "text/csv",
            lambda: distances_csv(answers.distances(here), flagged),
        )
        _offer("Places and distances (GeoJSON)", "places.geojson", "application/geo+json",
               lambda: places_geojson(answers.place_tallies(here), answers.distances(here), flagged))  # fmt: skip
        _offer("Everything (KML)", "dateline.kml", "application/vnd.google-earth.kml+xml",
               lambda: places_kml(answers.place_tallies(here), answers.changes(here), answers.distances(here), flagged))  # fmt: skip
        if answers.flags:
            _offer("What was flagged as wrong (CSV)", "flags.csv", "text/csv", lambda: flags_csv(answers.flags))
            _offer(
                "What was flagged as wrong (JSON)", "flags.json", "application/json", lambda: flags_json(answers.flags)
            )
        _offer(
            "Briefing to print (HTML)",
            "briefing.html",
            "text/html",
            lambda: _brief(answers, here, colours, name, address),
        )


def _offer_holdings(answers: Answers, view: View, day: date) -> None:
    sides = answers.given.basis.sides

    def written(write: Callable[[Days, Facts, Sides], str]) -> Callable[[], str]:
        return lambda: write([(day, answers.holdings(view, day))], {f.id: f for f in answers.history(view)}, sides)

    told = f"Who holds what on {write_day(day)}"
    _offer(f"{told} (CSV)", "holdings.csv", "text/csv", written(holdings_csv))
    _offer(f"{told} (GeoJSON)", "holdings.geojson", "application/geo+json", written(holdings_geojson))
    _offer(f"{told} (KML)", "holdings.kml", "application/vnd.google-earth.kml+xml", written(holdings_kml))


def _offer(label: str, name: str, kind: str, make: Callable[[], str]) -> None:
    def written() -> bytes:
        return make().encode("utf-8", "replace")

    st.download_button(label, written, file_name=name, mime=kind, on_click="ignore", key=f"get_{name}", width="stretch")


def _brief(answers: Answers, here: View, colours: ActorColours, name: str, address: str) -> str:
    told, distances = answers.sentences(here, SENTENCES, 0), answers.distances(here)
    tallies, flagged = answers.place_tallies(here), standing_flags(answers.flags)
    names = {actor.value: actor.label for actor in answers.facets().actors}
    return write_briefing(Shown(here, name, address, date.today(), tallies, told, distances, flagged, names), colours)
