"""The trained reader of events: windows, context, and what is not asked for."""

from functools import cache

import numpy as np

from geo.records.text import Article, ParsedSentence
from geo.text.event_labels import KINDS, ROLES
from geo.text.event_model import CONTEXT, WindowScores, load_event_model
from geo.text.model import load_model
from geo.text.parse import parse_articles

LONG = " ".join(f"On day {n} the army captured village number {n} near Aleppo after fierce clashes." for n in range(40))


@cache
def sentences(text: str) -> tuple[ParsedSentence, ...]:
    (part,) = parse_articles(load_model(), [Article("a", "", text)])
    return part.sentences


def own_words(windows: list[WindowScores]) -> list[tuple[int, int]]:
    return [w.span(i, i) for w in windows for i in range(w.first, len(w.words))]


def test_every_word_is_read_once_and_in_order() -> None:
    spans = own_words(load_event_model().score(sentences(LONG)))
    assert spans == sorted(set(spans))
    assert "".join(LONG[s:e] for s, e in spans) == LONG.replace(" ", "")


def test_later_windows_see_what_stood_before() -> None:
    windows = load_event_model().score(sentences(LONG))
    assert len(windows) > 1
    assert windows[0].first == 0
    assert all(0 < w.first <= CONTEXT for w in windows[1:])


def test_chances_of_kinds_sum_to_one_and_shapes_fit() -> None:
    (window,) = load_event_model().score(sentences("Rebels captured Idlib."))
    assert np.allclose(window.kinds.sum(axis=1), 1, atol=1e-5)
    assert window.kinds.shape == (len(window.words), 1 + len(KINDS))
    assert window.queries.shape[:2] == (len(window.words), len(ROLES))


def test_a_trigger_stands_out_from_its_sentence() -> None:
    (window,) = load_event_model().score(sentences("Rebels captured Idlib on Saturday."))
    likely = 1 - window.kinds[:, 0]
    assert window.words[int(likely.argmax())].folded == "captured"


def test_windows_without_a_sentence_asked_for_are_not_read() -> None:
    parsed = sentences(LONG)
    last = load_event_model().score(parsed, lambda s: s is parsed[-1])
    assert len(last) == 1
    assert last[0].end == len(LONG)
    assert not load_event_model().score(parsed, lambda _: False)
