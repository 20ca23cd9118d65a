"""Python holds no vocabulary: what reads a text compares its words with those of the rule files only."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "geo"
FILES = sorted(p for room in ("extractors", "geocoding") for p in (ROOT / room).rglob("*.py"))
AUXILIARIES = {"be", "have", "n't", "s", "'s", "’s"}
"""Lemmas that the parse itself is made of."""
_WORDS_OF_TEXT = re.compile(r"\.(?:text|lemma)\b|\b(?:word|lemma)\b")
_ALTERNATIVES = re.compile(r"(?<![\w\\])[a-z]{2,}\|[a-z]{2,}(?![\w:])")


def strings_in(node: ast.AST) -> Iterator[str]:
    yield from (n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str))


def compared_words(tree: ast.AST) -> Iterator[str]:
    """The words that a text's words are compared with; classes that a word is looked up for (`nouns.get(...)`) are none."""
    for node in ast.walk(tree):
        left = ast.unparse(node.left) if isinstance(node, ast.Compare) else ""
        if isinstance(node, ast.Compare) and _WORDS_OF_TEXT.search(left) and ".get(" not in left:
            listed = (e for c in node.comparators for e in getattr(c, "elts", [c]))
            yield from (
                str(e.value)
                for e in listed
                if isinstance(e, ast.Constant) and str(e.value).isalpha() and e.value is not None
            )


def alternatives(tree: ast.AST) -> Iterator[str]:
    """The regular expressions that choose between words."""
    docs = {ast.get_docstring(n, clean=False) for n in ast.walk(tree) if isinstance(n, ast.Module | ast.FunctionDef | ast.ClassDef)}  # fmt: skip
    yield from (s for s in strings_in(tree) if s not in docs and len(s) < 400 and _ALTERNATIVES.search(s))


@pytest.mark.parametrize("path", FILES, ids=[str(p.relative_to(ROOT)) for p in FILES])
def test_words_of_a_text_are_compared_with_words_of_the_rule_files(path: Path) -> None:
    tree = ast.parse(path.read_text())
    assert set(compared_words(tree)) - AUXILIARIES == set()
    assert list(alternatives(tree)) == []
