"""Who "we" and "our" are in a statement: the one side whose command or office the article lets speak."""

from collections.abc import Iterator, Sequence

from geo.languages.actors import ActorWords
from geo.records.actors import Actor, ActorMention
from geo.records.text import ParsedSentence, Token

_QUOTES = '“”"«»'


def take_up_speakers(
    sentences: Sequence[ParsedSentence], named: Sequence[ActorMention], words: ActorWords
) -> Iterator[ActorMention]:
    """A mention for each "our" outside quotation, where exactly one side of the article is named as speaking; else none."""
    speaker = find_speaker(sentences, named, words)
    if speaker is None:
        return
    for sentence in sentences:
        if any(mark in sentence.text for mark in _QUOTES):
            continue
        ours = (t for t in sentence.tokens if t.tag == "PRP$" and t.text.lower() in words.speakers)
        yield from (ActorMention(t.start, t.end, t.text, speaker, "reference") for t in ours)


def find_speaker(sentences: Sequence[ParsedSentence], named: Sequence[ActorMention], words: ActorWords) -> Actor | None:
    """The side that a statement comes from ("the operations room of X", "the X command"); None where it is none or several."""
    found: dict[str, Actor] = {}
    for mention in named:
        sentence = next((s for s in sentences if s.sentence.start <= mention.start < s.sentence.end), None)
        known = mention.actor is not None and (mention.method != "reference" or mention.actor.kind == "state_force")
        if sentence is None or mention.actor is None or not known:
            continue
        if any(_speaks(sentence, t, words) for t in sentence.tokens_in(mention.start, mention.end)):
            found[mention.actor.id] = mention.actor
    return next(iter(found.values())) if len(found) == 1 else None


def _speaks(sentence: ParsedSentence, token: Token, words: ActorWords) -> bool:
    """Whether a word is, or belongs to, a noun for those who speak for a side, as that noun's owner or issuer."""
    above = sentence.tokens[token.head]
    if above.text.lower() in words.owned_by:
        above = sentence.tokens[above.head]
    if token.dep == "nsubj":
        objects = (t for t in sentence.tokens if t.head == above.index and t.dep == "dobj")
        return any(t.lemma.lower() in words.spokes for t in objects)
    near = (token, above) if token.dep in ("pobj", "compound", "poss", "amod", "nmod") else (token,)
    return any(t.lemma.lower() in words.spokes for t in near)
