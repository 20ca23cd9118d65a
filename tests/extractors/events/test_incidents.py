"""What is told as an incident, and what is none."""

from tests.extractors.events.control_reading import read_changes


def test_a_dateline_in_march_tells_of_no_march() -> None:
    assert [c.kind for c in read_changes("Khartoum saw a march on Monday.")] == ["incident"]
    assert read_changes("Khartoum, March 26 – Rain fell.") == ()
