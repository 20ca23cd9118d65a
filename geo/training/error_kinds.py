"""`python -m geo.training.error_kinds GOLD WORK`: what the names that were missed, invented and misplaced are, in kinds and counts.

Reads what `geo.training.recogniser.score_out_of_fold GOLD WORK --pipeline` left in WORK. A name counts as placed right as in
`geo.training.reliability`; demonyms and what else the annotation ignores counts neither way.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from geo.languages.places import place_words
from geo.records.names import fold_name
from geo.training.recogniser.gold import CORPORA
from geo.training.recognition import bare_span
from geo.training.reliability import is_right, most_overlapping, read_lines

Mention = dict[str, Any]
_WIDE = frozenset({"region", "water", "country"})
_UNITS = frozenset({"admin1", "admin2"})


def main() -> None:
    """Print one table: a line a kind, a column a corpus."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("work", type=Path)
    options = parser.parse_args()
    counts = {corpus: count_kinds(options.gold, options.work, corpus) for corpus in CORPORA}
    print("\n".join(table(counts)))


def count_kinds(gold: Path, work: Path, corpus: str) -> Counter[str]:
    """The errors of a corpus by kind. Raises InputError when it was not read yet."""
    readings = {str(r["article"]["id"]): r["mentions"] for r in read_lines(work / f"{corpus}.jsonl")}
    kinds: Counter[str] = Counter()
    for row in read_lines(gold / "places" / f"{corpus}.jsonl"):
        kinds.update(kinds_of(row, readings[str(row["article"]["id"])]))
    return kinds


def kinds_of(row: Mention, mentions: Sequence[Mention]) -> Iterator[str]:
    """The kinds of the errors of one article."""
    text, names = row["article"]["text"], row["toponyms"]
    left = [m for m in mentions if not any(_overlap(m, n) for n in row["ignore"])]
    for name in names:
        read = most_overlapping(name, mentions)
        if read is None:
            yield f"missed, {_form(text, name)}"
            continue
        ours, theirs = (bare_span(text, n["start"], n["end"]) for n in (read, name))
        if ours != theirs:
            yield f"read {'longer' if ours[1] - ours[0] > theirs[1] - theirs[0] else 'shorter'} than annotated"
        if name["lat"] is not None and not (read["place"] and is_right(read["place"], name)):
            yield f"placed wrong, {_misplaced(read['place'], name)}"
    known = {fold_name(n["text"]) for n in names}
    for mention in left:
        if not any(_overlap(mention, n) for n in names):
            yield f"invented, {'a name annotated elsewhere in the article' if fold_name(mention['text']) in known else _form(text, mention)}"


def _overlap(one: Mention, other: Mention) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _form(text: str, name: Mention) -> str:
    words = place_words()
    first, last = name["text"].split(" ")[0], name["text"].split(" ")[-1].lower().strip(".,")
    if " " in name["text"] and (words.after.get(last) or last in words.kinds_of):
        return "ending in a word for a site, street or unit"
    if not first[:1].isupper():
        return "in small letters"
    before, after = text[: name["start"]].split(" ")[-2:], text[name["end"] :].split(" ")[:2]
    beside = (
        before[0] if len(before) > 1 and not before[1] else "",
        after[1] if len(after) > 1 and not after[0] else "",
    )
    return "beside other capitals, so within a longer name" if any(w[:1].isupper() for w in beside) else "other"


def _misplaced(place: Mention | None, name: Mention) -> str:
    if place is None:
        return "no gazetteer has it" if name.get("country") is None else "a country without a place"
    same = fold_name(place["name"]) == fold_name(name["text"])
    if place["kind"] in _WIDE and same:
        return "a continent, sea or country whose point is elsewhere"
    if place["kind"] == "country":
        return "a country for a town or state of its name"
    return f"another {'unit' if place['kind'] in _UNITS else 'place'} of the name"


def table(counts: dict[str, Counter[str]]) -> Iterator[str]:
    """The lines of the table, most frequent kind first."""
    total = sum(counts.values(), Counter())
    yield f"| | {' | '.join(counts)} |"
    yield "|---" * (len(counts) + 1) + "|"
    for kind, _ in total.most_common():
        yield f"| {kind} | {' | '.join(str(c[kind]) for c in counts.values())} |"


if __name__ == "__main__":
    main()
