"""Recognises toponyms: the gazetteer and the model's entities propose names, tags and neighbours confirm them."""

from collections.abc import Iterator, Sequence

from geo.gazetteers.base import PlaceNames
from geo.records.places import Toponym
from geo.records.text import ParsedSentence, Token

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})


def find_toponyms(sentences: Sequence[ParsedSentence], gazetteer: PlaceNames) -> tuple[Toponym, ...]:
    """The place names of an article's sentences, in order of their offsets."""
    return tuple(t for parsed in sentences for t in _in_sentence(parsed, gazetteer))


def _in_sentence(parsed: ParsedSentence, gazetteer: PlaceNames) -> Iterator[Toponym]:
    for run in _entity_runs(parsed):
        kept = [t for t in run if t.pos != "DET" and t.tag != "POS"]
        if kept:
            start, end = kept[0].start, kept[-1].end
            text = parsed.text[start - parsed.sentence.start : end - parsed.sentence.start]
            yield Toponym(parsed.sentence.index, start, end, text, reasons=(f"read as {run[0].entity}",))


def _entity_runs(parsed: ParsedSentence) -> Iterator[list[Token]]:
    run: list[Token] = []
    for token in parsed.tokens:
        if run and (token.entity_start or token.entity != run[0].entity):
            yield run
            run = []
        if token.entity in PLACE_LABELS:
            run.append(token)
    if run:
        yield run
