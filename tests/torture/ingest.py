"""The real `ingest`, with a reader that needs no model: what the torture script starts and kills."""

import time
from collections.abc import Iterable, Iterator

import geo.pipeline
from geo.records.facts import Reading, StatedDistance
from geo.records.text import Article
from tests.stories import ALEPPO, ISIS, RAQQA, actor, change, evidence, mention, reading

TEXT = "ISIS seized Raqqa, 160 km from Aleppo, report {n} says."
SECONDS = 0.003


class Reads:
    """Reads a report of `TEXT`: two places, a change, a distance. Takes as long as rules do."""

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """One reading an article."""
        return (self.read(article) for article in articles)

    def read(self, article: Article) -> Reading:
        """The reading of one article."""
        time.sleep(SECONDS)
        raqqa, aleppo = mention(article, "Raqqa", RAQQA), mention(article, "Aleppo", ALEPPO)
        fact = change(article, "seized", gained_by=actor(article, "ISIS", ISIS), places=(raqqa,))
        said = evidence(article, "160 km from Aleppo", "distance")
        stated = StatedDistance(
            19, 25, "160 km", 160, "km", 160, None, False, aleppo, raqqa, said, 168.6, 8.6, "agrees"
        )
        return reading(article, mentions=(raqqa, aleppo), changes=(fact,), distances=(stated,))


if __name__ == "__main__":
    geo.pipeline.Reader = Reads  # type: ignore[misc,assignment]
    from geo.__main__ import app

    app()
