"""Who is named as fighting: names, compositions of nationality and noun, and references."""

from datetime import date

import pytest

from geo.records.actors import ActorMention
from tests.extractors.events.control_reading import read_actors


def found(text: str, published: date | None = None) -> list[tuple[str, str | None, str]]:
    return [(m.text, m.actor.id if m.actor else None, m.method) for m in read_actors(text, published)]


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Islamic State took Raqqa.", "Islamic State", "is"),
        ("The “Islamic state” took Raqqa.", "Islamic state", "is"),
        ("IS took Raqqa.", "IS", "is"),
        ("Hay'at Tahrir al-Sham took Idlib.", "Hay'at Tahrir al-Sham", "hts"),
        ("Hayaat Tahrir Al-Sham took Idlib.", "Hayaat Tahrir Al-Sham", "hts"),
        ("M23 took Goma.", "M23", "m23"),
        ("Al-Shabaab overran a base.", "Al-Shabaab", "al-shabaab"),
        ("IS fighters took Palmyra.", "IS", "is"),
        ("Assad's forces took Idlib.", "Assad's forces", "sy-forces"),
    ],
)
def test_names_of_the_table(text: str, words: str, actor: str) -> None:
    assert (words, actor, "dictionary") in found(text)


def test_a_country_behind_a_town_of_it_is_nobody_who_acts() -> None:
    text = "Islamic State was involved in the retaking of Palmyra, Syria, before they left."
    assert [m[1] for m in found(text) if m[0] == "they"] == ["is"]


def test_long_names_of_the_table_may_stand_in_small_letters() -> None:
    assert ("free syrian army", "fsa", "dictionary") in found("Brigades of free syrian army took Idlib.")


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Syrian forces took Manbij.", "sy-forces"),
        ("The American military took Ramadi.", "us-forces"),
        ("The Czech military left Baghdad.", "cz-forces"),
    ],
)
def test_a_nation_is_not_taken_for_a_name_that_sounds_alike(text: str, actor: str) -> None:
    assert [m[1] for m in found(text)] == [actor]


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        (
            "“We hold Mosul,” Iraqi Prime Minister Haider al-Abadi said.",
            "Iraqi Prime Minister Haider al-Abadi",
            "iq-forces",
        ),
        ("“We hold Bakhmut,” said Yevgeny Prigozhin, head of the Wagner Group.", "Yevgeny Prigozhin", "wagner"),
        ("The Iraqi general Abdul Amir Yarallah spoke on Monday. His units took Bartella.", "His", "iq-forces"),
    ],
)
def test_who_leads_a_side_speaks_for_it(text: str, words: str, actor: str) -> None:
    assert (words, actor, "reference") in found(text)


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Khalifa Haftar flew to Cairo. His forces seized Sirte.", "His", "lna"),
        ("President Bashar al-Assad spoke on Sunday. “Our forces hold Homs,” he said.", "he", "sy-forces"),
        ("Haftar said his army would take Sirte.", "his", "lna"),
        ("The rebels' leader, Riek Machar, spoke in Juba. His fighters took Malakal.", "His", "spla-io"),
        ("“We hold Kherson,” Zelensky said.", "Zelensky", "ua-forces"),
    ],
)
def test_known_leaders_lead_their_side(text: str, words: str, actor: str) -> None:
    assert (words, actor, "reference") in found(text)


def test_fighters_of_somebody_named_point_back_to_nobody() -> None:
    assert ("terrorists", None, "unresolved") not in found("The army left Gwoza. The terrorists of ISIS seized it.")


def test_an_acronym_that_is_spelled_out_is_no_other_countrys() -> None:
    text = "The Syrian Arab Coalition left Manbij in Syria. The SAC took Idlib."
    assert "mm-junta" not in [m[1] for m in found(text)]
    assert "mm-junta" in [m[1] for m in found("The State Administration Council spoke. The SAC took Lashio.")]


def test_leaders_lead_only_in_their_years() -> None:
    text = "Zelensky spoke in Odesa. His troops held Kherson."
    assert ("His", "ua-forces", "reference") in found(text, date(2022, 5, 1))
    assert [m for m in found(text, date(2012, 5, 1)) if m[1]] == []


def test_who_says_he_is_a_person_and_no_group() -> None:
    text = "Boko Haram left Gwoza. The mayor, Ali Mustapha, spoke on Monday. “It is calm,” he said."
    assert [m[1] for m in found(text) if m[0] == "he"] == [None]


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("The Turkish offensive captured Afrin.", "Turkish", "tr-forces"),
        ("Iraqi operations to retake Mosul began.", "Iraqi", "iq-forces"),
    ],
)
def test_a_nation_before_a_deed_of_war_is_its_forces(text: str, words: str, actor: str) -> None:
    assert (words, actor, "demonym") in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Turkish charm offensive ended.",
        "Iraqi songs were sung.",
        "The Turkish-backed offensive took Afrin.",
    ],
)
def test_a_nation_before_other_nouns_is_not(text: str) -> None:
    assert [m for m in found(text) if m[2] == "demonym"] == []


@pytest.mark.parametrize(
    "text",
    [
        "“We hold Azaz,” a Syrian rebel commander said.",
        "A Syrian baker said: “We left Idlib.”",
        "Viktor Malinov said that his army had taken Lysychansk.",
        "The Syrian-born chief of the bank said that his units were sold.",
    ],
)
def test_whose_office_tells_no_side_speaks_for_none(text: str) -> None:
    assert [m for m in found(text) if m[2] == "reference"] == []


@pytest.mark.parametrize("text", ["It is in Raqqa.", "The sdf of the system is small.", "RAQQA IS FREE"])
def test_acronyms_are_only_read_in_capitals(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Chadian troops took Baga.", "Chadian troops", "td-forces"),
        ("The Iraqis took Mosul.", "Iraqis", "iq-forces"),
        ("Detachments of syrian army took Idlib.", "syrian army", "sy-forces"),
        ("Russian-Syrian forces took Idlib.", "Syrian forces", "sy-forces"),
        ("Turkey took Manbij.", "Turkey", "tr-forces"),
        ("Ethiopia army recaptured Mekelle.", "Ethiopia army", "et-forces"),
        ("Kherson remains under Russian occupation.", "Russian", "ru-forces"),
    ],
)
def test_nationality_and_force_noun(text: str, words: str, actor: str) -> None:
    assert (words, actor, "demonym") in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "French-backed forces took Sirte.", "Ethiopian rebels took Mekelle.", "French wine is sold in Goma.",
        "Syrian rebel forces took Idlib.", "Pro-Russian forces took Kramatorsk.", "Pro-Turkish Syrian forces took Manbij.",
        "Haitian gangs took Mirebalais.", "Ethiopia rebels took Mekelle.",
    ],
)  # fmt: skip
def test_who_is_backed_or_rebels_is_no_state(text: str) -> None:
    assert [m for m in found(text) if m[2] == "demonym"] == []


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Boko Haram entered Gwoza. They seized it.", "They", "boko-haram"),
        ("Boko Haram entered Gwoza. The group seized it.", "group", "boko-haram"),
        ("Boko Haram entered Gwoza. The militants seized it.", "militants", "boko-haram"),
        ("Boko Haram entered Gwoza. The fighters of the group seized it.", "group", "boko-haram"),
        ("Government forces took Raqqa.", "Government forces", "sy-forces"),
        ("The army took Kherson.", "army", "ua-forces"),
    ],
)
def test_references(text: str, words: str, actor: str) -> None:
    assert (words, actor, "reference") in found(text)


def test_a_reference_to_nobody_stays_as_written() -> None:
    assert ("group", None, "unresolved") in found("The group seized Gwoza.")


def test_militants_without_article_are_not_those_named_before() -> None:
    assert "militants" not in [words.lower() for words, _, _ in found("Boko Haram entered Gwoza. Militants fled.")]


def test_a_shared_name_means_the_actor_of_the_reports_years_and_countries() -> None:
    old = [m for m in found("Fighters of the SNA entered Manbij.", date(2019, 10, 12)) if m[2] == "dictionary"]
    assert [actor for _, actor, _ in old] == ["sna-syria"]


def test_allies_are_those_of_the_reports_year() -> None:
    def allies(year: int) -> tuple[str, ...]:
        mentions: tuple[ActorMention, ...] = read_actors("The Nusra Front entered Idlib.", date(year, 1, 1))
        return next(m.actor.allies for m in mentions if m.actor)

    assert allies(2014) == ("al-qaeda",)
    assert allies(2018) == ("hts",)


def test_our_is_the_only_side_whose_command_speaks() -> None:
    spoken = "The operations room of Jaish al-Fatah announces a victory. Our brothers hold Idlib."
    assert ("Our", "jaysh-al-fatah", "reference") in found(spoken, date(2015, 5, 1))
    issued = "The YPG issued a statement. Our brothers hold Manbij."
    assert ("Our", "ypg", "reference") in found(issued, date(2016, 5, 1))
    commanded = "The General Command of the Army announces that Douma is quiet. Our army holds Douma."
    assert ("Our", "sy-forces", "reference") in found(commanded, date(2018, 5, 1))
    assert "Our" not in [text for text, _, _ in found("Jaish al-Fatah is strong. Our brothers hold Idlib.")]


def test_of_two_commands_neither_is_our() -> None:
    spoken = "The command of the YPG and the command of Jaish al-Fatah met. Our brothers hold Idlib."
    assert "Our" not in [text for text, _, _ in found(spoken, date(2015, 5, 1))]


def test_the_army_is_not_that_of_a_country_only_visited() -> None:
    text = "The minister spoke of Mosul during a visit to Turkey. The army entered Mosul."
    assert ("army", "iq-forces", "reference") in found(text, date(2017, 1, 1))


def test_a_side_of_a_place_is_no_actor() -> None:
    assert "eastern side" not in [text for text, _, _ in found("The minister visited the eastern side of Mosul.")]
