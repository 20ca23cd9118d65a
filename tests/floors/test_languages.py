"""Russian and Ukrainian passages are read no worse than measured: a floor a few points under the figures of docs/languages.md."""

import pytest

from geo.gazetteers.sqlite import Gazetteer
from geo.pipeline import Reader
from geo.training.language_passages import Scores, read_passages, score

pytest.importorskip("pymorphy3")
FLOORS = {"ru": (94.0, 84.0, 86.0, 58.0), "uk": (94.0, 87.0, 87.0, 54.0)}
"""Names exact, points within 25 km, changes told, and told with the right status, side and place; on the passages that rules were made on."""


@pytest.fixture(scope="module", params=sorted(FLOORS))
def scored(request: pytest.FixtureRequest, gazetteer: Gazetteer) -> tuple[str, Scores]:
    return request.param, score(request.param, False, Reader(gazetteer))


def test_passages_are_read_as_measured(scored: tuple[str, Scores]) -> None:
    language, scores = scored
    names, points, told, joint = FLOORS[language]
    assert scores.names.f1 >= names
    assert scores.points.share >= points
    assert scores.told.f1 >= told
    assert scores.joint.f1 >= joint


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_a_third_of_the_passages_is_kept_apart(language: str) -> None:
    passages = read_passages(language)
    kept = sum(p.kept for p in passages)
    assert len(passages) >= 80
    assert len(passages) / 4 < kept < len(passages) / 2
