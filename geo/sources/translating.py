"""Turns a report in a language without rules into English by a command that the user names, and marks it as a machine's work.

`DATELINE_TRANSLATE` is the command with its arguments, in which `{language}` stands for the report's language, as in
`argos-translate --from-lang {language} --to-lang en`. It gets a text on standard input and writes the English on standard output.
"""

import re
import shlex
import subprocess

from geo.errors import InputError
from geo.records.text import Article
from geo.settings import translate_command

SECONDS = 300
"""A command that has not ended after so long is stopped: a model that loads for the first time takes a minute."""
MOST = 1_000_000
"""Characters of a report that are given to the command at most."""
_CODE = re.compile(r"[a-z]{2,3}")


def translate(article: Article) -> Article | None:
    """The article in English before its text as it was written; None where no command is set.

    Raises InputError, naming the command, where it fails, takes too long or gives nothing.
    """
    command = translate_command()
    if not command or not _CODE.fullmatch(article.language):
        return None
    title = _run(command, article.title, article.language) if article.title.strip() else article.title
    return article.translated(_run(command, article.text[:MOST], article.language), " ".join(title.split()))


def _run(command: str, text: str, language: str) -> str:
    try:
        # Given as a list: no shell reads a word of the report or of its language.
        arguments = [part.replace("{language}", language) for part in shlex.split(command)]
        done = subprocess.run(
            arguments, input=text.encode("utf-8", "replace"), capture_output=True, timeout=SECONDS, check=True
        )
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise InputError(
            f"DATELINE_TRANSLATE ({command}): a report in {language!r} was not translated: {error}"
        ) from error
    translated = done.stdout.decode("utf-8", "replace").strip()
    if not translated:
        raise InputError(f"DATELINE_TRANSLATE ({command}): a report in {language!r} came back empty")
    return translated
