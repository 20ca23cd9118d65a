"""The link to what is on the screen, to copy."""

from functools import partial

import streamlit as st

from geo.panels.moves import ask_for_view
from geo.panels.own_reports import left_out_of_links
from geo.panels.state import current_link, guard, perform
from geo.panels.words import link


def show_share() -> None:
    """A button that opens the link with all filters, the selection and the map's view; the link has a copy button.

    Own reports are not carried by it, which is said while any are shown.
    """
    with st.popover(
        "Share", icon=":material/link:", on_change=guard(partial(perform, ask_for_view)), key="share"
    ) as share:
        if share.open:
            st.caption("This link opens the same filters, selection and map view.")
            st.code(current_link(), language=None, wrap_lines=True)
            if missing := left_out_of_links():
                st.warning(missing, icon=":material/visibility_off:")


def show_way_out() -> None:
    """In a page embedded in another: a link that opens the same view with all its filters."""
    st.html(f'<p class="dl-sub">{link(current_link(), "Open in Dateline")}</p>')
