"""Subjects, objects and owners through the constructions of English; and trees that no parser should give."""

import random

import pytest

from geo.extractors.events.ground import Known
from geo.extractors.events.reading import extract_changes
from geo.extractors.grammar.roles import Tree
from geo.records.text import Article, ParsedSentence, Sentence, Token
from tests.extractors.events.control_reading import parse

ROWS = [
    ("Rebels took Goma.", "took", ["Rebels"], ["Goma"]),
    ("Goma was taken by rebels.", "taken", ["rebels"], ["Goma"]),
    ("The town held by rebels was shelled.", "held", ["rebels"], ["town"]),
    ("Rebels who took Goma fled.", "took", ["Rebels"], ["Goma"]),
    ("The town that rebels took is small.", "took", ["rebels"], ["town"]),
    ("Rebels tried to take Goma.", "take", ["Rebels"], ["Goma"]),
    ("After taking Goma, rebels moved on.", "taking", ["rebels"], ["Goma"]),
    ("The army prevented rebels from taking Goma.", "taking", ["rebels"], ["Goma"]),
    ("Rebels captured and looted Goma.", "captured", ["Rebels"], ["Goma"]),
    ("The army has completely liberated from terrorists the old city Goma.", "liberated", ["army"], ["city"]),
    ("Kurdish fighters took under control city Tall Abyad.", "took", ["fighters"], ["Abyad"]),
    ("In Kherson on Wednesday evening entered Russian soldiers.", "entered", ["soldiers"], []),
    ("In this battle was taken the international airport.", "taken", [], ["airport"]),
    ("Rebels said that they had taken Kidal themselves.", "taken", ["they"], ["Kidal"]),
    ("On Monday rebels took Goma.", "took", ["rebels"], ["Goma"]),
    ("Fell Goma to rebels.", "Fell", ["Goma"], []),
    ("City Palmyra taken under control of the army.", "taken", [], ["Palmyra"]),
    ("Militants IS took Palmyra.", "took", ["IS"], ["Palmyra"]),
    ("Militants IS took Goma.", "took", ["IS"], ["Goma"]),
    ("Liberated city Goma.", "Liberated", [], ["Goma"]),
    ("Rebels taken aback in Goma fled.", "fled", ["Rebels"], []),
    ("Has fallen Goma in the hands of rebels.", "fallen", ["Goma"], []),
    ("The army took Goma and the town of Bunia was bombed.", "took", ["army"], ["Goma"]),
    ("The army took Goma and the town of Bunia was bombed.", "bombed", [], ["town"]),
    ("Fell runners won the race in Goma.", "won", ["runners"], ["race"]),
    ("The Taliban took Ghazni on Thursday.", "took", ["Taliban"], ["Ghazni"]),
]


def tree_of(text: str) -> Tree:
    return Tree(parse(text, None)[1][0])


@pytest.mark.parametrize(("text", "verb", "subjects", "objects"), ROWS)
def test_subject_and_object(text: str, verb: str, subjects: list[str], objects: list[str]) -> None:
    tree = tree_of(text)
    at = next(t.index for t in tree.tokens if t.text == verb)
    assert [tree.tokens[i].text for i in tree.subject(at)] == subjects
    assert [tree.tokens[i].text for i in tree.object(at)] == objects


@pytest.mark.parametrize(
    "text", ["The army's offensive failed.", "An offensive by the army failed.", "The army launched an offensive."]
)
def test_owner_of_a_deed(text: str) -> None:
    tree = tree_of(text)
    at = next(t.index for t in tree.tokens if t.text == "offensive")
    assert [tree.tokens[i].text for i in tree.owner(at)] == ["army"]


def test_a_headlines_sayer_is_set_apart() -> None:
    tree = tree_of("Turkey-backed Syrian forces seize strategic hills near Manbij - Turkish military")
    seize = next(t for t in tree.tokens if t.text == "seize")
    assert tree.tokens[-1].head == tree.tokens[-1].index
    assert all(t.text != "military" for t in tree.kids(seize.index))


WORDS = ["rebels", "army", "took", "captured", "Goma", "IS", ",", "-", "to", "control", "of", "operation", "retake", "not", "will", "said", "he", "their", "held", "town"]  # fmt: skip
DEPS = ["nsubj", "dobj", "prep", "pobj", "conj", "xcomp", "ccomp", "acl", "advcl", "relcl", "amod", "compound", "poss", "aux", "neg", "mark", "punct", "agent", "pcomp", "appos", "attr"]  # fmt: skip
TAGS = [
    ("VERB", "VBD"),
    ("VERB", "VBN"),
    ("VERB", "VB"),
    ("NOUN", "NN"),
    ("PROPN", "NNP"),
    ("ADP", "IN"),
    ("PRON", "PRP"),
]


def random_sentence(seed: int) -> ParsedSentence:
    """Words in a tree of random shape, with random relations."""
    chance = random.Random(seed)
    order = chance.sample(range(14), 14)
    heads = {order[0]: order[0]} | {at: chance.choice(order[:n]) for n, at in enumerate(order[1:], 1)}
    tokens, start = [], 0
    for at in range(14):
        word, (pos, tag) = chance.choice(WORDS), chance.choice(TAGS)
        dep = "ROOT" if heads[at] == at else chance.choice(DEPS)
        tag = "TO" if word == "to" else tag
        tokens.append(Token(at, start, start + len(word), word, word.lower(), pos, tag, dep, heads[at]))
        start += len(word) + 1
    text = " ".join(t.text for t in tokens)
    return ParsedSentence(Sentence("a", 0, 0, len(text)), text, tuple(tokens))


@pytest.mark.parametrize("seed", range(300))
def test_any_tree_is_read_to_an_end(seed: int) -> None:
    sentence = random_sentence(seed)
    extract_changes(Article("a", "", sentence.text), sentence, Known())


def test_a_name_joined_to_a_day_is_joined_to_the_object() -> None:
    tree = tree_of("The Taliban captured Ghazni on Thursday and Kunduz on Saturday.")
    at = next(t.index for t in tree.tokens if t.text == "Ghazni")
    assert [tree.tokens[i].text for i in tree.conjuncts(at)] == ["Ghazni", "Kunduz"]
