"""Cards of evidence: what they say, how they are cited, and copies of one text folded into one."""

import re
from dataclasses import replace

from geo.panels.evidence import as_sentence, card, cite, fold_stories, places_of
from geo.records.views import View
from geo.stores.sql import SqlStore
from geo.views.colours import ActorColours
from tests.stories import ALEPPO, RAQQA


def test_card_says_who_reported_what_and_links_only_to_the_web(store: SqlStore) -> None:
    told = next(s for s in store.sentences(View()) if s.article.id == "a1")
    words = re.sub(r"<[^>]*>", "", card(told, ActorColours()))
    assert words.startswith("3 Nov 2016 · Sample agency · The fallISIS seized Raqqa, 160 km from Aleppo")
    assert 'href="https://example.org/1"' in card(told, ActorColours())


def test_sentence_is_cited_with_publisher_title_day_and_number(store: SqlStore) -> None:
    told = {s.article.id: s for s in store.sentences(View())}
    assert cite(told["a1"]) == "Sample agency, “The fall”, 3 Nov 2016, sentence 1, https://example.org/1"
    assert cite(told["a2"]) == "Sample daily, “Retaken”, 17 Oct 2017, sentence 1, report a2"


def test_copies_of_one_text_are_one_card_that_names_the_others(store: SqlStore) -> None:
    first = replace(store.sentences(View())[0], story="s1")
    copy = replace(first, article=replace(first.article, id="copy", publisher="Other <agency>"))
    other = replace(first, text="Something else.", sentence=replace(first.sentence, index=1))
    folded = fold_stories([first, copy, other])
    assert [(s.text, [a.id for a in copies]) for s, copies in folded] == [(first.text, ["copy"]), (other.text, [])]
    assert "The same words in 1 more report: <span>Other &lt;agency&gt;</span>" in card(
        first, ActorColours(), None, folded[0][1]
    )


def test_two_facts_of_a_sentence_are_one_card_and_no_corroboration(store: SqlStore) -> None:
    fact = as_sentence(next(c for c in store.changes(View()) if c.article.id == "a2"))
    siege = replace(fact.changes[0], kind="siege", status="state")
    folded = fold_stories([fact, replace(fact, changes=(siege,)), fact])
    assert [(told.changes, copies) for told, copies in folded] == [((*fact.changes, siege), [])]
    words = card(folded[0][0], ActorColours(), None, folded[0][1])
    assert ("Recapture" in words, "Siege" in words, "more report" in words) == (True, True, False)


def test_a_report_that_repeats_itself_is_no_copy(store: SqlStore) -> None:
    first = store.sentences(View())[0]
    again = replace(first, sentence=replace(first.sentence, index=3))
    assert [copies for _, copies in fold_stories([first, again])] == [[], []]


def test_places_stand_in_the_order_of_the_words_each_once(store: SqlStore) -> None:
    told = next(s for s in store.sentences(View()) if s.article.id == "a1")
    assert places_of(told) == [RAQQA, ALEPPO]
    assert places_of(replace(told, mentions=told.mentions * 2)) == [RAQQA, ALEPPO]


def test_change_and_distance_become_the_sentence_they_stand_in(store: SqlStore) -> None:
    change, distance = store.changes(View())[-1], store.distances(View())[0]
    assert as_sentence(change).changes == (change.change,)
    assert [m.text for m in as_sentence(distance).mentions] == ["Aleppo", "Raqqa"]
