"""Control changes by rules over base forms and cases: the trigger, the place in the case that its verb asks for, the sides."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from geo.extractors.inflected.actors import FOE, FORCES, OWN, Named
from geo.extractors.inflected.ground import CONTAINERS, Ground, Placed, last_town
from geo.extractors.inflected.names import PlaceName
from geo.extractors.inflected.telling import find_status
from geo.languages.inflected import InflectedControlRule, NameRules, inflected_control, inflected_words, name_rules
from geo.records.facts import ControlExtent, ControlStatus
from geo.text.inflected import ACC, DAT, GEN, INS, LOC, NOM, Form, Word, read_lemmas

GAP = 2
"""Words that may stand between the parts of a phrase: "взяла под [оперативный] контроль"."""
AROUND = 6
"""Words before and behind a trigger among which what it needs and what rules it out stand."""
FARTHEST = 18.0
"""The cost from which on a place or side belongs to another statement."""
_STRONG = frozenset(";:—–")
_AROUND = frozenset({"withdraw", "advance", "repel", "clash", "hold", "seize"})
"""Kinds of statement that are also told of what lies around a place."""
_IMPLIED = frozenset({"withdraw", "repel", "clash", "hold", "siege"})
"""Kinds of statement whose place a report does not name again."""
_DOERS = frozenset({"gained", "lost", "held", "moved"})
_ACTIVE = frozenset({"VERB", "INFN", "GRND"})


@dataclass(frozen=True, slots=True)
class Told:
    """A statement found in a sentence: its rule, the words of its trigger, its places, its sides as named, and how it is told.

    `gained`, `lost` and `held` name who; `country` stands for a country's forces where its name alone is the subject of it.
    `evidence` counts what speaks for it: the place in the right case, a doer.
    """

    rule: InflectedControlRule
    first: int
    last: int
    places: tuple[Placed, ...]
    status: ControlStatus
    extent: ControlExtent
    gained: Named | Placed | None
    lost: Named | Placed | None
    held: Named | Placed | None
    evidence: int


@dataclass(frozen=True, slots=True)
class _Trigger:
    rule: InflectedControlRule
    first: int
    last: int
    head: int
    form: Form
    voice: str
    needed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Phrase:
    rule: InflectedControlRule
    parts: tuple[tuple[frozenset[str], str], ...]


@dataclass(frozen=True, slots=True)
class _Index:
    single: Mapping[str, tuple[tuple[InflectedControlRule, str], ...]]
    phrases: Mapping[str, tuple[_Phrase, ...]]


@cache
def _index(language: str) -> _Index:
    single: dict[str, list[tuple[InflectedControlRule, str]]] = {}
    phrases: dict[str, list[_Phrase]] = {}
    for rule in inflected_control(language):
        for kind, listed in (("verb", rule.verbs), ("noun", rule.nouns), ("participle", rule.participles)):
            for text in listed:
                if " " in text:
                    _add_phrase(phrases, rule, text, language)
                else:
                    single.setdefault(text.replace("ё", "е"), []).append((rule, kind))
        for text in rule.phrases:
            _add_phrase(phrases, rule, text, language)
    return _Index({k: tuple(v) for k, v in single.items()}, {k: tuple(v) for k, v in phrases.items()})


def _add_phrase(phrases: dict[str, list[_Phrase]], rule: InflectedControlRule, text: str, language: str) -> None:
    parts = []
    for part in text.split():
        word, _, case = part.partition(".")
        parts.append((frozenset({word.lower(), *(() if len(word) < 4 else read_lemmas(word, language)[0])}), case))
    for lemma in parts[0][0]:
        phrases.setdefault(lemma, []).append(_Phrase(rule, tuple(parts)))


def find_told(ground: Ground) -> tuple[Told, ...]:
    """The statements of a sentence, in order."""
    reading = _Reading(ground)
    triggers = reading.triggers()
    found = [told for t in triggers if (told := reading.read(t, triggers)) is not None]
    return tuple(_without_doubles(found))


def _without_doubles(found: Sequence[Told]) -> Iterator[Told]:
    """Of statements of one kind of one place in a sentence the better founded, else the first."""
    for told in found:
        rivals = [
            o
            for o in found
            if o is not told
            and _group(o) == _group(told)
            and {p[0].start for p in o.places} & {p[0].start for p in told.places}
            and (o.evidence, -o.first) > (told.evidence, -told.first)
            and o.status == told.status
        ]
        if not rivals:
            yield told


def _group(told: Told) -> str:
    return {
        "seize": "hands",
        "regain": "hands",
        "transfer": "hands",
        "withdraw": "out",
        "advance": "fight",
        "offensive": "fight",
    }.get(told.rule.kind, told.rule.kind)


class _Reading:
    """The reading of one sentence."""

    def __init__(self, ground: Ground) -> None:
        self.ground, self.words, self.language = ground, ground.words, ground.language
        self.here, self.actors, self.before = ground.here, ground.actors, ground.before
        self.rules: NameRules = name_rules(ground.language)
        self.names = {n for p in ground.here for n in range(p[0].first, p[0].last + 1)}

    # -- triggers

    def triggers(self) -> list[_Trigger]:
        """The triggers of the sentence: phrases first, whose words then trigger nothing else."""
        index, used, found = _index(self.language), set[int](), list[_Trigger]()
        for at in range(len(self.words)):
            if at in self.names or at in used:
                continue
            best = max(
                (t for lemma in self._lemmas(at) for p in index.phrases.get(lemma, ()) if (t := self._phrase(p, at))),
                key=lambda t: len(t.needed),
                default=None,
            )
            if best is not None and self._fits_around(best):
                found.append(best)
                used.update(best.needed)
        for at in range(len(self.words)):
            if at in self.names or at in used:
                continue
            fits = [t for t in self._singles(at) if self._fits_around(t)]
            if fits:
                used.add(at)
                found.append(next((t for t in fits if self._places(t, ())[0]), fits[0]))
        return sorted(found, key=lambda t: t.first)

    def _singles(self, at: int) -> Iterator[_Trigger]:
        for lemma in self._lemmas(at):
            for rule, kind in _index(self.language).single.get(lemma, ()):
                if (trigger := self._single(rule, kind, at, lemma)) is not None:
                    yield trigger

    def _lemmas(self, at: int) -> list[str]:
        return sorted({lemma.replace("ё", "е") for lemma in self.words[at].lemmas})

    def _phrase(self, phrase: _Phrase, at: int) -> _Trigger | None:
        numbers, here = list[int](), at
        for number, (lemmas, case) in enumerate(phrase.parts):
            reach = range(here, min(here + GAP + 1, len(self.words))) if number else range(at, at + 1)
            found = next(
                (
                    i
                    for i in reach
                    if (self.words[i].lemmas | {self.words[i].text.lower()}) & lemmas
                    and (
                        not case
                        or any(f.case == case and f.lemma in lemmas for f in self.words[i].forms)
                        or (not self.words[i].cases and case)
                    )
                ),
                None,
            )
            if found is None or any(i in self.names for i in range(here, found)):
                return None
            numbers.append(found)
            here = found + 1
        form = self._verb_form(at) or next(iter(self.words[at].forms), None)
        if form is None:
            return None
        return _Trigger(
            phrase.rule,
            at,
            numbers[-1],
            at,
            form,
            self._voice(form, at) if form.pos in _ACTIVE | {"PRTS", "PRTF"} else "noun",
            tuple(numbers),
        )

    def _single(self, rule: InflectedControlRule, kind: str, at: int, lemma: str) -> _Trigger | None:
        for form in self.words[at].forms:
            if form.lemma.replace("ё", "е") != lemma:
                continue
            if kind == "verb" and form.pos in _ACTIVE | {"PRTS", "PRTF"}:
                return _Trigger(rule, at, at, at, form, self._voice(form, at))
            if kind == "noun" and form.pos == "NOUN":
                return _Trigger(rule, at, at, at, form, "noun")
            if kind == "participle" and form.pos in ("ADJF", "ADJS", "PRTF", "PRTS"):
                return _Trigger(rule, at, at, at, form, "passive")
        return None

    def _verb_form(self, at: int) -> Form | None:
        return next((f for f in self.words[at].forms if f.pos in _ACTIVE | {"PRTS", "PRTF"}), None)

    def _voice(self, form: Form, at: int) -> str:
        if form.pos in ("PRTS", "PRTF"):
            return "passive" if "pssv" in form.tags or form.pos == "PRTS" else "active"
        return "impersonal" if "Impe" in form.tags else "active"

    def _fits_around(self, trigger: _Trigger) -> bool:
        """Whether the words around a trigger hold what its rule needs, and nothing that rules it out."""
        rule, words = trigger.rule, self.words
        start, end = max(0, trigger.first - AROUND), min(len(words), trigger.last + AROUND + 1)
        first = next(
            (i + 1 for i in range(trigger.first - 1, start - 1, -1) if words[i].text in ";:." or self._opens(i)), start
        )
        last = next((i for i in range(trigger.last + 1, end) if words[i].text in ";:." or self._opens(i)), end)
        around = {
            lemma
            for i in range(first, last)
            if i not in self.names and not trigger.first <= i <= trigger.last
            for lemma in self._lemmas(i)
        }
        if rule.needs and not around & {n.replace("ё", "е") for n in rule.needs}:
            return False
        return not around & {n.replace("ё", "е") for n in rule.without}

    def _opens(self, at: int) -> bool:
        """Whether a comma or an "and" opens or ends a clause: another verb's words follow it."""
        if at + 1 >= len(self.words):
            return False
        behind = self.words[at + 1]
        if self.words[at].text.lower() in self.rules.joins:
            return any(f.pos in ("VERB", "INFN") and f.known for f in behind.forms[:1])
        if self.words[at].text != ",":
            return False
        return bool(behind.lemmas & self.rules.relative) or any(
            f.pos in ("CONJ", "VERB", "GRND", "PREP") and f.known for f in behind.forms
        )

    # -- statements

    def read(self, trigger: _Trigger, triggers: Sequence[_Trigger]) -> Told | None:
        """The statement of a trigger; None where no place is told with it."""
        others = [t for t in triggers if t is not trigger]
        places, extent, evidence = self._places(trigger, others)
        if not places:
            return None
        rule = trigger.rule
        doer = self._doer(trigger, others, places)
        if doer is None and rule.side in _DOERS and trigger.voice == "active" and self._has_other_subject(trigger):
            return None
        other = self._other(trigger, others)
        gained = lost = held = None
        role = rule.side
        if role in ("gained", "dat", "other"):
            gained = doer
        elif role in ("lost", "moved"):
            lost = doer
        elif role in ("held", "gen", "ins"):
            held = doer
        elif role == "ours":
            gained, held = (doer, None) if rule.kind != "hold" else (None, doer)
        if other is not None and role != "lost":
            lost = lost or other
        return Told(
            rule, trigger.first, trigger.last, places, self._status(trigger), extent if rule.extent == "whole" else rule.extent,
            gained, lost, held, evidence + (doer is not None),
        )  # fmt: skip

    def _status(self, trigger: _Trigger) -> ControlStatus:
        usual: ControlStatus = trigger.rule.status or "completed"
        tags = trigger.form.tags
        if not trigger.rule.status and trigger.voice in ("active", "passive") and trigger.form.pos in _ACTIVE:
            same = {tag for f in self.words[trigger.head].forms if f.lemma == trigger.form.lemma for tag in f.tags}
            if "perf" in tags and "futr" in tags:
                usual = "planned" if "pres" not in same else "ongoing"
            elif "impf" in tags or "pres" in tags or "imperf" in tags:
                usual = "ongoing" if "past" not in tags else "completed"
            elif trigger.form.pos == "INFN":
                usual = "planned"
        return find_status(self.ground.parsed, trigger.first, trigger.last, usual, self.language)

    # -- places

    def _places(self, trigger: _Trigger, others: Sequence[_Trigger]) -> tuple[tuple[Placed, ...], ControlExtent, int]:
        fits: list[tuple[float, Placed, ControlExtent]] = []
        for placed in self.here:
            extent = self._slot(trigger, placed)
            if extent is not None:
                cost = self._cost(trigger, placed[0].first, placed[0].last, others) + (2 if extent != "whole" else 0)
                if (
                    placed[1].place is not None
                    and placed[1].place.kind in CONTAINERS
                    and len(self.here) > 1
                    and extent != "whole"
                ):
                    cost += 2
                fits.append((cost, placed, extent))
        relative = self._relative(trigger)
        if relative is not None:
            return (relative,), "whole", 1
        back = self._points_back(trigger, others)
        near = min(fits, key=lambda f: f[0], default=None)
        if back is not None and (near is None or back[0] < near[0]):
            return (back[1],), back[2], 1
        if near is not None and near[0] < FARTHEST:
            group = tuple(
                p for p in self.here if (p[0].group == near[1][0].group and p[1].place is not None) or p is near[1]
            )
            # A list holds places of one rank: "Бучи и Киевской области" are two statements of one verb all the same.
            return group, near[2], 2
        return self._topic(trigger)

    def _one(self, preposition: str) -> str:
        """A preposition in the one of its spellings that rules name."""
        return self.rules.same.get(preposition, preposition)

    def _slot(self, trigger: _Trigger, placed: Placed) -> ControlExtent | None:
        """Whether a place stands as the rule asks for, and of how much of it is spoken; None where it does not."""
        name, kind = placed[0], trigger.rule.kind
        part = self._part_before(name.first, trigger)
        extents = (self._fills(slot, name, part, trigger) for slot in trigger.rule.place)
        found = next((extent for extent in extents if extent is not None), None)
        if (
            found is None
            and name.preposition in self.rules.around
            and kind in _AROUND
            and name.first > trigger.last - 8
        ):
            return "around" if kind != "seize" or part is not None else None
        return found

    def _fills(self, slot: str, name: PlaceName, part: int | None, trigger: _Trigger) -> ControlExtent | None:
        """Whether a name fills one slot of a rule, by itself or through a word for a part of it."""
        before, _, case = slot.rpartition("+")
        preposition = self._one(name.preposition)
        if not before:
            case = self._case(case, trigger)
            if not preposition and case in name.cases and not self._is_possessor(name, case):
                return "whole"
        elif preposition == self._one(before) and case in name.cases:
            return self._how_near(name)
        if part is None:
            return None
        if not preposition and GEN in name.cases and (not before or self._preposition_of(part) == self._one(before)):
            return "around" if self.words[part].lemmas & self.rules.beside else "part"
        return "part" if preposition in ("в", "на") and LOC in name.cases else None

    def _case(self, case: str, trigger: _Trigger) -> str:
        """The case in which the verb's object stands, by its voice."""
        if case not in (ACC, NOM, INS):
            return case
        if trigger.voice == "noun":
            return GEN if case == ACC or trigger.rule.nouns else case
        if trigger.voice == "passive" and case == ACC:
            return NOM
        return case

    def _is_possessor(self, name: PlaceName, case: str) -> bool:
        """Whether a name stands in the genitive behind a noun of its own ("мэр Херсона"), where another case was asked for."""
        if case in (GEN, LOC) or GEN not in name.cases or NOM in name.cases:
            return False
        before = self.words[name.first - 1] if name.first else None
        return (
            before is not None
            and any(f.pos == "NOUN" for f in before.forms)
            and not before.lemmas & (self.rules.towns | self.rules.units.keys())
        )

    def _part_before(self, first: int, trigger: _Trigger) -> int | None:
        """The number of a word for a part that stands between the trigger and a name, or right before it; None without one."""
        for at in range(first - 1, max(-1, first - 6), -1):
            word = self.words[at]
            if word.lemmas & (self.rules.parts | self.rules.beside):
                return at
            if word.text in _STRONG or trigger.first <= at <= trigger.last:
                break
        return None

    def _stands(self, slot: str, word: Word, before: str, trigger: _Trigger) -> bool:
        """Whether a word that is no name, behind a preposition or none, fills a slot of a rule."""
        preposition, _, case = slot.rpartition("+")
        return self._one(preposition) == before and (case if preposition else self._case(case, trigger)) in word.cases

    def _preposition_of(self, at: int) -> str:
        for back in range(at - 1, max(-1, at - 4), -1):
            word = self.words[back].text.lower()
            if word in self.rules.prepositions or word in self.rules.unsure:
                return self._one(word)
        return ""

    def _how_near(self, name: PlaceName) -> ControlExtent:
        if name.preposition in self.rules.around:
            return "around"
        before = {lemma for w in self.words[max(0, name.first - 3) : name.first] for lemma in w.lemmas}
        return "around" if before & self.rules.beside else "part" if before & self.rules.parts else "whole"

    def _relative(self, trigger: _Trigger) -> Placed | None:
        """The place that a relative clause speaks of: "Дейр-эз-Зор, который удерживали боевики"."""
        for at in range(trigger.first - 1, max(0, trigger.first - 5), -1):
            word = self.words[at]
            if word.text in ".;:":
                return None
            if word.lemmas & self.rules.relative:
                wanted = {self._case(s.rpartition("+")[2], trigger) for s in trigger.rule.place}
                if not word.cases & wanted:
                    return None
                return next((p for p in reversed(self.here) if p[0].last < at), None)
        return None

    def _points_back(self, trigger: _Trigger, others: Sequence[_Trigger]) -> tuple[float, Placed, ControlExtent] | None:
        """A word for a place already named, in the case or behind the preposition that the rule asks for: "из города"."""
        best: tuple[float, Placed, ControlExtent] | None = None
        for at, word in enumerate(self.words):
            if not word.lemmas & self.rules.towns or at in self.names or self._names_follow(at):
                continue
            before = self._preposition_of(at)
            fits = any(self._stands(slot, word, before, trigger) for slot in trigger.rule.place)
            part = bool(
                before in ("", "в") and GEN in word.cases and at and self.words[at - 1].lemmas & self.rules.parts
            )
            if not fits and not part:
                continue
            meant = self._meant(at)
            cost = self._cost(trigger, at, at, others) + 0.5
            if meant is not None and (best is None or cost < best[0]) and cost < FARTHEST:
                best = (cost, meant, "part" if part else "whole")
        return best

    def _meant(self, at: int) -> Placed | None:
        """The place that "the town" takes up: that of the last statement, else the town named last before it that is no capital abroad."""
        here = [p for p in self.here if p[0].last < at]
        return (
            last_town([p for p in here if p[0].preposition not in self.rules.unsure])
            or self._told_last()
            or last_town([*self.before, *here])
        )

    def _names_follow(self, at: int) -> bool:
        return any(p[0].first in (at + 1, at + 2) and p[0].type_word for p in self.here)

    def _topic(self, trigger: _Trigger) -> tuple[tuple[Placed, ...], ControlExtent, int]:
        """What a sentence without a fitting place speaks of: a part of the place told of, the name before its colon, the last place."""
        told = self._told_last()
        if told is not None and self._speaks_of_a_part(trigger):
            return (told,), "part", 1
        headed = next((p for p in self.here if p[0].last < trigger.first and self._is_headed(p[0])), None)
        if headed is not None:
            return (headed,), "whole", 0
        if (
            trigger.voice == "noun"
            and not trigger.needed
            and not self.here
            and trigger.rule.kind in ("seize", "regain", "clash")
        ):
            index = self.ground.parsed.sentence.index - 1
            near = [
                p for p in self.before if p[0].sentence == index and p[1].place and p[1].place.kind not in CONTAINERS
            ]
            if len({p[1].place.id for p in near if p[1].place}) == 1:
                return (near[-1],), "whole", 0
        if told is not None and trigger.rule.kind in _IMPLIED and trigger.voice != "noun":
            return (told,), "whole", 0
        return (), "whole", 0

    def _told_last(self) -> Placed | None:
        """The place of the statement told last, in this sentence or the one before."""
        index = self.ground.parsed.sentence.index
        towns = [p for p in self.ground.told if not p[1].place or p[1].place.kind not in CONTAINERS]
        return towns[-1] if towns and towns[-1][0].sentence >= index - 2 else None

    def _speaks_of_a_part(self, trigger: _Trigger) -> bool:
        """Whether a word for a part stands as the rule asks of the place: "покинули восточные кварталы"."""
        for at in range(max(0, trigger.first - AROUND), min(len(self.words), trigger.last + AROUND)):
            word, before = self.words[at], self._preposition_of(at)
            if word.lemmas & self.rules.parts and any(
                self._stands(s, word, before, trigger) for s in trigger.rule.place
            ):
                return True
        return False

    def _is_headed(self, name: PlaceName) -> bool:
        """Whether a colon or stroke stands right behind a name near the sentence's beginning: "Вовчанськ: ворог зайшов …"."""
        behind = self.words[name.last + 1].text if name.last + 1 < len(self.words) else ""
        return name.first <= 3 and bool(behind) and behind in ":—–"

    # -- sides

    def _doer(self, trigger: _Trigger, others: Sequence[_Trigger], places: Sequence[Placed]) -> Named | Placed | None:
        """Who does it, by the rule's role and the verb's voice."""
        role = trigger.rule.side
        if role in ("-", "ours"):
            inside = (a for a in self.actors if trigger.first <= a.first <= trigger.last + 1)
            return next(inside, None) if role == "ours" else None
        if role in ("gen", "ins"):
            wanted = GEN if role == "gen" else INS
            return next(
                (a for a in self.actors if trigger.first < a.first <= trigger.last + 3 and wanted in a.cases), None
            )
        if role in ("dat", "other"):
            return self._receiver(trigger, DAT if role == "dat" else GEN, places)
        if role == "moved":
            return self._moved(trigger, others)
        if trigger.voice == "active":
            return (
                self._nearest(trigger, others, NOM) or self._pronoun(trigger) or self._country(trigger, others, places)
            )
        return self._nearest(trigger, others, INS) if trigger.voice != "noun" else self._of_noun(trigger, others)

    def _receiver(self, trigger: _Trigger, case: str, places: Sequence[Placed]) -> Named | Placed | None:
        behind: list[Named | Placed] = [a for a in self.actors if a.first > trigger.last and case in a.cases]
        behind += [
            p
            for p in self.here
            if p[0].first > trigger.last
            and case in p[0].cases
            and p not in places
            and p[1].place
            and p[1].place.kind == "country"
        ]
        return min(behind, key=_first_of, default=None)

    def _of_noun(self, trigger: _Trigger, others: Sequence[_Trigger]) -> Named | None:
        near = range(trigger.last + 1, trigger.last + 5)
        behind = (a for a in self.actors if a.first in near and {GEN, INS} & a.cases and not self._led(a))
        return next(behind, None) or self._subject_of_support(trigger, others)

    def _has_other_subject(self, trigger: _Trigger) -> bool:
        """Whether the verb has a subject that is nobody who fights: "Поезд ушёл из Лисичанска"."""
        near = [
            *range(trigger.first - 1, max(-1, trigger.first - 4), -1),
            *range(trigger.last + 1, min(len(self.words), trigger.last + 2)),
        ]
        for at in near:
            word = self.words[at]
            if (
                not word.is_word
                or at in self.names
                or any(a.first <= at <= a.last for a in self.actors)
                or word.lemmas & (self.rules.parts | self.rules.towns)
            ):
                continue
            if at < trigger.first and any(self.words[n].text in ",;:—–.(" for n in range(at, trigger.first)):
                continue
            nouns = [f for f in word.forms if f.pos == "NOUN"]
            if nouns and nouns[0].case == NOM and all(f.pos == "NOUN" for f in word.forms[:1]):
                return True
        return False

    def _moved(self, trigger: _Trigger, others: Sequence[_Trigger]) -> Named | Placed | None:
        if trigger.voice in ("passive",):
            return self._nearest(trigger, others, NOM)
        if trigger.voice == "noun":
            return next(
                (
                    a
                    for a in self.actors
                    if a.first in range(trigger.last + 1, trigger.last + 4) and GEN in a.cases and a.meaning != FORCES
                ),
                None,
            ) or self._nearest(trigger, others, NOM)
        moved = [
            a
            for a in self.actors
            if a.first > trigger.last and a.first - trigger.last < 4 and ACC in a.cases and (a.meaning != FORCES)
        ]
        return (
            (moved[0] if moved else None) or self._nearest(trigger, others, NOM) or self._country(trigger, others, ())
        )

    def _subject_of_support(self, trigger: _Trigger, others: Sequence[_Trigger]) -> Named | None:
        """The subject of a verb that has the trigger for its object: "Армия начала штурм"; who only says it is none."""
        sayers = set(inflected_words(self.language, "attribution")["verbs"])
        between = self.words[max(0, trigger.first - 4) : trigger.first]
        verb = next((w for w in reversed(between) if any(f.pos == "VERB" for f in w.forms)), None)
        if verb is None or verb.lemmas & sayers:
            return None
        return self._nearest(trigger, others, NOM)

    def _nearest(self, trigger: _Trigger, others: Sequence[_Trigger], case: str) -> Named | None:
        fits = [
            (self._cost(trigger, a.first, a.last, others) - (1.5 if a.first < trigger.first else 0), a)
            for a in self.actors
            if case in a.cases and not self._led(a) and not trigger.first <= a.first <= trigger.last
        ]
        # A name that says whom stands before a bare word for armed men ("военные").
        best = min(fits, key=lambda f: f[0] + (1.0 if f[1].meaning == FORCES else 0), default=None)
        return best[1] if best and best[0] < FARTHEST else None

    def _led(self, actor: Named) -> bool:
        """Whether a preposition governs an actor, by its case."""
        for back in range(actor.first - 1, max(-1, actor.first - 3), -1):
            word = self.words[back]
            said = word.text.lower()
            governs = self.rules.prepositions.get(said) or self.rules.unsure.get(said)
            if governs is not None:
                return bool(governs & actor.cases)
            if any(f.pos == "PREP" for f in word.forms):
                return True
            if word.is_word and not any(f.pos in ("ADJF", "PRTF", "NPRO") for f in word.forms):
                return False
        return False

    def _pronoun(self, trigger: _Trigger) -> Named | None:
        """Whom "they" takes up: the actor named last, where the pronoun stands in the clause."""
        they = set(inflected_words(self.language, "actors")["they"])
        clause = self.words[max(0, trigger.first - 5) : trigger.last + 3]
        if not any(w.text.lower() in they for w in clause):
            return None
        return next(
            (
                a
                for a in reversed([*self.ground.earlier, *(a for a in self.actors if a.last < trigger.first)])
                if a.meaning not in (OWN, FOE)
            ),
            None,
        )

    def _country(self, trigger: _Trigger, others: Sequence[_Trigger], places: Sequence[Placed]) -> Placed | None:
        """A country or capital that is the subject: "Азербайджан взял Гадрут"."""
        fits = [
            (self._cost(trigger, p[0].first, p[0].last, others), p)
            for p in self.here
            if p not in places
            and NOM in p[0].cases
            and not p[0].preposition
            and p[1].place
            and (p[1].place.kind == "country" or p[1].place.feature == "PPLC")
        ]
        best = min(fits, key=lambda f: f[0], default=None)
        return best[1] if best and best[0] < FARTHEST / 2 else None

    def _other(self, trigger: _Trigger, others: Sequence[_Trigger]) -> Named | None:
        """Whom a place was taken from, as the rule says that they stand."""
        for slot in trigger.rule.other:
            before, _, case = slot.rpartition("+")
            fits = []
            for actor in self.actors:
                led = self._preposition_of(actor.first) if self._led(actor) else ""
                free = before or actor.first > trigger.last or trigger.voice != "active"
                if free and case in actor.cases and led == self._one(before):
                    fits.append((self._cost(trigger, actor.first, actor.last, others), actor))
            best = min(fits, key=lambda f: f[0], default=None)
            if best and best[0] < FARTHEST / 2:
                return best[1]
        return None

    def _cost(self, trigger: _Trigger, first: int, last: int, others: Sequence[_Trigger]) -> float:
        """How far words stand from a trigger: words between, more for clauses and other triggers between them."""
        low, high = (last + 1, trigger.first) if last < trigger.first else (trigger.last + 1, first)
        cost = 0.0
        for at in range(low, high):
            word = self.words[at]
            cost += (
                0.1
                if at in self.names
                else 3.0
                if word.text in ";"
                else 2.0
                if word.text in ":—–"
                else 3.0
                if self._opens(at)
                else 0.5
            )
        return cost + 5.0 * sum(low <= t.first < high for t in others)


def _first_of(side: Named | Placed) -> int:
    return side.first if isinstance(side, Named) else side[0].first
