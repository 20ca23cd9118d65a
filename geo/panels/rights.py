"""What a visitor of the page may do: look, read reports of their own for a session, or change what the store holds."""

import os
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import Literal
from urllib.parse import urlsplit

import streamlit as st

from geo.errors import DataFileError
from geo.panels.words import escape
from geo.settings import page_people, page_setting

Rights = Literal["read-only", "session", "write"]
HOSTED = "DATELINE_HOSTED"
"""Set by `hosted.py`: the page is a host's, whoever asks for it."""
SIGNING = "sign_"
"""How the keys of the buttons begin that leave the page for the login: `assets/acts.js` keeps what was shown."""
_HERE = ("localhost", "127.0.0.1", "::1")
_PASSED_ON = ("x-forwarded-for", "x-forwarded-host", "forwarded", "via", "x-real-ip")


def page_rights() -> Rights:
    """What this visitor may do: what the setting says, else all on one's own machine and nothing but look elsewhere.

    Where a login is set up, who is not logged in may only look, nor may who is none of `page_people` where these are named.
    A setting that is none counts as `read-only`.
    """
    try:
        setting, people = page_setting(), page_people()
    except DataFileError:
        return "read-only"
    if (user := read_user()) is not None and not (user and is_among(_read_address(), people)):
        return "read-only"
    return decide_rights(setting, hosted=bool(os.environ.get(HOSTED)), here=_is_here())


def decide_rights(setting: str, *, hosted: bool, here: bool) -> Rights:
    """The setting as rights; without one, `write` for who sits at the machine of a page that is no host's."""
    if setting == "session":
        return "session"
    return "write" if setting == "write" or (not setting and here and not hosted) else "read-only"


def sits_here(address: str | None, headers: Mapping[str, str]) -> bool:
    """Whether a request comes from this machine and asks for this machine: from loopback (None), through no proxy, for localhost.

    The name asked for matters too: a web site may have its own name lead to a visitor's machine.
    """
    names = {name.lower(): value for name, value in headers.items()}
    if address not in (None, *_HERE) or any(name in names for name in _PASSED_ON):
        return False
    asked = urlsplit(f"//{names.get('host', 'localhost')}").hostname
    return asked in _HERE


def _is_here() -> bool:
    return sits_here(st.context.ip_address, st.context.headers)


def read_user() -> str | None:
    """Who is logged in, by e-mail address or name; "" where nobody is, None where no login is set up.

    An address that the provider says it has not verified could be anybody's, and is not used.
    """
    told = st.user.to_dict()
    if "is_logged_in" not in told:
        return None
    # A name that looks like an address is anybody's word: it shall not pass for one.
    name = str(told.get("name") or "someone").replace("@", " at ")
    return (_read_address() or name) if told["is_logged_in"] else ""


def _read_address() -> str:
    told = st.user.to_dict()
    return "" if told.get("email_verified") is False else str(told.get("email") or "")


def is_among(address: str, people: Sequence[str]) -> bool:
    """Whether an e-mail address is one of these, or of one of their domains ("@example.org"); anybody is where there are none."""
    domain = "@" + address.lower().rpartition("@")[2]
    return not people or address.lower() in people or ("@" in address and domain in people)


def show_login() -> None:
    """A button that logs in or out and who is logged in, where a login is set up."""
    user = read_user()
    if user is None:
        return
    if user:
        may = "" if page_rights() != "read-only" else "; you may look"
        st.html(f'<p class="dl-sub">Signed in as {escape(user)}{may}</p>')
        st.button("Log out", on_click=st.logout, icon=":material/logout:", key=SIGNING + "out")
    elif find_spec("authlib") is None:
        st.caption("Nobody can sign in: the page's server lacks `streamlit[auth]`.")
    else:
        st.button("Log in", on_click=st.login, icon=":material/login:", key=SIGNING + "in")
