"""Whether a text holds some words, in capitals or not, as each database finds it quickest."""

from typing import Any

from sqlalchemy import Boolean, ColumnElement
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

_ESCAPED = str.maketrans({c: f"/{c}" for c in "/%_"})


class _Like(FunctionElement[bool]):
    name = "like"
    type = Boolean()
    inherit_cache = True


# SQLite's own LIKE takes capitals of ASCII as small letters; SQLAlchemy would make every text small once more before it looks.
@compiles(_Like, "sqlite")
def _like(element: _Like, compiler: Any, **options: Any) -> str:
    text, pattern = (compiler.process(clause, **options) for clause in element.clauses)
    return f"({text} LIKE {pattern} ESCAPE '/')"


@compiles(_Like, "postgresql")
def _ilike(element: _Like, compiler: Any, **options: Any) -> str:
    text, pattern = (compiler.process(clause, **options) for clause in element.clauses)
    return f"({text} ILIKE {pattern} ESCAPE '/')"


def says(text: ColumnElement[str], words: str) -> ColumnElement[bool]:
    """Whether a column of texts holds the words as they are written, but for capitals."""
    return _Like(text, f"%{words.translate(_ESCAPED)}%")
