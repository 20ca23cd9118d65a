"""Which parts of places a text means, and what is told of them."""

from datetime import date

from geo.geocoding.areas import find_areas
from geo.records.places import Place, PlaceMention
from geo.records.text import Article, Sentence
from tests.gazetteers.small import in_memory

GAZETTEER = in_memory()


def marked(text: str, *names: str) -> tuple[PlaceMention, ...]:
    """The mentions of `names` in a text of one sentence, each with the first place the gazetteer has."""
    article = Article("a", "", text, published=date(2017, 3, 1))
    mentions = [PlaceMention(0, text.index(n), text.index(n) + len(n), n, first(n)) for n in names]
    return find_areas(mentions, article, [Sentence("a", 0, 0, len(text))], GAZETTEER)


def first(name: str) -> Place | None:
    return next((m.place for m in GAZETTEER.match(name)), None)


def areas(text: str, *names: str) -> list[str]:
    return [m.area.name if m.area else "" for m in marked(text, *names)]


def test_a_part_goes_with_the_mention_which_keeps_words_and_place() -> None:
    (syria,) = marked("Shells fell in northern Syria on Monday.", "Syria")
    assert (syria.text, syria.place) == ("Syria", first("Syria"))
    assert syria.area is not None
    assert (syria.area.id, syria.area.kind) == ("dl:derived:north-of:SY", "derived")
    assert syria.reasons[-1].startswith("the part of it called “northern”: northern Syria, within ")


def test_each_mention_has_its_own_part() -> None:
    text = "From the outskirts of Mosul they drove to Raqqa's northern countryside, north of Tabqa."
    assert areas(text, "Mosul", "Raqqa", "Tabqa") == ["outskirts of Mosul", "northern countryside of Raqqa", ""]


def test_a_border_named_by_two_peoples_is_a_mention_of_its_own() -> None:
    (border,) = marked("The Syrian-Iraqi border was closed.")
    assert (border.text, border.start) == ("Syrian-Iraqi border", 4)
    assert border.place is not None
    assert border.place.id == "dl:derived:border-of:IQ-SY"


def test_a_border_named_by_two_countries_is_the_area_of_both() -> None:
    text = "They crossed the border between Iraq and Syria."
    assert areas(text, "Iraq", "Syria") == ["border of Iraq and Syria"] * 2
    assert areas("They reached Syria's border with Iraq.", "Syria", "Iraq") == ["border of Iraq and Syria"] * 2


def test_a_name_without_a_place_has_no_part() -> None:
    (unknown,) = marked("Shells fell in northern Xyzzy.", "Xyzzy")
    assert unknown.area is None


def test_a_river_is_drawn_near_the_town_of_its_sentence() -> None:
    euphrates = Place("dl:euphrates", "Euphrates", 34.4, 41.0, "water")
    text = "They left Mosul, crossed the Euphrates and entered Raqqa."
    river = PlaceMention(0, text.index("Euphrates"), text.index("Euphrates") + 9, "Euphrates", euphrates)
    towns = [PlaceMention(0, text.index(n), text.index(n) + len(n), n, first(n)) for n in ("Mosul", "Raqqa")]
    found = find_areas([*towns, river], Article("a", "", text), [Sentence("a", 0, 0, len(text))], GAZETTEER)
    assert [m.area.name for m in found if m.area] == ["Euphrates near Raqqa"]
