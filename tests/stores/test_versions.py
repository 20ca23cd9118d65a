"""What a source changes is kept as it was; what another place sends under the same id takes nothing's place."""

from dataclasses import replace

import pytest

from geo.records.facts import Reading
from geo.records.origins import apart_id, rename_article, same_origin
from geo.records.reading_json import to_json
from geo.records.views import Added, View
from geo.stores.sql import SqlStore

VICTIM, EVIL = "web:victim.example", "web:evil.example"


def of(reading: Reading, origin: str | None, text: str | None = None) -> Reading:
    article = reading.article
    return replace(reading, article=replace(article, origin=origin, text=text or article.text))


def test_new_text_from_the_same_place_is_a_version_and_the_older_one_stays_to_be_read(
    opened: SqlStore, readings: list[Reading]
) -> None:
    first = of(readings[0], VICTIM)
    opened.add([first])
    edited = of(readings[0], "web:www.victim.example", first.article.text + " Corrected.")
    assert opened.add([edited]).changed == 1
    assert opened.add([of(edited, VICTIM, edited.article.text + " Again.")]).changed == 1
    kept = [version.article for version in opened.versions(first.article.id)]
    assert [a.text for a in kept] == [edited.article.text, first.article.text]
    assert kept[1] == first.article
    assert opened.counts().articles == 1


@pytest.mark.parametrize("origin", [EVIL, "file:dump.jsonl", "page:0123", None])
def test_report_from_elsewhere_with_a_known_id_is_kept_beside_and_replaces_nothing(
    opened: SqlStore, readings: list[Reading], origin: str | None
) -> None:
    true = of(readings[0], VICTIM)
    opened.add([true])
    forged = of(readings[0], origin, "Nothing at all happened there. " + true.article.text)
    added = opened.add([forged])
    assert (added.new, added.changed) == (1, 0)
    assert opened.article(true.article.id) == true.article
    (beside,) = added.ids
    kept = opened.article(beside)
    assert kept is not None
    assert (kept.text, beside) == (forged.article.text, apart_id(forged.article))
    assert opened.versions(true.article.id) == []
    # All that was read in it goes by its own id: what is filtered, flagged or deleted by one touches not the other.
    assert {s.article.id for s in opened.sentences(View(articles=(beside,)))} == {beside}
    assert {c.article.id for c in opened.changes(View(articles=(true.article.id,)))} == {true.article.id}
    assert opened.add([forged], again=True).new == 0
    assert opened.add([forged]) == Added(known=1)
    assert opened.known(opened.tell_apart([forged.article])) == {beside}


def test_id_made_beforehand_of_anothers_name_is_no_way_in(opened: SqlStore, readings: list[Reading]) -> None:
    true, forged = of(readings[0], VICTIM), of(readings[0], EVIL, "Another story altogether, of another town.")
    third = of(readings[0], "web:third.example", "A third story, of a third town that day.")
    squat = of(readings[1], EVIL)
    squat = rename_article(squat, {squat.article.id: apart_id(third.article)})
    for reading in (true, forged, squat, third):
        opened.add([reading])
    assert opened.counts().articles == 4
    for reading in (true, squat):
        kept = opened.article(reading.article.id)
        assert kept is not None
        assert kept.text == reading.article.text


def test_one_id_twice_in_a_batch_loses_neither_text(opened: SqlStore, readings: list[Reading]) -> None:
    later = of(readings[0], None, readings[0].article.text + " Later edition.")
    added = opened.add([readings[0], readings[1], later])
    assert (added.new, added.changed) == (2, 1)
    assert [v.article.text for v in opened.versions(readings[0].article.id)] == [readings[0].article.text]


def test_withdrawn_report_goes_with_its_versions_and_does_not_come_back(
    opened: SqlStore, readings: list[Reading]
) -> None:
    opened.add([of(readings[0], VICTIM)])
    opened.add([of(readings[0], VICTIM, "A new text for the same report of that day.")])
    opened.delete([readings[0].article.id])
    assert opened.versions(readings[0].article.id) == []
    assert opened.add([of(readings[0], EVIL)]) == Added(withdrawn=1)


def test_old_reports_take_their_versions_along(opened: SqlStore, readings: list[Reading]) -> None:
    dated = max((r for r in readings if r.article.published), key=lambda r: str(r.article.published))
    opened.add([dated])
    opened.add([of(dated, None, "A new text for the same report of that day.")])
    assert dated.article.published is not None
    opened.delete_old(dated.article.published.replace(year=dated.article.published.year + 1))
    assert opened.versions(dated.article.id) == []


@pytest.mark.parametrize(
    ("stored", "address", "given", "same"),
    [
        (VICTIM, None, "web:www.victim.example", True),
        (VICTIM, None, EVIL, False),
        (VICTIM, None, "web:notvictim.example", False),
        (VICTIM, None, "file:victim.example", False),
        ("file:a.jsonl", None, "file:b.jsonl", False),
        ("page:12", None, "page:13", False),
        # Stored by a version that noted no origins: its address is believed.
        (None, "https://victim.example/story", VICTIM, True),
        (None, "https://victim.example/story", EVIL, False),
        (None, None, EVIL, False),
        (None, None, "file:a.jsonl", True),
        (None, None, "page:12", False),
        (None, None, None, True),
    ],
)
def test_only_the_same_place_sends_new_versions(
    stored: str | None, address: str | None, given: str | None, same: bool
) -> None:
    assert same_origin(stored, address, given) is same


def test_renamed_reading_names_its_old_id_nowhere(readings: list[Reading]) -> None:
    for reading in readings:
        renamed = rename_article(reading, {reading.article.id: "another"})
        assert reading.article.id in str(to_json(reading))
        assert f"'{reading.article.id}'" not in str(to_json(renamed))
        assert rename_article(renamed, {"another": reading.article.id}) == reading
