"""`explain`: why a sentence was read as it was."""

from typing import Annotated

import typer
from rich.console import Console

from geo.commands.console import told_in_one_line
from geo.commands.read import DateOption
from geo.commands.showing import show_reading
from geo.sources.article_fields import make_article


@told_in_one_line
def explain(
    sentence: Annotated[str, typer.Argument(help="A sentence, or several.")], published: DateOption = None
) -> None:
    """Read one sentence and say why: the candidates, scores and reasons of each place, the rule and words of each change."""
    from geo.pipeline import Reader

    article = make_article({"text": sentence, "published": published}, "the sentence")
    show_reading(Console(highlight=False), Reader().read(article), why=True)
