"""The README says what is there, and its example runs."""

import re
import subprocess
import sys
from pathlib import Path

import typer.main

from geo.__main__ import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()


def test_readme_names_every_command() -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    assert not {name for name in commands if f"python -m geo {name}" not in README}


def test_readme_names_every_setting() -> None:
    names = set(re.findall(r'"(DATELINE_\w+)"', (ROOT / "geo" / "settings.py").read_text()))
    assert names
    assert not {name for name in names if f"`{name}`" not in README}


def test_readme_example_prints_what_it_says() -> None:
    example = re.search(r"```python\n(.+?)```\n\nprints `(.+?)`", README, re.DOTALL)
    assert example
    ran = subprocess.run([sys.executable, "-c", example[1]], capture_output=True, text=True, check=True, cwd=ROOT)
    assert ran.stdout.strip() == example[2]


def test_pictures_and_pages_that_the_readme_shows_are_there() -> None:
    links = re.findall(r"\]\((?!http)([^)#]+)\)", README)
    assert links
    assert not [link for link in links if not (ROOT / link).exists()]
