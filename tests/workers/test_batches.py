import pytest

from geo.errors import MissingPartError
from geo.workers.batches import Batch, read_batch, read_here
from tests.workers.readers import Reads, Stumbles, make_articles


def test_batches_are_read_in_order() -> None:
    batches = [Batch(make_articles("a", "b")), Batch(make_articles("c"))]
    texts = [[r.article.text for r in outcome.readings] for _, outcome in read_here(batches, Reads)]
    assert texts == [["a", "b"], ["c"]]


def test_article_that_makes_the_reader_fail_costs_only_itself() -> None:
    outcome = read_batch(Stumbles(), make_articles("a", "BAD", "c"))
    assert [r.article.text for r in outcome.readings] == ["a", "c"]
    assert outcome.failed == (("title 1", "ValueError: a fault of ours"),)


def test_missing_model_ends_the_run() -> None:
    class Incomplete(Reads):
        def read_many(self, articles):  # type: ignore[no-untyped-def]
            raise MissingPartError("no model")

    with pytest.raises(MissingPartError):
        read_batch(Incomplete(), make_articles("a"))
