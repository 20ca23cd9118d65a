"""Buttons in the page's own HTML: words escaped, and only what has a handler is done."""

import pytest

from geo.panels.acts import act_button, read_act, take_act
from tests.browser.hostile import STRINGS


@pytest.mark.parametrize("text", STRINGS)
def test_words_of_a_button_stay_words(text: str) -> None:
    made = act_button("show", text, text, hint=text)
    assert made.count("<") == made.count(">") == 2
    assert made.startswith('<button type="button" class="dl-act " data-act="show:')


def test_pressed_button_calls_its_handler_with_all_that_follows_the_first_colon() -> None:
    heard: list[str] = []
    take_act("show:gn:172955", {"show": heard.append})
    take_act("steal:gn:172955", {"show": heard.append})
    take_act("", {"show": heard.append})
    assert heard == ["gn:172955"]


@pytest.mark.parametrize(("value", "pressed"), [({"act": "show:1"}, "show:1"), ({"act": 3}, ""), (None, ""), ({}, "")])
def test_answer_of_another_form_is_nothing(value: object, pressed: str) -> None:
    assert read_act(value) == pressed
