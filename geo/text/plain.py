"""Writes a text plainly before it is read: invisible signs, marks of markup, lists and what pages set around a report.

The model and the rules read the plain text; `Offsets` leads every place in it back to the text as it was given, so that
what is shown and exported stands where the reader of the report sees it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from geo.languages.actors import actor_table
from geo.languages.dates import date_rules
from geo.languages.plain import PlainRules, plain_rules
from geo.records.text import TITLE_GAP

Edit = tuple[int, int, str]
"""A stretch of a text and what is read in its place."""

_INVISIBLE = "\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0e\ufe0f\ufeff"
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# Signs for the Arabic ayn and hamza: names are looked up without them, and the model parts a word there.
_AYN = "\u02b9\u02ba\u02bb\u02bd-\u02bf\u02c8"
_SIGNS = "\u20e3\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001f1e5\U0001f200-\U0001faff"
_FLAG = "[\U0001f1e6-\U0001f1ff]{2}"
_SUPERSCRIPT = "\u00b9\u00b2\u00b3\u2070-\u2079\u2020\u2021"
_STRANGE = re.compile(
    f"(?P<invisible>[{_INVISIBLE}]+)|(?P<space>[{_SPACES}])|(?P<ayn>[{_AYN}])|(?P<apostrophe>\u02bc)"
    f"|(?P<flags>(?:{_FLAG}[{_INVISIBLE}]*)+)|(?P<sign>[{_SIGNS}])|(?P<raised>(?<=\\w\\w\\w)[{_SUPERSCRIPT}]+)"
    r"|(?P<image>!\[[^\[\]\n]{0,300}\]\([^\s()]{1,500}\))"
    r"|\[(?P<linked>[^\[\]\n]{1,300})\]\((?:[^\s()]|\([^\s()]*\)){1,500}\)"
    r"|\[(?P<bracketed>[^\[\]\n]{1,60})\](?!\()"
    r"|(?<![\w&/#])#(?P<tag>[^\W\d_]\w+)|^(?P<heading>#{1,6}[ \t]+)"
    r"|(?P<bold>(?<![\w*])(?:\*{1,3}|__)(?=[^\s*_])|(?<=[^\s*_])(?:\*{1,3}|__)(?![\w*]))",
    re.MULTILINE,
)
_ASCII_MARKS = re.compile(r"[\[#*_]")
_HUMP = re.compile(r"_|(?<=[a-z])(?=[A-Z])")
_BROKEN = re.compile(r"(?<![\w-])(?P<name>(?:\w+[-’'])*)(?P<first>\w+)-(?P<gap>[ \t]*\r?\n[ \t]*)(?=(?P<next>\w))")
_BULLET = r"(?:[-–—*•▪▫●○◦‣⁃∙·►▶■□]|\(?\d{1,2}[.)]|\([a-z]\)|[a-z]\))[ \t]+"
_LINES = rf"(?:\n(?:[ \t]*\n)?[ \t]*{_BULLET}[^\n]+)+"
_LIST = re.compile(rf"(?P<lead>^[^\n]*[^\s.!?])[ \t]*(?P<items>{_LINES})", re.MULTILINE)
_ITEM = re.compile(rf"^(?P<mark>[ \t]*{_BULLET})(?P<text>[^\n]+?)(?P<end>[ \t]*[,;.]?[ \t]*)$", re.MULTILINE)
_SERIES = re.compile(
    r"\b(?P<word>\w+)(?P<colon>:) (?P<items>[^\W\d_a-z][^;:.\n]{1,40}(?:; (?:and )?[^\W\d_a-z][^;:.\n]{1,40})+)(?=[.\n]|$)"
)
_LONGEST_ITEM = 6
"""Words above which a line of a list tells something for itself."""


@dataclass(frozen=True, slots=True)
class Offsets:
    """Where the stretches of an edited text stood in the one it was made of: rows of edited start and end, and those before."""

    rows: tuple[tuple[int, int, int, int], ...]
    _starts: tuple[int, ...] = field(default=(), compare=False)

    def start(self, at: int) -> int:
        """Where the character at an offset of the edited text began."""
        row = bisect_right(self._starts, at) - 1
        if row < 0:
            return at
        start, end, before, behind = self.rows[row]
        return before if start <= at < end else behind + at - end

    def end(self, at: int) -> int:
        """Where a stretch that ends before an offset of the edited text ended."""
        row = bisect_right(self._starts, at - 1) - 1
        if row < 0:
            return at
        start, end, _, behind = self.rows[row]
        return behind if start <= at - 1 < end else behind + at - end


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text as it is read, and how its offsets lead back to the text as given."""

    text: str
    steps: tuple[Offsets, ...] = ()

    def start(self, at: int) -> int:
        """An offset at which something begins, in the text as given."""
        for step in reversed(self.steps):
            at = step.start(at)
        return at

    def end(self, at: int) -> int:
        """An offset at which something ends, in the text as given."""
        for step in reversed(self.steps):
            at = step.end(at)
        return at


def write_plainly(text: str, language: str = "en") -> PlainText:
    """The text without what is no word of it, and with lists as sentences; most texts stay as they are."""
    rules, steps = plain_rules(language), []
    for find in (_strange, _broken_lines, _furniture, _lists, _bullets, _heads, _series):
        edits = list(find(text, rules))
        if edits:
            text, offsets = _apply(text, edits)
            steps.append(offsets)
    return PlainText(text, tuple(steps))


def _apply(text: str, edits: Iterable[Edit]) -> tuple[str, Offsets]:
    pieces: list[str] = []
    rows: list[tuple[int, int, int, int]] = []
    at = made = 0
    for start, end, new in edits:
        pieces += (text[at:start], new)
        made += start - at
        rows.append((made, made + len(new), start, end))
        made += len(new)
        at = end
    pieces.append(text[at:])
    return "".join(pieces), Offsets(tuple(rows), tuple(row[0] for row in rows))


def _strange(text: str, rules: PlainRules) -> Iterator[Edit]:
    found = [*_signs(text, rules), *_codes(text, rules), *((*m.span("hyphen"), "") for m in rules.again.finditer(text))]
    at = 0
    for edit in sorted(found):
        if edit[0] >= at:
            yield edit
            at = max(at, edit[1])


def _signs(text: str, rules: PlainRules) -> Iterator[Edit]:
    if text.isascii() and not _ASCII_MARKS.search(text):
        return
    for match in _STRANGE.finditer(text):
        kind, (start, end) = match.lastgroup, match.span()
        if kind in ("linked", "bracketed", "tag"):
            yield from _INSIDE[kind](text, match, rules)
        elif kind == "flags":
            yield start, end, _nation_of(text, match, rules)
        elif kind == "sign":
            yield start, end, _stop_for(text, start, end)
        elif kind is not None:
            yield start, end, _INSTEAD.get(kind, "")


_INSTEAD = {"space": " ", "apostrophe": "'"}


def _stop_for(text: str, start: int, end: int) -> str:
    """What an emoji is read as: the end of a sentence between words and what begins anew, else a space."""
    behind = text[end:].lstrip()[:1]
    before = text[:start].rstrip(" ")[-1:]
    return ". " if before.isalnum() and (behind == "#" or behind.isupper()) else " "


def _in_link(text: str, match: re.Match[str], rules: PlainRules) -> Iterator[Edit]:
    """ "[Saraqib](https://…)": the words alone, themselves written plainly."""
    first, last = match.span("linked")
    yield match.start(), first, ""
    yield from ((first + start, first + end, new) for start, end, new in _signs(text[first:last], rules))
    yield last, match.end(), ""


def _in_brackets(text: str, match: re.Match[str], rules: PlainRules) -> Iterator[Edit]:
    """ "Saraqib[1]" without its note, "[Saraqib] fell" without its brackets."""
    first, last = match.span("bracketed")
    words = match["bracketed"].strip()
    behind = match.start() and not text[match.start() - 1].isspace()
    if rules.note.fullmatch(words) and (behind or not words.isdigit()):
        yield match.start(), match.end(), ""
    elif words in ("...", "…"):
        yield match.start(), match.end(), " "
    elif words[:1].isalpha():
        yield match.start(), first, ""
        yield from ((first + start, first + end, new) for start, end, new in _signs(text[first:last], rules))
        yield last, match.end(), ""


def _in_tag(text: str, match: re.Match[str], rules: PlainRules) -> Iterator[Edit]:
    """ "#DeirEzzor" as "Deir Ezzor"."""
    first, _ = match.span("tag")
    yield match.start(), first, ""
    yield from ((first + m.start(), first + m.end(), " ") for m in _HUMP.finditer(match["tag"]))


_INSIDE = {"linked": _in_link, "bracketed": _in_brackets, "tag": _in_tag}


def _nation_of(text: str, match: re.Match[str], rules: PlainRules) -> str:
    """A flag before those who fight, or before what they do, as their nation; any other flag says nothing."""
    behind = re.match(r"\s*(\w+)", text[match.end() :])
    flag = [c for c in match["flags"] if "\U0001f1e6" <= c <= "\U0001f1ff"][-2:]
    code = "".join(chr(ord(c) - 0x1F1E6 + ord("A")) for c in flag)
    word = behind[1].lower() if behind else ""
    if code not in _adjectives() or word not in rules.forces | rules.deeds:
        return ""
    forces = "" if word in rules.forces else " forces"
    gap = "" if text[match.end() : match.end() + 1].isspace() else " "
    return f"{_adjectives()[code]}{forces}{gap}"


@cache
def _adjectives() -> dict[str, str]:
    """The first adjective of each nation by its code (ISO 3166-1 alpha-2)."""
    found: dict[str, str] = {}
    for demonym, code in actor_table().demonyms.items():
        found.setdefault(code, demonym.title())
    return found


def _codes(text: str, rules: PlainRules) -> Iterator[Edit]:
    for match in rules.code.finditer(text):
        adjective = rules.codes[match["code"]]
        yield match.start(), match.end(), adjective if match["forces"] else f"{adjective} forces"


def _broken_lines(text: str, rules: PlainRules) -> Iterator[Edit]:
    """ "Jisr al-" and "Shughur" in the next line, "gover-" and "nor"."""
    for match in _BROKEN.finditer(text):
        kept = match["next"].isupper() or match["first"].lower() in rules.articles | rules.prefixes
        gap = match.start("gap")
        if not (match["first"].isdigit() or match["next"].isdigit()):
            yield gap - (0 if kept else 1), match.end("gap"), ""


def _furniture(text: str, rules: PlainRules) -> Iterator[Edit]:
    return ((*match.span(), "") for match in rules.left_out.finditer(text))


def _lists(text: str, rules: PlainRules) -> Iterator[Edit]:
    """Short lines behind marks, under a line that leads to them, as one sentence."""
    for match in _LIST.finditer(text) if "\n" in text else ():
        items = list(_ITEM.finditer(text, match.start("items"), match.end("items")))
        if items and all(_is_name(item["text"]) for item in items):
            yield from _as_sentence(match, items, rules)


def _bullets(text: str, rules: PlainRules) -> Iterator[Edit]:
    """The marks before lines that tell something for themselves."""
    items = list(_ITEM.finditer(text)) if "\n" in text else []
    if len(items) > 1:
        yield from ((*item.span("mark"), "") for item in items)


def _heads(text: str, rules: PlainRules) -> Iterator[Edit]:
    """ "28 May 2015: rebels seized …": a day or an hour before a line is a heading of its own, and stands as a paragraph."""
    dates = date_rules(rules.language)
    inside = {m.end(): m for m in dates.line_head.finditer(text)}
    alone = [m for m in dates.heading.finditer(text) if m["date"] and m.end() not in inside]
    for match in sorted((*inside.values(), *alone), key=lambda m: m.start()):
        if match.start() and not text.endswith(TITLE_GAP, 0, match.start()):
            yield match.start(), match.start(), "\n"
        if match.end() in inside:
            yield match.end(), match.end(), TITLE_GAP
        elif text.startswith("\n", match.end()) and not text.startswith(TITLE_GAP, match.end()):
            yield match.end(), match.end(), "\n"


def _is_name(item: str) -> bool:
    words = item.split()
    return len(words) <= _LONGEST_ITEM and words[0].lstrip("\"'“‘(").lower() != words[0] and item[-1] not in ".!?:"


def _as_sentence(match: re.Match[str], items: list[re.Match[str]], rules: PlainRules) -> Iterator[Edit]:
    lead, last = match["lead"], match.end("lead")
    word = re.search(r"(\w+):$", lead)
    if word and word[1].lower() in rules.listing:
        last -= 1
    between = " " if word else ": "
    for number, item in enumerate(items):
        yield last, item.end("mark"), between if number == 0 else ", "
        last = item.end("text")
    yield last, max(last, items[-1].end("end")), "."


def _series(text: str, rules: PlainRules) -> Iterator[Edit]:
    """ "Took: A; B; and C" as "took A, B, and C"."""
    for match in _SERIES.finditer(text):
        if match["word"].lower() in rules.listing:
            yield (*match.span("colon"), "")
        first = match.start("items")
        yield from ((first + m.start(), first + m.end(), ",") for m in re.finditer(";", match["items"]))
