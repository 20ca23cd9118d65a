"""Questions asked of the store side by side, before their answers are needed: the map waits for its own only."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import current_thread

from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx

# As many as a small machine has cores: with more at once each would only wait for the others.
_ASKING = ThreadPoolExecutor(2, "ask-ahead")


def ask_ahead(*questions: Callable[[], object]) -> None:
    """Start asking. Each question must keep its answer itself; the page asks it again where it needs it, and gets its error then."""
    context = get_script_run_ctx()

    def ask(question: Callable[[], object]) -> None:
        add_script_run_ctx(current_thread(), context)
        with suppress(Exception):
            question()

    for question in questions:
        _ASKING.submit(ask, question)
