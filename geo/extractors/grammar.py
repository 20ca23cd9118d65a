"""Who does what to what in a parsed sentence: subjects, objects and phrases across passives, participles and conjunctions.

The relations are those of ClearNLP, as spaCy's English models give them. A path such as `object>prep:of|over` is a list of
steps, each from a word to the words that stand in that relation to it; `follow` walks one.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from geo.records.text import ParsedSentence, Token

DEEPEST = 8
"""Steps up the tree before a search for an owner ends: longer chains are misread sentences."""
_SHARED = 3
"""Words between two verbs that share the object behind the second: "captured and later annexed the town"."""
_SIDES = ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "deep", "further")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_RELATIVE = ("that", "which", "who", "whom", "what")
_PREMODIFIERS = (
    "compound", "amod", "nmod", "nummod", "poss", "npadvmod", "advmod", "quantmod", "det", "case", "punct", "cc", "conj",
)  # fmt: skip
_TIMES = ("DATE", "TIME", "CARDINAL")


class Tree:
    """A parsed sentence with the children of each word listed once, so that every step costs what it finds."""

    def __init__(self, sentence: ParsedSentence) -> None:
        self.sentence = sentence
        self.tokens = _mend_acronyms(sentence.tokens)
        self._hang()
        for token in self.tokens:
            if token.tag == "VBD" and token.index and self.tokens[token.index - 1].text == ",":
                self._mend(token)

    def _hang(self) -> None:
        self._kids: list[list[Token]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                self._kids[token.head].append(token)

    def _mend(self, verb: Token) -> None:
        """ "The offensive in Mosul, considered the capital of ISIS began": the second verb is the main one."""
        subjects = [k for k in self._kids[verb.index] if k.dep == "nsubj" and k.index < verb.index - 1]
        later = next((k for k in self._kids[verb.index] if k.dep == "ccomp" and k.tag in ("VBD", "VBZ") and k.index > verb.index), None)
        if later is None or not subjects or any(k.dep in ("mark", "dobj") for k in self._kids[verb.index]):
            return
        between = [k for k in self._kids[later.index] if k.dep == "nsubj" and verb.index < k.index < later.index]
        if between:
            named = self.tokens[verb.index - 2]
            changed = {t.index: replace(t, dep="oprd") for t in between}
            changed |= {s.index: replace(s, head=later.index) for s in subjects}
            changed |= {later.index: replace(later, head=later.index, dep="ROOT"), verb.index: replace(verb, head=named.index, dep="acl")}
            changed |= {t.index: replace(t, head=verb.index, dep="oprd") for t in between}
            self.tokens = tuple(changed.get(t.index, t) for t in self.tokens)
            self._hang()

    def kids(self, index: int, *deps: str) -> list[Token]:
        """The words directly below one word, from left to right; only those in the relations named, where any are."""
        found = self._kids[index]
        return [t for t in found if t.dep in deps] if deps else found

    def kids_of(self, index: int, *deps: str) -> list[int]:
        """The places in the sentence of `kids`."""
        return [k.index for k in self.kids(index, *deps)]

    def head(self, index: int) -> Token | None:
        """The word above, None at the root."""
        token = self.tokens[index]
        return None if token.head == index else self.tokens[token.head]

    def conjuncts(self, index: int) -> list[int]:
        """The word and those joined to it by "and" or commas, in order."""
        found = [index]
        for kid in self.kids(index, "conj"):
            if kid.pos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X") or self.tokens[index].pos == "VERB":
                found += self.conjuncts(kid.index)
        return found

    def below(self, index: int) -> list[int]:
        """The word and all below it, from left to right."""
        found, waiting = [], [index]
        while waiting:
            at = waiting.pop()
            found.append(at)
            waiting += (k.index for k in self._kids[at])
        return sorted(found)

    def above(self, index: int) -> list[Token]:
        """The words above one word, nearest first."""
        found: list[Token] = []
        head = self.head(index)
        while head is not None and len(found) < len(self.tokens):
            found.append(head)
            head = self.head(head.index)
        return found

    def text(self, first: int, last: int) -> str:
        """The sentence's words from token `first` to token `last`, as written."""
        base = self.sentence.sentence.start
        return self.sentence.text[self.tokens[first].start - base : self.tokens[last].end - base]

    def phrase(self, index: int) -> tuple[int, int]:
        """First and last token of the noun phrase around its head: what stands before it and belongs to it, without article."""
        first = index
        for at in range(index - 1, -1, -1):
            token = self.tokens[at]
            if token.dep not in _PREMODIFIERS or not self._within(at, index):
                break
            if token.dep not in ("det", "punct", "case", "cc") or token.text in "-–'’":
                first = at
        opening = first and self.tokens[first - 1].text in "“\"‘«"
        return (first - 1 if opening and any(t.text in "”\"’»" for t in self.tokens[first:index]) else first), index

    def _within(self, at: int, head: int) -> bool:
        for _ in range(DEEPEST):
            if at == head:
                return True
            at = self.tokens[at].head
        return False

    def is_passive(self, verb: int) -> bool:
        """Whether a verb form is passive: "was taken", "taken by", "the town held by", "and taken" after a passive."""
        token = self.tokens[verb]
        if token.tag not in ("VBN", "VBD"):
            return False
        deps = {k.dep for k in self._kids[verb]}
        if deps & {"nsubjpass", "auxpass"}:
            return True
        if token.tag == "VBN" and any(k.dep == "aux" and k.lemma == "have" for k in self._kids[verb]):
            return False
        if token.tag == "VBN" and ("agent" in deps or self._by(verb)):
            return True
        if token.dep in ("acl", "amod") and "dobj" not in deps and "nsubj" not in deps:
            return True
        return token.dep == "conj" and not deps & {"nsubj", "aux", "dobj"} and self.is_passive(token.head)

    def _by(self, index: int) -> bool:
        return any(k.dep in ("prep", "agent") and k.text.lower() == "by" for k in self._kids[index])

    def subject(self, verb: int) -> list[int]:
        """The logical subject: who does it, through passives, participles, infinitives and conjunctions."""
        if self.is_passive(verb) or (self.tokens[verb].tag == "VBG" and self._by(verb)):
            return self.prep(verb, ("by",))
        return self.surface_subject(verb)

    def surface_subject(self, verb: int, depth: int = DEEPEST) -> list[int]:
        """The subject as it stands, or the one that the verb shares with the word above it."""
        own = [k.index for k in self.kids(verb, *_SUBJECTS)]
        if own:
            return [self._antecedent(i, verb) for i in reversed(own)]
        token, head = self.tokens[verb], self.head(verb)
        if head is None or depth == 0:
            return []
        if (aimed := self._noun_before_to(verb)) is not None and (owners := self.owner(aimed, depth - 1)):
            return owners
        if token.dep == "pcomp":
            above = self.head(head.index)
            if above is not None and head.text.lower() == "from" and (moved := self.kids(above.index, "dobj")):
                return [moved[0].index]
            return self._subject_or_owner(above, depth - 1) if above is not None else []
        if token.dep in ("acl", "amod") and token.tag == "VBG":
            if token.dep == "acl":
                return [head.index]
            above = self.head(head.index)
            return self._subject_or_owner(above, depth - 1) if head.dep == "pobj" and above is not None else []
        if token.dep == "xcomp" and (moved := self.kids(head.index, "dobj")) and head.pos in ("VERB", "AUX"):
            return [k.index for k in moved]
        return self._subject_or_owner(head, depth - 1)

    def _noun_before_to(self, verb: int) -> int | None:
        """The noun whose aim an infinitive tells: "the operation to retake", wherever the parse hangs it."""
        for kid in self.kids(verb, "aux"):
            if kid.tag == "TO" and kid.index and self.tokens[kid.index - 1].pos == "NOUN":
                before = self.tokens[kid.index - 1]
                return before.index if before.dep in ("dobj", "pobj", "nsubj", "attr", "nsubjpass", "conj") else None
        return None

    def _subject_or_owner(self, head: Token, depth: int) -> list[int]:
        if head.pos in ("VERB", "AUX"):
            return self.surface_subject(head.index, depth)
        if head.pos == "ADP":
            above = self.head(head.index)
            return self._subject_or_owner(above, depth - 1) if above is not None and depth else []
        return self.owner(head.index, depth)

    def _antecedent(self, index: int, verb: int) -> int:
        """The word that a relative pronoun stands for; any other word itself."""
        token = self.tokens[verb]
        if self.tokens[index].text.lower() in _RELATIVE and token.dep in ("relcl", "acl"):
            return token.head
        return index

    def owner(self, noun: int, depth: int = DEEPEST) -> list[int]:
        """Whose deed a noun is: "the army's offensive", "an offensive by the army", "the army launched an offensive"."""
        token, head = self.tokens[noun], self.head(noun)
        own = [k.index for k in self.kids(noun, "poss")]
        if own and self.tokens[own[0]].pos == "PRON" and token.dep == "dobj" and head is not None:
            return self.subject(head.index) or own
        if own:
            return own
        if by := self.prep(noun, ("by",)):
            return by
        if modifiers := [k.index for k in self.kids(noun, "compound", "amod", "nmod") if k.tag in ("NNP", "NN", "NNS", "NNPS") or k.entity == "NORP"]:
            return modifiers[:1]
        if head is None or depth == 0:
            return []
        if token.dep in ("dobj", "attr") and head.pos in ("VERB", "AUX"):
            return self.subject(head.index)
        if token.dep == "pobj" and (above := self.head(head.index)) is not None:
            return self._subject_or_owner(above, depth - 1)
        return self.owner(head.index, depth - 1) if token.dep == "conj" else []

    def bearer(self, noun: int) -> list[int]:
        """What a noun after a preposition is said of: the noun before it, or the subject of "is under siege"."""
        preposition = self.head(noun)
        if preposition is None or preposition.dep not in ("prep", "pcomp", "agent"):
            return []
        above = self.head(preposition.index)
        if above is None:
            return []
        return self.surface_subject(above.index) if above.pos in ("VERB", "AUX") else [above.index]

    def object(self, verb: int) -> list[int]:
        """The logical object: what it is done to, whether object, subject of a passive, or the noun of a relative clause."""
        token = self.tokens[verb]
        if token.dep == "amod" and token.tag == "VBG":
            return [token.head]
        if self.is_passive(verb):
            if token.dep in ("acl", "amod", "relcl") and not self.kids(verb, "nsubjpass"):
                return [token.head]
            return self.surface_subject(verb)
        own = [k.index for k in self.kids(verb, "dobj")]
        if own:
            return [self._antecedent(i, verb) for i in own]
        if token.dep == "relcl" and self.kids(verb, "nsubj"):
            return [token.head]
        shared = next((k for k in self.kids(verb, "conj") if k.pos == "VERB" and self.kids(k.index, "dobj")), None)
        if shared is not None and shared.index - verb <= _SHARED and not self.kids(verb, "prep", "ccomp", "xcomp"):
            return self.object(shared.index)
        return [k.index for k in self.kids(verb, "ccomp", "oprd", "attr", "npadvmod") if k.pos in ("NOUN", "PROPN") and k.entity not in _TIMES]

    def prep(self, index: int, names: Iterable[str], near: bool = True) -> list[int]:
        """The nouns after prepositions on a word; "out of" and "east of" count under their first and their last word.

        Not `near` leaves out what hangs on an adverb ("12 km north of").
        """
        found: list[int] = []
        wanted = ("prep", "agent", "dative", "prt", "advmod", "conj") if near else ("prep", "agent", "conj")
        for kid in self._kids[index]:
            if kid.dep in wanted and (kid.pos in ("ADP", "ADV", "SCONJ", "PART") or kid.dep == "prep") and not self.kids(kid.index, "npadvmod"):
                found += self._after(kid, names, False)
        return found

    def _after(self, kid: Token, names: Iterable[str], named: bool) -> list[int]:
        word = kid.text.lower()
        named = named or word in names
        if word in _SIDES:
            names, named = (("of",), False) if named or "of" in names else ((), False)
        found: list[int] = []
        for below in self._kids[kid.index]:
            if below.dep == "pobj" and named:
                found.append(below.index)
            elif below.dep in ("prep", "conj", "advmod", "pcomp") and below.pos in ("ADP", "ADV", "SCONJ"):
                found += self._after(below, names, named)
        return found

    def follow(self, index: int, path: str) -> list[int]:
        """The words at the end of a path from one word, for example `object>prep:of|over`."""
        at = [index]
        for step in path.split(">"):
            name, _, words = step.partition(":")
            at = [found for i in at for found in self._step(i, name, tuple(words.split("|")) if words else ())]
        return at

    def deep(self, index: int, names: Iterable[str]) -> list[int]:
        """The nouns after prepositions anywhere below a word."""
        return [found for at in self.below(index) for found in self.prep(at, names, near=False)]

    def _step(self, index: int, name: str, words: tuple[str, ...]) -> list[int]:
        if name == "prep":
            return self.prep(index, words)
        if name == "deep":
            return self.deep(index, words)
        return _STEPS[name](self, index)


def _mend_acronyms(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Tokens in which "IS", read as a verb after a verb or a preposition, is the object that it must be."""
    wrong = [t for t in tokens if t.text == "IS" and t.pos in ("AUX", "VERB") and t.index and tokens[t.index - 1].pos in ("ADP", "VERB", "ADJ")]
    if not wrong or all(t.text.isupper() for t in tokens if t.text.isalpha()):
        return tokens
    mended = list(tokens)
    for token in wrong:
        before = tokens[token.index - 1]
        dep = "pobj" if before.pos == "ADP" else "dobj"
        verb = before.head if before.pos == "ADP" else before.index
        for other in tokens:
            if other.head == token.index and other.index != token.index:
                mended[other.index] = replace(mended[other.index], head=verb)
        if token.head == token.index:
            return tokens
        mended[token.index] = replace(token, head=before.index, dep=dep, pos="PROPN", tag="NNP", lemma="IS")
    return tuple(mended)


def _below(*deps: str) -> Callable[[Tree, int], list[int]]:
    return lambda tree, index: [k.index for k in tree.kids(index, *deps)]


def _governing_verb(tree: Tree, index: int) -> list[int]:
    head = tree.head(index)
    fits = head is not None and head.pos in ("VERB", "AUX") and tree.tokens[index].dep in (*_SUBJECTS, "dobj", "attr")
    return [head.index] if fits and head is not None else []


def _head_noun(tree: Tree, index: int) -> list[int]:
    head = tree.head(index)
    return [head.index] if head is not None and head.pos in ("NOUN", "PROPN") else []


_STEPS: dict[str, Callable[[Tree, int], list[int]]] = {
    "subject": lambda tree, index: tree.subject(index),
    "object": lambda tree, index: tree.object(index),
    "owner": lambda tree, index: tree.owner(index),
    "possessor": _below("poss"),
    "modifier": _below("compound", "amod", "nmod", "npadvmod"),
    "attribute": _below("attr", "acomp", "oprd"),
    "apposition": _below("appos"),
    "particle": _below("prt", "advmod"),
    "head": _head_noun,
    "verb": _governing_verb,
    "adjacent": lambda tree, index: [index - 1] if index and tree.tokens[index - 1].pos in ("NOUN", "PROPN") else [],
    "predicate": lambda tree, index: tree.surface_subject(tree.tokens[index].head) if tree.tokens[index].dep in ("acomp", "attr") else [],
    "dative": _below("dative"),
    "bearer": lambda tree, index: tree.bearer(index),
    "self": lambda _tree, index: [index],
}
