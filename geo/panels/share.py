"""The link to what is on the screen, to copy."""

import streamlit as st

from geo.panels.own_reports import left_out_of_links
from geo.panels.words import link
from geo.views.link import MapView, write_link

_VIEW, _ASK = "_map_view", "_ask"


def ask_for_view() -> None:
    """Ask the map where it stands; it answers before long. For use as a callback."""
    st.session_state[_ASK] = asked() + 1


def asked() -> int:
    """How often the map was asked."""
    return int(st.session_state.get(_ASK, 0))


def keep_view(view: MapView | None) -> None:
    """Keep where the map says it stands."""
    if view:
        st.session_state[_VIEW] = view


def current_link() -> str:
    """The link that opens what is shown now."""
    parameters = {name: st.query_params.get_all(name) for name in st.query_params}
    return write_link(st.context.url or "", parameters, st.session_state.get(_VIEW))


def show_share() -> None:
    """A button that opens the link with all filters, the selection and the map's view; the link has a copy button.

    Own reports are not carried by it, which is said while any are shown.
    """
    with st.popover("Share", icon=":material/link:", on_change=ask_for_view, key="share") as share:
        if share.open:
            st.caption("This link opens the same filters, selection and map view.")
            st.code(current_link(), language=None, wrap_lines=True)
            if missing := left_out_of_links():
                st.warning(missing, icon=":material/visibility_off:")


def show_way_out() -> None:
    """In a page embedded in another: a link that opens the same view with all its filters."""
    st.html(f'<p class="dl-sub">{link(current_link(), "Open in Dateline")}</p>')
