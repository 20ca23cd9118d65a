"""What is shown while there is nothing to show: how to get reports in, and a button that reads the sample."""

import subprocess
import sys

import streamlit as st

from geo.panels.own_reports import show_own_reports
from geo.panels.rights import page_rights
from geo.settings import DATA, sample_store_url

COMMAND = "python -m geo ingest REPORTS"


def show_welcome() -> None:
    """The page of an empty store."""
    st.title("Dateline")
    if page_rights() == "read-only":
        st.markdown("There are no reports here yet. Who runs this page adds some by")
        st.code(COMMAND, language="shell")
        return
    st.markdown(
        "No reports have been read yet. Look around in the sample: short reports written for this project on documented events,"
    )
    if st.button("Read the sample now", type="primary", icon=":material/play_arrow:"):
        _read_sample()
    st.markdown("read some of your own here,")
    show_own_reports()
    st.markdown("or any number of files, folders and web addresses on the command line:")
    st.code(COMMAND, language="shell")
    # Where the store is stays unsaid: its address may hold a password, and the page may be public.
    st.caption("Where your reports are kept can be set in DATELINE_STORE.")


def _read_sample() -> None:
    """Build the gazetteer where it is missing and read the sample, in processes of their own: the page loads no language model."""
    steps = (
        ("Building the gazetteer, once", ["gazetteer", "build", "--if-needed"]),
        ("Reading the sample", ["ingest", str(DATA / "sample"), "--store", sample_store_url()]),
    )
    with st.status("Preparing …", expanded=True) as status:
        for words, arguments in steps:
            status.update(label=f"{words}, about half a minute …")
            if failure := _run(arguments):
                status.update(label=f"{words} did not work.", state="error")
                st.text(failure)
                return
        status.update(label="Read.", state="complete")
    st.rerun()


def _run(arguments: list[str]) -> str:
    """Run a command of `python -m geo`; gives "" or what it said when it failed."""
    command = [sys.executable, "-m", "geo", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=DATA.parent)
    return "" if done.returncode == 0 else done.stderr.strip() or f"exit code {done.returncode}"


def show_failure(error: Exception) -> None:
    """The page of a store that cannot be read: what it said, and what to do."""
    st.error("The reports cannot be read.", icon=":material/error:")
    st.text(str(error))
    st.markdown(
        "Nothing was changed. Name another store in `DATELINE_STORE`, or move the file away and read the reports again."
    )
