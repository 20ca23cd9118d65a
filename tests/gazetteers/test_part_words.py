import pytest

from geo.gazetteers.part_words import find_part, whole_part


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("in northern [Syria], and", "north"),
        ("troops in north-eastern [Nigeria] said", "northeast"),
        ("in rural [Idlib]", "countryside"),
        ("the [Idlib] countryside.", "countryside"),
        ("[Aleppo]'s northern countryside", "north-countryside"),
        ("the northern [Hama] countryside", "north-countryside"),
        ("the northern countryside of [Hama]", "north-countryside"),
        ("western rural [Aleppo]", "west-countryside"),
        ("the outskirts of the city of [Homs]", "outskirts"),
        ("the eastern side of [Mosul]", "east"),
        ("in the north of [Mali]", "north"),
        ("southern and eastern [Ukraine]", "east"),
        ("central [Mali]", "centre"),
    ],
)
def test_words_around_a_name_say_which_part_of_it_is_meant(text: str, slug: str) -> None:
    before, _, rest = text.partition("[")
    part = find_part(before, rest.partition("]")[2])
    assert part is not None
    assert part.slug == slug


@pytest.mark.parametrize(
    "text", ["north of [Aleppo]", "a part of [Syria]", "[Hama] region", "the border of [Syria]", "Westend [Syria]"]
)
def test_what_lies_outside_or_is_the_whole_is_no_part(text: str) -> None:
    before, _, rest = text.partition("[")
    assert find_part(before, rest.partition("]")[2]) is None


def test_a_query_holds_nothing_else() -> None:
    assert whole_part("the outskirts of ", "") is not None
    assert whole_part("fighting in northern ", "") is None
