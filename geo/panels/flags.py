"""Saying that something was read wrongly: a button at each sentence, a form for who and why, and the word of those who did."""

from collections.abc import Callable, Iterator
from contextvars import ContextVar
from datetime import UTC, datetime

import streamlit as st

from geo.errors import StoreError
from geo.panels.acts import act_button
from geo.panels.answers import Answers, forget_counts
from geo.panels.facts import actor_name, where
from geo.panels.rights import page_rights, read_user
from geo.panels.state import change, current, guard
from geo.panels.words import escape, mark_sentence, plain_label
from geo.records.facts import ControlChange, StatedDistance
from geo.records.flags import Flag, ReadingKey, change_key, distance_key, place_key
from geo.records.places import PlaceMention
from geo.records.views import ReportedSentence, View
from geo.views.flagged import NO_FLAGS, Standing, standing_flags
from geo.views.wording import PREPOSITIONS, STATUSES, name_kind, write_day, write_distance

FLAG = "flag"
"""The act of the button (`geo.panels.acts`)."""
MOST_WHY, MOST_NAME = 300, 80
_STANDING: ContextVar[Standing] = ContextVar("flags", default=NO_FLAGS)


def remember_flags(answers: Answers) -> None:
    """Keep which readings are flagged, for the lists of this run."""
    _STANDING.set(standing_flags(answers.flags))


def remembered_flags() -> Standing:
    """The flags of this run; none outside a run."""
    return _STANDING.get()


def may_flag() -> bool:
    """Whether this visitor may say that something was read wrongly."""
    return page_rights() == "write"


def flag_button(told: ReportedSentence) -> str:
    """A button that asks what in a sentence was read wrongly, as HTML."""
    about = f"{told.article.id} {told.sentence.index}"
    return act_button(FLAG, about, "Flag", hint="Say that this was read wrongly", css="dl-flag")


def flag_lines(told: ReportedSentence, standing: Standing) -> str:
    """Who flagged what in a sentence, when and why, as HTML."""
    lines = (
        f'<div class="dl-flagged">Flagged as wrong: {escape(words)} · {flag_words(standing[key])}</div>'
        for key, words in readings_of(told)
        if key in standing
    )
    return "".join(lines)


def flag_words(flag: Flag) -> str:
    """Who, when and why, as HTML."""
    why = f": {escape(flag.why)}" if flag.why else ""
    return f"{escape(flag.who)}, {write_day(flag.since.date())}{why}"


def readings_of(told: ReportedSentence) -> Iterator[tuple[ReadingKey, str]]:
    """All that was read in a sentence, each with its key and in words. Plain text."""
    yield from ((change_key(change), change_words(change)) for change in told.changes)
    yield from ((distance_key(distance), distance_words(distance)) for distance in told.distances)
    yield from ((place_key(told.article.id, m), place_words(m)) for m in told.mentions if m.place)


def change_words(change: ControlChange) -> str:
    """ "Capture of Raqqa, done, by Islamic State". Plain text."""
    places = ", ".join(m.place.name if m.place else m.text for m in change.places) or "a place not named"
    named = (("by", change.gained_by), ("held by", change.held_by), ("lost by", change.lost_by))
    sides = [f"{word} {actor_name(who)}" for word, who in named if who]
    what = f"{name_kind(change)} {PREPOSITIONS.get(change.kind, 'of')} {places}"
    return ", ".join([what, STATUSES[change.status], *sides])


def distance_words(distance: StatedDistance) -> str:
    """ "Raqqa to Aleppo, stated 160 km, measured 169 km (+5%)". Plain text."""
    ends = [m.place.name if m and m.place else m.text if m else "?" for m in (distance.of_place, distance.from_place)]
    return f"{ends[0]} to {ends[1]}, {write_distance(distance)}"


def place_words(mention: PlaceMention) -> str:
    """ "“Raqqa” is Raqqa, Syria". Plain text."""
    if mention.place is None:
        return f"“{mention.text}” is no place known"
    inside = where(mention.place)
    return f"“{mention.text}” is {mention.place.name}" + (f", {inside}" if inside else "")


def ask_about(about: str) -> None:
    """Ask what was read wrongly in the sentence that a button named. For use as the handler of FLAG."""
    change(flagging=about)


def show_flagging(answers: Answers) -> None:
    """The form, where somebody pressed a sentence's button and may flag."""
    about = current().flagging
    if about and may_flag():
        told = _find(answers, about)
        if told:
            _ask(answers, told)
        else:
            _close()


def _find(answers: Answers, about: str) -> ReportedSentence | None:
    """The sentence that a button named with all that was read in it; what names none finds none: it comes from a browser."""
    article_id, _, number = about.partition(" ")
    view = View(articles=(article_id,))
    found = answers.store.sentences(view, limit=10_000) if article_id else []
    return next((told for told in found if str(told.sentence.index) == number), None)


def _close() -> None:
    change(flagging="")


@st.dialog("What was read wrongly?", width="medium", on_dismiss=guard(_close))
def _ask(answers: Answers, told: ReportedSentence) -> None:
    standing, readings = standing_flags(answers.flags), list(readings_of(told))
    st.html(f'<p class="dl-quote" dir="auto">{mark_sentence(told)}</p>')
    free = [(key, words) for key, words in readings if key not in standing]
    wrong = [key for number, (key, words) in enumerate(free) if _tick(number, words, alone=len(free) == 1)]
    for key, words in readings:
        if key in standing:
            st.html(f'<p class="dl-flagged">{escape(words)} · flagged by {flag_words(standing[key])}</p>')
    who = ask_who()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if free:
            why = (
                st.text_input(
                    "Why (if you like)", key=f"flag_why {told.article.id} {told.sentence.index}", max_chars=MOST_WHY
                )
                or ""
            ).strip()
            if st.button("Flag as wrong", type="primary", disabled=not (wrong and who), icon=":material/flag:"):
                raised = [make_flag(told, key, who, why) for key in wrong]
                _change(lambda: answers.store.flag(raised))
        if len(free) < len(readings) and st.button("Take back", disabled=not who, icon=":material/undo:"):
            _change(lambda: answers.store.take_back([key for key, _ in readings if key in standing], who))
    st.caption("Nothing is deleted. What is flagged is hidden from all who use this store until their filter shows it.")


def ask_who(key: str = "flag_who") -> str:
    """The name of who corrects something: that of who is logged in, else one that is asked for once a session; "" before it is given."""
    user = read_user()
    if user:
        return user
    name = (st.text_input("Your name", current().flagger, key=key, max_chars=MOST_NAME) or "").strip()
    change(flagger=name)
    return name


def _tick(number: int, words: str, *, alone: bool) -> bool:
    return st.checkbox(plain_label(words), value=alone, key=f"flag_what_{number}")


def make_flag(told: ReportedSentence, key: ReadingKey, who: str, why: str) -> Flag:
    """A flag of now on a reading of a sentence."""
    start = told.sentence.start
    words = told.text[key.start - start : key.end - start]
    return Flag(key, told.sentence.index, words, told.text, who, datetime.now(UTC), why, places_in(told, key))


def places_in(told: ReportedSentence, key: ReadingKey) -> tuple[str, ...]:
    """The ids of the places that a reading of a sentence speaks of."""
    named = {change_key(change): change.places for change in told.changes}
    named |= {distance_key(d): tuple(m for m in (d.of_place, d.from_place) if m) for d in told.distances}
    named |= {place_key(told.article.id, mention): (mention,) for mention in told.mentions}
    return tuple(dict.fromkeys(m.place.id for m in named.get(key, ()) if m.place))


def _change(act: Callable[[], int]) -> None:
    if not may_flag():
        return
    try:
        act()
    except StoreError as error:
        st.error("It could not be kept.", icon=":material/error:")
        st.text(str(error))
        return
    forget_counts()
    _close()
    st.rerun()
