"""Every rule's examples are read by it, and none of its counter-examples is."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from geo.languages.actors import ReferenceRule, actor_words
from geo.languages.attribution import SayingRule, saying_rules
from geo.languages.certainty import CertaintyCue, certainty_rules
from geo.languages.control import ControlRule, control_rules
from geo.languages.incident import IncidentRule, incident_rules
from geo.settings import DATA
from tests.extractors.events.control_reading import read_actors, read_changes

Rule = ControlRule | IncidentRule | CertaintyCue | SayingRule | ReferenceRule
HERE = Path(__file__).parent


def tells_control(rule: Rule, text: str) -> bool:
    return any(change.evidence.rule == rule.id for change in read_changes(text))


def gives_status(rule: Rule, text: str) -> bool:
    assert isinstance(rule, CertaintyCue)
    return any(change.status == rule.status for change in read_changes(text))


def names_sayer(rule: Rule, text: str) -> bool:
    assert isinstance(rule, SayingRule)
    found = [change.attribution.cue for change in read_changes(text) if change.attribution]
    cues = saying_rules().by_lemma[rule.relation]
    return any(cues.get(_lemma(cue)) == rule for cue in found)


def _lemma(cue: str) -> str:
    known = {"according": "accord", "said": "say", "reports": "report", "announced": "announce", "claims": "claim"}
    return known.get(cue.lower(), cue.lower())


def takes_up(rule: Rule, text: str) -> bool:
    assert isinstance(rule, ReferenceRule)
    found = [m.text.lower() for m in read_actors(text) if m.method == "reference"]
    return any(text.startswith(word) or text.endswith((word, f"{word}s")) for text in found for word in rule.words)


READERS: dict[str, tuple[tuple[Rule, ...], Callable[[Rule, str], bool]]] = {
    "control": (control_rules().rules, tells_control),
    "incident": (incident_rules().rules, tells_control),
    "certainty": (certainty_rules().cues, gives_status),
    "attribution": (saying_rules().rules, names_sayer),
    "actors": (actor_words().references, takes_up),
}
RULES = [pytest.param(rule, read, id=f"{stem}-{rule.id}") for stem, (rules, read) in READERS.items() for rule in rules]


@pytest.mark.parametrize(("rule", "read"), RULES)
def test_each_example_is_read_by_its_rule(rule: Rule, read: Callable[[Rule, str], bool]) -> None:
    assert rule.examples
    assert [text for text in rule.examples if not read(rule, text)] == []


@pytest.mark.parametrize(("rule", "read"), RULES)
def test_no_counter_example_is_read_by_its_rule(rule: Rule, read: Callable[[Rule, str], bool]) -> None:
    assert rule.counter_examples
    assert [text for text in rule.counter_examples if read(rule, text)] == []


def has_examples(path: Path) -> bool:
    return '"examples"' in json.dumps(json.loads(path.read_text()))


@pytest.mark.parametrize("path", sorted((DATA / "languages" / "en").glob("*.json")), ids=lambda path: path.stem)
def test_every_rule_file_has_its_examples_run(path: Path) -> None:
    if has_examples(path):
        own = [HERE / f"test_{path.stem}.py", HERE.parent / "text" / f"test_{path.stem}.py"]
        assert path.stem in READERS or any(p.is_file() for p in own)
