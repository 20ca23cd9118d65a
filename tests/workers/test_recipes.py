"""The recipes for other engines are what they say: what comes before and after runs, what the engines run names what there is."""

import ast
import importlib
import re
from pathlib import Path

import pytest

from geo.stores import open_store
from geo.workers.tables import read_partition, read_table, write_partition
from tests.sources.test_archives import write_warc
from tests.workers.readers import Reads

DOCUMENT = (Path(__file__).parent.parent.parent / "docs" / "scaling.md").read_text()
RECIPES = re.findall(r"```python\n(# (\w+).*?)```", DOCUMENT, re.DOTALL)


def recipe(name: str) -> str:
    (found,) = [code for code, first in RECIPES if first == name]
    return found


def test_articles_go_to_a_folder_and_readings_come_from_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_warc(tmp_path / "archive.warc.gz", 5, gzipped=True)
    exec(recipe("Beforehand"), {})  # noqa: S102 - our own document
    (tmp_path / "readings").mkdir()
    for path in (tmp_path / "articles").iterdir():
        write_partition(read_table(read_partition(path), Reads), tmp_path / "readings" / path.name)
    url = f"sqlite:///{tmp_path / 's.db'}"
    exec(re.sub(r'open_store\(".*?"\)', f"open_store({url!r})", recipe("Afterwards")), {})  # noqa: S102
    assert open_store(url).counts().articles == 5


@pytest.mark.parametrize("name", ["Spark", "Ray"])
def test_recipe_names_what_there_is(name: str) -> None:
    imported = [node for node in ast.walk(ast.parse(recipe(name))) if isinstance(node, ast.ImportFrom)]
    ours = [(node.module, alias.name) for node in imported for alias in node.names if node.module]
    assert len(ours) >= 2
    assert all(hasattr(importlib.import_module(module), attribute) for module, attribute in ours)
