"""Changes of control: which are read, of which places, by whom, when and how surely."""

from datetime import date

import pytest

from geo.extractors.events.reading import may_tell_change
from tests.extractors.events.control_reading import parse, place_names, read_changes, words

Row = tuple[str, str, str, list[str], str | None, str | None, str | None]
# text, kind, status, places, gained by, lost by, held by
ROWS: list[Row] = [
    ("Rebels captured Idlib on Saturday.", "seize", "completed", ["Idlib"], "Rebels", None, None),
    ("Idlib was captured by rebels.", "seize", "completed", ["Idlib"], "rebels", None, None),
    ("Idlib falls to rebels", "seize", "completed", ["Idlib"], "rebels", None, None),
    ("The fall of Idlib to the rebels shocked the army.", "seize", "completed", ["Idlib"], "rebels", None, None),
    ("The army gradually took control of Palmyra.", "seize", "completed", ["Palmyra"], "army", None, None),
    ("The army retook Palmyra from Islamic State.", "regain", "completed", ["Palmyra"], "army", "Islamic State", None),
    ("The army drove the rebels out of Homs.", "seize", "completed", ["Homs"], "army", "rebels", None),
    ("Soldiers cleared Ramadi of the last gunmen.", "seize", "completed", ["Ramadi"], "Soldiers", "last gunmen", None),
    ("The army lost Saraqib to the rebels.", "seize", "completed", ["Saraqib"], "rebels", "army", None),
    ("The army lost Saraqib.", "withdraw", "completed", ["Saraqib"], None, "army", None),
    ("The rebels handed Douma over to the army.", "transfer", "completed", ["Douma"], "army", "rebels", None),
    ("Troops withdrew from Izium at night.", "withdraw", "completed", ["Izium"], None, "Troops", None),
    ("The brigade is advancing on Kreminna.", "advance", "ongoing", ["Kreminna"], "brigade", None, None),
    ("The militia launched an offensive on Marib on Monday.", "offensive", "started", ["Marib"], "militia", None, None),
    ("Jihadists have besieged Kobani since September.", "siege", "ongoing", ["Kobani"], "Jihadists", None, None),
    ("Aid was turned away from besieged Taiz.", "siege", "state", ["Taiz"], None, None, None),
    ("Clashes broke out in Malakal.", "clash", "completed", ["Malakal"], None, None, None),
    ("Soldiers repelled an attack on Marib.", "repel", "completed", ["Marib"], None, None, "Soldiers"),
    ("The group still controls Raqqa.", "hold", "state", ["Raqqa"], None, None, "group"),
    ("Shells hit rebel-held Homs.", "hold", "state", ["Homs"], None, None, "rebel"),
    ("Most of Taiz is in the hands of the rebels.", "hold", "state", ["Taiz"], None, None, "rebels"),
    ("The coalition intends to release Raqqa.", "regain", "planned", ["Raqqa"], "coalition", None, None),
    ("Fell Mosul in hands of the militants.", "seize", "completed", ["Mosul"], "militants", None, None),
    ("Fell city of Palmyra into hands of army.", "seize", "completed", ["Palmyra"], "army", None, None),
    ("Was taken Palmyra by the rebels.", "seize", "completed", ["Palmyra"], "rebels", None, None),
    ("The envoy spoke of the assault on Kidal.", "offensive", "planned", ["Kidal"], None, None, None),
    ("Turkey condemned the assault on Aleppo.", "offensive", "completed", ["Aleppo"], None, None, None),
    ("Islamists abandoned Kidal after the strikes.", "withdraw", "completed", ["Kidal"], None, "Islamists", None),
    ("Russia handed over the town of Izium to Ukraine.", "transfer", "completed", ["Izium"], "Ukraine", "Russia", None),
    ("Militia leader claims full control of Sirte", "seize", "completed", ["Sirte"], "Militia", None, None),
]


@pytest.mark.parametrize(("text", "kind", "status", "places", "gained", "lost", "held"), ROWS, ids=[r[0] for r in ROWS])
def test_one_change(
    text: str, kind: str, status: str, places: list[str], gained: str | None, lost: str | None, held: str | None
) -> None:
    (change,) = (c for c in read_changes(text, date(2020, 10, 7)) if c.kind != "incident")
    assert (change.kind, change.status, place_names(change)) == (kind, status, places)
    assert [words(side) for side in (change.gained_by, change.lost_by, change.held_by)] == [gained, lost, held]


NONE = [
    "Police captured a commander of the rebels in Goma.",
    "Soldiers seized fifty rifles near Malakal.",
    "A bank took control of a company in Goma.",
    "The champion took control of the match in Kabul.",
    "The minister left Kabul for talks.",
    "Shells fell on Aleppo through the night.",
    "Demonstrators marched through Kabul.",
    "Talks were held in Juba.",
    "Doctors brought the epidemic under control in Bunia.",
    "The film captured the mood of Aleppo.",
    "The capture of the smuggler pleased Goma.",
    "Sorry.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_change_of_control(text: str) -> None:
    assert [change for change in read_changes(text) if change.kind != "incident"] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The army took Goma and the town of Bunia was bombed.", ["Goma"]),
        ("Rebels took Goma and Bunia and were praised.", ["Goma", "Bunia"]),
    ],
)
def test_the_subject_of_what_follows_is_not_taken_too(text: str, told: list[str]) -> None:
    (seized,) = (c for c in read_changes(text) if c.kind == "seize")
    assert place_names(seized) == told


def test_a_holding_beside_another_change_is_read_too() -> None:
    text = "The army bombed rebel-held Aleppo and took Saraqib."
    found = {c.kind: (place_names(c), words(c.held_by)) for c in read_changes(text)}
    assert found["hold"] == (["Aleppo"], "rebel")
    assert found["seize"] == (["Saraqib"], None)


def test_who_speaks_for_a_side_is_we() -> None:
    (change,) = read_changes("“We have taken Bakhmut,” said Yevgeny Prigozhin, head of the Wagner Group.")
    assert change.gained_by is not None and change.gained_by.actor is not None
    assert (change.gained_by.text, change.gained_by.actor.id) == ("We", "wagner")


def test_whose_march_it_is_may_stand_behind_it() -> None:
    advance = read_changes("Boko Haram fought in Baga. In their march on Raqqa, the SDF took two villages.")[-2]
    assert advance.gained_by and advance.gained_by.actor and advance.gained_by.actor.id == "sdf"


def test_what_a_deed_points_back_to_is_not_learned_as_a_name_of_the_sentence() -> None:
    _, second, *_ = read_changes("The army took Goma. Rebels hold the city and shelled the town.")
    assert place_names(second) == ["Goma"]


def test_talks_on_a_role_in_an_assault_are_no_assault_yet() -> None:
    (change,) = read_changes("The army began talks on Turkey's role during the assault on Raqqa.")
    assert change.status == "planned"


def test_who_is_joined_is_no_enemy() -> None:
    (change,) = read_changes("Local fighters join the SDF and fight to liberate Raqqa.")
    assert change.lost_by is None


def test_nobody_takes_a_place_from_himself() -> None:
    (siege,) = (
        c for c in read_changes("The army has encircled Khartoum, a city held by the military.") if c.kind == "siege"
    )
    assert siege.gained_by is not None and siege.gained_by.actor is not None
    assert siege.lost_by is not None and siege.lost_by.actor is None


def test_every_name_of_a_list_is_a_place() -> None:
    (change,) = read_changes("The army took the villages of Saraqib, Azaz and Manbij.")
    assert place_names(change) == ["Saraqib", "Azaz", "Manbij"]


def test_opposite_changes_in_one_sentence_are_two() -> None:
    taken, left = read_changes("Rebels seized Goma on Monday while the army withdrew from Bunia.", date(2020, 10, 7))
    assert [(c.kind, place_names(c)) for c in (taken, left)] == [("seize", ["Goma"]), ("withdraw", ["Bunia"])]


def test_a_broken_sentence_without_its_verb_is_read_by_its_nouns() -> None:
    text = "The fighters of ISIS control of Raqqa in the winter of 2013, they gradually took control of the entire province."
    first, second = read_changes(text, date(2016, 11, 3))
    assert (first.kind, first.status, place_names(first)) == ("seize", "completed", ["Raqqa"])
    assert (second.kind, words(second.gained_by), second.places[0].text) == ("seize", "they", "entire province")
    assert first.gained_by is not None
    assert second.gained_by is not None
    assert first.gained_by.actor == second.gained_by.actor is not None


def test_a_word_that_points_back_means_the_place_named_before() -> None:
    (change,) = read_changes("Kunduz lies in the north. The Taliban took the city at dawn.")
    assert change.places[0].text == "city"
    assert place_names(change) == ["Kunduz"]
    assert "Kunduz was named before" in change.places[0].reasons[0]


def test_a_pronoun_means_the_place_named_before() -> None:
    seized, handed = read_changes("Rebels captured Kidal but gave it back to the army.")
    assert place_names(seized) == place_names(handed) == ["Kidal"]


def test_a_part_of_a_place_is_told_from_the_whole() -> None:
    whole, part, around = (
        read_changes(text)[0].extent
        for text in (
            "The army captured Aleppo.",
            "The army captured most of Aleppo.",
            "The army captured the outskirts of Aleppo.",
        )
    )
    assert (whole, part, around) == ("whole", "part", "around")


def test_a_place_without_a_name_stays_as_written() -> None:
    (change,) = read_changes("The army captured three villages.")
    assert [(m.text, m.place) for m in change.places] == [("three villages", None)]


def test_a_place_that_lies_in_another_carries_its_words() -> None:
    (change,) = read_changes("The rebels seized the presidential palace in Tripoli.")
    assert (change.places[0].text, place_names(change), change.extent) == (
        "presidential palace in Tripoli", ["Tripoli"], "part",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "loser"),
    [
        ("The army took the rebel-held town of Azaz.", "rebel"),
        ("The army captured Palmyra, previously held by Islamic State.", "Islamic State"),
        ("The army took Sirte, the last stronghold of the militia.", "militia"),
        ("The army took Sirte, driving out the militia.", "militia"),
    ],
)
def test_who_held_a_place_that_is_taken_lost_it(text: str, loser: str) -> None:
    (change,) = read_changes(text)
    assert words(change.lost_by) == loser


def test_the_aim_of_an_operation_is_one_change() -> None:
    (change,) = read_changes("The coalition led by the US intends to begin the operation to liberate Raqqa.")
    assert (change.kind, change.status, words(change.gained_by)) == ("regain", "planned", "coalition led by the US")


def test_the_group_is_is_no_verb() -> None:
    (change,) = read_changes("Turkish-backed rebels drove IS out of Manbij.")
    assert words(change.lost_by) == "IS"


def test_a_change_takes_its_own_date_and_else_the_reports() -> None:
    seized, held = read_changes("Rebels seized Goma on 3 May. The army holds Bunia.", date(2020, 10, 7))
    assert seized.when is not None
    assert held.when is not None
    assert (seized.when.start, seized.when.basis) == (date(2020, 5, 3), "explicit")
    assert (held.when.start, held.when.basis) == (date(2020, 10, 7), "report")


@pytest.mark.parametrize(
    "text",
    [
        "Rebels captured Goma, a spokesman said on Monday.",
        "Rebels will capture Goma by Friday.",
        "Rebels captured Goma after the army had left Bunia on Monday.",
    ],
)
def test_a_date_of_something_else_is_not_taken(text: str) -> None:
    change = next(c for c in read_changes(text, date(2020, 10, 7)) if place_names(c) == ["Goma"])
    assert change.when is not None
    assert change.when.basis == "report"


def test_without_any_date_a_change_has_none() -> None:
    assert read_changes("Rebels captured Goma.")[0].when is None


@pytest.mark.parametrize(("text", "status"), [("on 17 September", "ongoing"), ("on Monday", "started")])
def test_what_began_long_ago_goes_on(text: str, status: str) -> None:
    (change,) = read_changes(f"The offensive on Mosul began {text}.", date(2020, 10, 7))
    assert change.status == status


def test_every_change_says_why() -> None:
    (change,) = read_changes("Rebels failed to capture Goma.")
    assert change.evidence.rule == "seize.capture"
    assert change.evidence.quote == "Rebels failed to capture Goma."
    assert change.trigger.text == "capture"
    assert change.reasons == (
        'rule seize.capture read "capture"',
        'failed: "failed" makes it failed',
        "place: Goma stands there",
        "confidence: 0.85 (rule seize.capture) × 0.95 (actor not known)",
    )
    assert change.confidence == 0.81


def test_a_sentence_without_a_trigger_is_passed_over() -> None:
    _, (sentence,) = parse("Fuel prices rose in Khartoum.", None)
    assert not may_tell_change(sentence)


@pytest.mark.parametrize(
    ("text", "taker"),
    [
        ("Russia spoke after its forces had captured Bakhmut.", ("its forces", "ru-forces")),
        ("Islamic State fled. A Yazidi militia answered that it, too, had liberated Sinjar.", ("Yazidi militia", None)),
        ("The Chadian army is in Gao. Tuareg rebels said that they had taken Kidal.", ("Tuareg rebels", None)),
        ("The YPG command said that our forces had liberated Manbij.", ("our forces", "ypg")),
        ("The YPG declared Kobani free of Islamic State.", ("YPG", "ypg")),
    ],
)
def test_who_took_is_who_says_so_of_itself(text: str, taker: tuple[str, str | None]) -> None:
    change = read_changes(text, date(2016, 6, 27))[-1]
    assert change.gained_by is not None
    assert (change.gained_by.text, change.gained_by.actor and change.gained_by.actor.id) == taker


def test_a_verdict_of_someone_who_does_not_fight_names_no_taker() -> None:
    (change,) = read_changes("The mayor declared the eastern side of Mosul liberated from Islamic State.")
    assert (change.kind, change.extent, change.gained_by, words(change.lost_by)) == (
        "regain", "part", None, "Islamic State",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "status"),
    [("opens the way to Homs", "completed"), ("remains the goal", "planned"), ("would open the way", "hypothetical")],
)
def test_its_recapture_is_of_the_place_named_before(text: str, status: str) -> None:
    changes = read_changes(f"Palmyra was quiet. Its recapture {text}.")
    assert [(c.kind, c.status, place_names(c)) for c in changes] == [("regain", status, ["Palmyra"])]


def test_who_declares_a_place_free_is_who_says_so() -> None:
    (change,) = read_changes("The mayor declared Sirte cleared of militants.")
    assert change.attribution is not None
    assert (change.attribution.text, change.gained_by) == ("mayor", None)
