from tests.floors.place_table import ABSENT, OUT_OF_FOLD, table


def test_the_table_sets_our_figures_beside_others_best_first() -> None:
    lines = list(table({"lgl": {"exact": 91.8, "joint": 81.0, "km": 0.0}, "own": {"exact": 95.5}}, OUT_OF_FOLD))
    assert "out of fold" in lines[0]
    assert lines[2].startswith(
        "LGL       exact F1         91.8  89.5 Mordecai 3 with its span head · 74.6 StanfordNER 2018"
    )
    assert lines[3].startswith("          joint F1         81.0  59.6 ")
    assert lines[5].startswith("own set   exact F1         95.5  242 own texts")


def test_the_table_says_when_the_corpora_are_absent() -> None:
    assert ABSENT in next(table({"own": {"exact": 95.5}}, ""))
