"""How right "control on a day" is against a table of control that somebody trusts: coverage, accuracy, and whether chances mean what they say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geo.views.compare import Compared

BANDS = ((0.0, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.01))
"""Chances shown, in bands from one to below the other."""


@dataclass(frozen=True, slots=True)
class Band:
    """The answers whose chance lies in a band: how many, and how many of them were right."""

    low: float
    high: float
    answers: int
    right: int


@dataclass(frozen=True, slots=True)
class StateScore:
    """Rows of a table with a known holder, those of which reports name a holder, those in which both name the same side; the
    answers by the chance shown with them; and how many answers are inferred or assumed."""

    rows: int
    answered: int
    right: int
    bands: tuple[Band, ...]
    inferred: int = 0
    assumed: int = 0

    @property
    def coverage(self) -> float:
        """The share of rows that are answered."""
        return self.answered / self.rows if self.rows else 0.0

    @property
    def accuracy(self) -> float:
        """The share of answers that are right."""
        return self.right / self.answered if self.answered else 0.0

    @property
    def right_of_all(self) -> float:
        """The share of rows that are answered rightly."""
        return self.right / self.rows if self.rows else 0.0


def score_state(compared: Iterable[Compared]) -> StateScore:
    """The figures of a table compared, of all its days together. Rows whose holder is no known side are left out."""
    rows = [c for c in compared if c.row is not None and c.given]
    answers = [c for c in rows if c.agreement in ("agree", "differ")]
    return StateScore(
        len(rows),
        len(answers),
        sum(c.agreement == "agree" for c in answers),
        tuple(_band(low, high, answers) for low, high in BANDS),
        sum(bool(c.holding and c.holding.inferred) for c in answers),
        sum(bool(c.holding and c.holding.assumed) for c in answers),
    )


def _band(low: float, high: float, answers: Sequence[Compared]) -> Band:
    inside = [c for c in answers if c.holding and low <= c.holding.confidence < high]
    return Band(low, high, len(inside), sum(c.agreement == "agree" for c in inside))


def score_lines(score: StateScore) -> list[str]:
    """A score as lines to read."""
    lines = [
        f"rows with a known holder {score.rows}: coverage {score.coverage:.1%}, accuracy {score.accuracy:.1%}, "
        f"right of all {score.right_of_all:.1%}; of {score.answered} answers {score.inferred} inferred, {score.assumed} assumed",
        "chance shown   answers   right",
    ]
    for band in score.bands:
        share = f"{band.right / band.answers:.0%}" if band.answers else "–"
        lines.append(f"{band.low:.1f} to {min(band.high, 1.0):.1f}   {band.answers:7}   {share:>5}")
    return lines
