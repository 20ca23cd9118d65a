"""Fits the network to annotated texts on a processor."""

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Protocol, TypeVar

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from geo.training.recogniser.examples import Example, ExampleMaker
from geo.training.recogniser.gold import MASKED, Annotated
from geo.training.recogniser.network import LABELS, Network


class _HasPieces(Protocol):
    @property
    def pieces(self) -> Any: ...


_Sized = TypeVar("_Sized", bound=_HasPieces)


@dataclass(frozen=True)
class Plan:
    """How long and how fast to learn. `batch` counts pieces; rates are those after warm-up, before linear decay."""

    passes: int = 5
    batch: int = 1536
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    warm_up: float = 0.08
    decay: float = 0.01
    seed: int = 2011


def fit(network: Network, documents: Sequence[Annotated], maker: ExampleMaker, plan: Plan) -> None:
    """Teach the network the labels of the texts, in place, telling each pass's loss on standard error."""
    chance = Random(plan.seed)
    passes = [batches(maker.make(documents, chance), plan.batch, chance) for _ in range(plan.passes)]
    optimizer = _optimizer(network, plan)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, slope(sum(map(len, passes)), plan.warm_up))
    network.train()
    for number, some in enumerate(passes, 1):
        started, losses = time.monotonic(), []
        for batch in some:
            losses.append(_step(network, batch, optimizer))
            schedule.step()
        pieces = sum(len(e.pieces) for b in some for e in b)
        seconds = time.monotonic() - started
        say(
            f"  pass {number}: loss {np.mean(losses):.4f}, {pieces} pieces in {seconds:.0f} s ({pieces / seconds:.0f}/s)"
        )
    network.eval()


def say(text: str) -> None:
    """Tell how training goes, on standard error."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def _step(network: Network, batch: Sequence[Example], optimizer: Any) -> float:
    pieces, cases, signs, mask, labels = tensors(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = network(pieces, cases, signs, mask)
    loss = functional.cross_entropy(logits.float().view(-1, LABELS), labels.view(-1), ignore_index=MASKED)
    loss.backward()  # type: ignore[no-untyped-call, unused-ignore]
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad()
    return float(loss.detach())


def tensors(batch: Sequence[Example]) -> tuple[Tensor, ...]:
    """Pieces, cases, signs, mask and labels of some windows, each (windows, longest), filled up with 0 or masked labels."""
    longest = max(len(e.pieces) for e in batch)
    columns = [
        torch.from_numpy(np.stack([np.pad(row, (0, longest - len(row)), constant_values=fill) for row in rows]))
        for rows, fill in (
            ([e.pieces for e in batch], 0), ([e.cases for e in batch], 0), ([e.signs for e in batch], 0),
            ([np.ones_like(e.pieces) for e in batch], 0), ([e.labels for e in batch], MASKED),
        )
    ]  # fmt: skip
    return tuple(columns)


def batches(examples: Sequence[_Sized], size: int, chance: Random, among: int = 256) -> list[list[_Sized]]:
    """Windows of like length `among` neighbours together, so that little is filled up, in random order; `size` counts pieces."""
    found: list[list[_Sized]] = []
    for start in range(0, len(examples), among):
        batch: list[_Sized] = []
        for example in sorted(examples[start : start + among], key=lambda e: len(e.pieces)):
            if batch and (len(batch) + 1) * len(example.pieces) > size:
                found.append(batch)
                batch = []
            batch.append(example)
        found.append(batch)
    chance.shuffle(found)
    return found


def _optimizer(network: Network, plan: Plan) -> Any:
    new = ("head.", "case.", "sign.")
    named = list(network.named_parameters())
    groups = (
        {"params": [p for n, p in named if not n.startswith(new)], "lr": plan.rate},
        {"params": [p for n, p in named if n.startswith(new)], "lr": plan.head_rate},
    )
    return torch.optim.AdamW(groups, weight_decay=plan.decay, fused=True)


def slope(steps: int, warm_up: float) -> Any:
    """The share of the rate at each step: it rises during `warm_up` of all steps, then falls to nothing."""
    rising = max(1, int(steps * warm_up))
    return lambda step: min((step + 1) / rising, max(0.0, (steps - step) / max(1, steps - rising)))
