"""Readers without a language model, each in its own way trouble for the process that runs it."""

import os
import signal
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from geo.records.facts import Reading
from geo.records.text import Article
from tests.stories import reading


class Reads:
    """Reads an article as one sentence."""

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        return (self.read(article) for article in articles)

    def read(self, article: Article) -> Reading:
        return reading(article, notes=(str(os.getpid()),))


class Stumbles(Reads):
    """Fails over the words BAD."""

    def read(self, article: Article) -> Reading:
        if "BAD" in article.text:
            raise ValueError("a fault of ours")
        return super().read(article)


class DiesOnce(Reads):
    """Kills its own process at the words DIE <path>, the first time."""

    def read(self, article: Article) -> Reading:
        if "DIE" in article.text and not (mark := Path(article.text.split()[-1])).exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().read(article)


class DiesAlways(Reads):
    """Kills its own process at the words DIE."""

    def read(self, article: Article) -> Reading:
        if "DIE" in article.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().read(article)


class Slow(Reads):
    """Takes 50 ms an article."""

    def read(self, article: Article) -> Reading:
        time.sleep(0.05)
        return super().read(article)


def make_articles(*texts: str) -> tuple[Article, ...]:
    return tuple(Article(f"{n:04}", f"title {n}", text) for n, text in enumerate(texts))
