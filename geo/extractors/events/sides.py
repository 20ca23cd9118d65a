"""Finds which actor a word of a sentence names: by its own words, by whose it is, or as written."""

from collections.abc import Sequence
from dataclasses import replace

from geo.extractors.grammar.roles import Tree
from geo.languages.actors import ActorWords
from geo.records.actors import ActorMention
from geo.records.text import Token

_TAIL_WORDS = 8
"""The most words that "of the Syrian Democratic Forces" or "backed by Turkey" may add to an actor's phrase."""
_NAMES = ("ORG", "NORP", "GPE", "PERSON")


class SideFinder:
    """Looks for actors in one sentence. `actors` are the article's mentions."""

    def __init__(self, tree: Tree, actors: Sequence[ActorMention], words: ActorWords) -> None:
        self.tree, self.words = tree, words
        span = tree.sentence.sentence
        self.here = [a for a in actors if span.start <= a.start < span.end]
        self.at: dict[int, ActorMention] = {}
        for actor in self.here:
            for token in tree.tokens:
                if token.start < actor.end and token.end > actor.start:
                    self.at.setdefault(token.index, actor)

    def names(self) -> frozenset[int]:
        """The tokens of actors that are no countries: never places."""
        return frozenset(i for i, a in self.at.items() if a.method == "dictionary" or " " in a.text)

    def force_nouns(self) -> frozenset[int]:
        """The tokens that are nouns for those who fight."""
        return frozenset(
            t.index for t in self.tree.tokens if self.words.nouns.get(t.lemma.lower()) not in (None, "civil")
        )

    def holder(self, place: int) -> ActorMention | None:
        """Who holds a place by what it is called: "the rebel stronghold of", "X, the capital of ISIS", "X, the junta's base"."""
        names = [place, *(k.index for k in self.tree.kids(place, "appos", "acl", "relcl", "nmod", "compound"))]
        head = self.tree.head(place)
        above = head
        while above is not None and above.pos == "ADP":
            above = self.tree.head(above.index)
        names += [above.index] if above is not None and above.pos == "NOUN" else []
        names += [
            i
            for n in names
            for i in self.tree.kids_of(n, "attr", "oprd", "nsubj", "appos")
            if self.tree.tokens[i].pos == "NOUN"
        ]
        for name in names:
            if self.tree.tokens[name].lemma.lower() not in self.words.seats:
                continue
            near = self.tree.kids_of(name, "poss", "compound", "amod", "nmod") + self.tree.prep(name, ("of",))
            for at in near:
                if at != place and self.is_armed(at) and (found := self.find(at)) is not None:
                    return found
        return None

    def find(self, index: int, depth: int = 2) -> ActorMention | None:
        """The actor that the word at `index` names, as written where it is not known; None when it names none."""
        token = self.tree.tokens[index]
        meant = self._sayer(token, depth) or self._fronted(token)
        if meant is not None:
            return meant
        if token.lemma.lower() in self.words.deeds and depth and index not in self.at:
            owners = [i for i in self.tree.owner(index) + self.tree.prep(index, ("of", "by")) if i != index]
            found = next((a for i in owners if (a := self.find(i, depth - 1)) is not None), None)
            if found is not None or token.lemma.lower() not in self.words.nouns:
                return found
        first, last = self._span(index)
        known = self._known(index, first, last) or self._apposed(index)
        if known is None and not self._agentive(token):
            return None
        start, end = self.tree.tokens[first].start, self.tree.tokens[last].end
        text = self.tree.text(first, last)
        if known is None:
            return ActorMention(start, end, text, None, "unresolved")
        if known.start < start or known.end > end:
            return known
        return ActorMention(start, end, text, known.actor, known.method)

    def armed_of(self, index: int) -> int | None:
        """The word itself, or the first joined to it by "and", that names someone who fights."""
        joined = [*self.tree.conjuncts(index), *self.tree.kids_of(index, "appos")]
        return next((i for i in joined if self.is_armed(i)), None)

    def fights(self, index: int) -> bool:
        """Whether the word itself says that someone fights: a force noun or a name of the table, no pronoun or nationality."""
        if index in self.at and self.at[index].method == "dictionary":
            return True
        token = self.tree.tokens[index]
        return self.words.nouns.get(token.lemma.lower()) in ("state", "armed", "insurgent", "group")

    def is_group(self, index: int) -> bool:
        """Whether the word names a group that fights and is no state's: one of the table, or "rebels"."""
        known = self.at.get(index)
        if known is not None and known.actor is not None:
            return known.actor.kind in ("rebel", "militia")
        return self.words.nouns.get(self.tree.tokens[index].lemma.lower()) == "insurgent"

    def is_civil(self, index: int) -> bool:
        """Whether the word is a noun for people and bodies that do not fight."""
        return self.words.nouns.get(self.tree.tokens[index].lemma.lower()) == "civil"

    def is_figure(self, index: int) -> bool:
        """Whether the words beside a noun tell that it neither fights nor is a weapon: "a cold front", "a strike by nurses"."""
        figures, known = self.words.figures, self.at.get(index)
        if self.tree.tokens[index].pos != "NOUN" or (known is not None and known.actor is not None):
            return False
        before = {k.lemma.lower() for k in self.tree.kids(index, "compound", "amod", "nmod") if k.index < index}
        behind, by = ({self.tree.tokens[i].lemma.lower() for i in self.tree.prep(index, (p,))} for p in ("of", "by"))
        return bool(before & figures.before or behind & figures.of or by & figures.by)

    def is_armed(self, index: int) -> bool:
        """Whether the word names someone who fights: a known actor, a force noun, a country, or a pronoun for one."""
        token = self.tree.tokens[index]
        lemma = token.lemma.lower()
        kind = self.words.nouns.get(lemma)
        if kind == "civil" or self.is_figure(index):
            return False
        known = self.at.get(index)
        if known is not None and known.actor is not None:
            return known.actor.kind != "civil"
        if kind is not None or token.text.lower() in self.words.pronouns | self.words.own:
            return token.text.lower() not in self.words.things
        if lemma in self.words.deeds:
            owners = [i for i in self.tree.prep(index, ("of",), near=False) or self.tree.owner(index) if i != index]
            return not owners or any(self.is_armed(i) for i in owners)
        inside = [k.index for k in self.tree.kids(index, "compound", "nmod", "appos")]
        return any(i in self.at and self.at[i].method == "dictionary" for i in inside)

    def _known(self, index: int, first: int, last: int) -> ActorMention | None:
        """The actor named at the word itself, else inside its phrase, a name of the table before a mere nationality."""
        owner = self._own(index)
        if owner is not None and owner.actor is not None and (index not in self.at or self.at[index].actor is None):
            return owner
        if index in self.at:
            return self.at[index]
        inside = [self.at[i] for i in range(first, last + 1) if i in self.at and not self._backer(i)]
        if any(self._backer(i) for i in range(first, index)):
            return None
        return (
            next((a for a in inside if a.method == "dictionary"), next(iter(inside), None))
            if self._force(index)
            else None
        )

    def _own(self, index: int) -> ActorMention | None:
        """Whose a force is by the pronoun before it: "its forces", "our soldiers"."""
        kids = (k for k in self.tree.kids(index, "poss") if k.tag == "PRP$" and k.index in self.at)
        pronoun = next(kids, None)
        if pronoun is None or not (self._force(index) or pronoun.text.lower() in self.words.speakers):
            return None
        return self._main_subject(index) if pronoun.text.lower() in self.words.its else self.at[pronoun.index]

    def _main_subject(self, index: int) -> ActorMention | None:
        """The actor that is the subject of the clause above, for a subject that says whose it is with "its"; else its own."""
        verb = self.tree.head(index)
        own = next((self.at[k.index] for k in self.tree.kids(index, "poss") if k.index in self.at), None)
        if (
            verb is None
            or verb.dep not in ("advcl", "ccomp")
            or self.tree.tokens[index].dep not in ("nsubj", "nsubjpass")
        ):
            return own
        above = next((self.at[i] for i in self.tree.kids_of(verb.head, "nsubj") if i in self.at), None)
        return own if own is None or above is None or above.actor is None else replace(own, actor=above.actor)

    def _fronted(self, token: Token) -> ActorMention | None:
        """ "In their march on X, the rebels": whose it is, where the phrase stands before the subject that it is of."""
        verb = next((t for t in self.tree.above(token.index) if t.pos in ("VERB", "AUX")), None)
        if token.tag != "PRP$" or verb is None:
            return None
        subjects = [i for i in self.tree.kids_of(verb.index, "nsubj") if i > token.index and self.is_armed(i)]
        return self.find(subjects[0], 0) if subjects else None

    def _sayer(self, token: Token, depth: int) -> ActorMention | None:
        """ "A militia answered that it had taken": whom "it" means, where someone known, or new, says so of itself.

        "They" means who says so only where its own reference is someone else than the fighters newly spoken of.
        """
        above, plural = self.tree.head(token.index), token.text.lower() in self.words.several
        if token.text.lower() not in self.words.sayers or token.dep != "nsubj" or above is None or above.dep != "ccomp":
            return None
        known = self.at.get(token.index)
        if not depth or (plural and (known is None or known.actor is None)):
            return None
        for at in self.tree.kids_of(above.head, "nsubj"):
            sayer = self.find(at, depth - 1) if at != token.index and self.fights(at) else None
            if sayer is not None and sayer.actor is not None and known is not None and sayer.actor == known.actor:
                return None
            if sayer is not None and (self._is_new(at, plural) if sayer.actor is None else not plural):
                return sayer
        return None

    def _is_new(self, index: int, plural: bool) -> bool:
        """Whether a noun brings someone in: "a militia", "Tuareg rebels"."""
        articles = self.tree.kids(index, "det", "poss")
        if plural:
            return not articles and self.tree.tokens[index].tag == "NNS"
        return any(k.text.lower() in self.words.newcomers for k in articles)

    def _apposed(self, index: int) -> ActorMention | None:
        """The actor that stands beside a noun for fighters: "terrorists “Islamic State”"."""
        if self.words.nouns.get(self.tree.tokens[index].lemma.lower()) in (None, "civil"):
            return None
        return next((self.at[k.index] for k in self.tree.kids(index, "appos") if k.index in self.at), None)

    def _force(self, index: int) -> bool:
        lemma = self.tree.tokens[index].lemma.lower()
        return lemma in self.words.nouns or lemma in self.words.deeds or self.tree.tokens[index].pos == "PROPN"

    def _backer(self, index: int) -> bool:
        """Whether a word names who backs the actor ("Turkish-backed", "backed by Turkey")."""
        above = self.tree.head(index)
        for _ in range(3):
            if above is None:
                return False
            if above.lemma.lower() in self.words.backed and above.pos in ("VERB", "ADJ"):
                return True
            above = self.tree.head(above.index)
        return False

    def _span(self, index: int) -> tuple[int, int]:
        first, last = self.tree.phrase(index)
        for kid in self.tree.kids(index, "prep", "acl", "amod"):
            if kid.index != last + 1:
                continue
            if (
                kid.text.lower() in self.words.links
                or kid.lemma.lower() in self.words.backed
                or kid.text.lower() in self.words.backed
            ):
                tail = self._short(kid.index)
                named = [i for i in tail if i in self.at and self.at[i].method != "reference"]
                end = max(named or tail, default=last)
                if end - last <= _TAIL_WORDS:
                    last = end
        joined = self.tree.conjuncts(index)[1:]
        if joined and joined[0] <= last + 4 and all(self.is_armed(i) for i in joined):
            last = max(last, *(self._span(i)[1] for i in joined[-1:]))
        return first, last

    def _short(self, index: int) -> list[int]:
        """What hangs on a word, without relative clauses, places and times behind it."""
        found, waiting = [], [index]
        while waiting:
            at = waiting.pop()
            found.append(at)
            kids = self.tree.kids(
                at, "pobj", "compound", "amod", "det", "prep", "agent", "nmod", "poss", "case", "punct"
            )
            waiting += (k.index for k in kids if not (k.dep == "prep" and k.text.lower() not in self.words.tails))
        top = max(found)
        while top and self.tree.tokens[top].pos == "PUNCT" and top in found:
            found.remove(top)
            top = max(found, default=0)
        return found

    def _agentive(self, token: Token) -> bool:
        """Whether a word can name someone who acts, known or not."""
        somebody = token.pos in ("PRON", "PROPN") and token.text.lower() not in self.words.nobody
        ours = any(k.text.lower() in self.words.speakers for k in self.tree.kids(token.index, "poss"))
        return (
            somebody
            or (ours and token.tag == "NNS")
            or token.lemma.lower() in self.words.nouns
            or token.entity in _NAMES
        )
