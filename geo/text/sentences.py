"""Tells the parser where sentences must and must not begin, before it parses.

News that was translated by machine, copied from a page or set in narrow lines breaks the parser's own judgement:
it splits at "km." and "Gen.", and runs headlines into the text below.
"""

import re

import numpy
from spacy.language import Language
from spacy.tokens import Doc, Token

from geo.languages.sentences import SentenceRules, sentence_rules

COMPONENT = "dateline_sentences"
SHORT_LINE = 60
"""A line shorter than this many characters was ended on purpose: a headline or a list, not a set width."""
LONGEST = 300
"""Words after which a sentence without an end is cut: a list, or a text without full stops, would take hours to be read."""
MUST, OPEN, MUST_NOT = 1, 0, -1
_MARK = {True: MUST, None: OPEN, False: MUST_NOT}
_ENDS = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_STOPS = frozenset(".!?…")
_CLOSING = frozenset("”’»)]}")
_BLANK = re.compile(r"\n[ \t\r]*\n")


@Language.component(COMPONENT)
def mark_sentence_starts(doc: Doc) -> Doc:
    """Sets `is_sent_start` where the layout or an abbreviation decides; leaves the rest to the parser."""
    rules = sentence_rules(doc.lang_ or "en")
    # Once: the model puts it together anew each time that it is asked for.
    text = doc.text
    heads = [match.span() for match in rules.dateline.finditer(text)]
    marks = numpy.zeros(len(doc), dtype="int64")
    previous: Token | None = None
    layout, length = "", 0
    for token in doc:
        if token.is_space:
            layout += token.text
            marks[token.i] = MUST_NOT if token.i else OPEN
            continue
        if previous is not None:
            mark = _MARK[_starts_in_head(token, heads, _starts(previous, token, layout, text, rules))]
            length = 0 if mark == MUST or (mark == OPEN and previous.text in _STOPS) else length + 1
            if length == LONGEST:
                mark, length = MUST, 0
            marks[token.i] = mark
        previous, layout = token, ""
    # All at once: setting a token's own `is_sent_start` looks through the whole text each time.
    return doc.from_array(["SENT_START"], marks.astype("uint64"))  # type: ignore[arg-type]


def _starts_in_head(token: Token, heads: list[tuple[int, int]], otherwise: bool | None) -> bool | None:
    """A dateline is one sentence and what follows it another: only so is its town no subject of the first verb."""
    for start, end in heads:
        if token.idx == end:
            return True
        if start < token.idx < end:
            return False
    return otherwise


def _starts(previous: Token, token: Token, layout: str, text: str, rules: SentenceRules) -> bool | None:
    if _BLANK.search(layout):
        return True
    if "\n" in layout:
        return _starts_line(previous, token, text)
    # Most words follow on a word, which ends nothing: told without further looks.
    if previous.text.isalpha() and token.text not in _CLOSING:
        return _unless_lower(token)
    return _starts_after(previous, token, rules)


def _starts_line(previous: Token, token: Token, text: str) -> bool | None:
    if not (token.text[0].isupper() or not token.text[0].isalnum()):
        return None
    return True if _ENDS.search(previous.text) or _line_length(previous, text) < SHORT_LINE else None


def _line_length(token: Token, text: str) -> int:
    end = token.idx + len(token)
    return end - (text.rfind("\n", 0, token.idx) + 1)


def _starts_after(previous: Token, token: Token, rules: SentenceRules) -> bool | None:
    if token.text in _CLOSING and not previous.whitespace_:
        return False
    word, stop = _before_stop(previous)
    if not stop:
        return None if _ENDS.search(previous.text) else _unless_lower(token)
    if word in rules.titles:
        return False
    if word in rules.abbreviations or word in rules.units:
        return None if token.is_title and (word in rules.units or token.lower_ in rules.openers) else False
    if not previous.whitespace_ and previous.text == "." and token.is_title and len(word) > 1:
        return True
    return _unless_lower(token)


def _unless_lower(token: Token) -> bool | None:
    return False if token.text[0].islower() else None


def _before_stop(token: Token) -> tuple[str, bool]:
    """The word that a full stop ends, lower case, and whether there is one."""
    if token.text == "." and token.i and not token.nbor(-1).whitespace_:
        return token.nbor(-1).lower_, True
    return token.lower_.removesuffix("."), token.text.endswith(".") and len(token) > 1


def add_sentence_rules(nlp: Language) -> Language:
    """The pipeline with the sentence rules ahead of its parser."""
    if COMPONENT not in nlp.pipe_names:
        nlp.add_pipe(COMPONENT, before="parser")
    return nlp
