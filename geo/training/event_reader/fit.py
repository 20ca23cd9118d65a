"""Fits the reader of events to annotated passages on a processor."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from geo.text.event_labels import ROLE_WIDTH, ROLES
from geo.training.event_reader.examples import NOT_SO, Window, WindowMaker
from geo.training.event_reader.network import EventHeads, embed_frozen
from geo.training.event_reader.passages import Passage
from geo.training.recogniser.fit import batches, say, slope
from geo.training.recogniser.gold import MASKED
from geo.training.recogniser.network import Network


@dataclass(frozen=True)
class Plan:
    """How long and how fast to learn; `batch` counts pieces. The weights tell how much each output counts."""

    passes: int = 6
    batch: int = 1536
    rate: float = 2e-4
    head_rate: float = 1e-3
    warm_up: float = 0.08
    decay: float = 0.01
    seed: int = 2012
    status: float = 0.5
    extent: float = 0.2
    role: float = 4.0
    more_of_roles: float = 2.0


def fit(trunk: Network, heads: EventHeads, passages: Sequence[Passage], maker: WindowMaker, plan: Plan) -> None:
    """Teach the heads, in place, telling each pass's loss on standard error; the trunk stays as it is."""
    chance = Random(plan.seed)
    passes = [batches(maker.make(passages, chance), plan.batch, chance, among=128) for _ in range(plan.passes)]
    steps = sum(map(len, passes))
    own = [p for n, p in heads.named_parameters() if not n.startswith("layers.")]
    upper = [p for n, p in heads.named_parameters() if n.startswith("layers.")]
    optimizer = torch.optim.AdamW(
        ({"params": upper, "lr": plan.rate}, {"params": own, "lr": plan.head_rate}), weight_decay=plan.decay, fused=True
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, slope(steps, plan.warm_up))
    trunk.eval()
    heads.train()
    for number, some in enumerate(passes, 1):
        started, losses = time.monotonic(), []
        for batch in some:
            loss = _loss(trunk, heads, batch, plan)
            loss.backward()  # type: ignore[no-untyped-call, unused-ignore]
            nn.utils.clip_grad_norm_(heads.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
            losses.append(float(loss.detach()))
        say(f"  pass {number}: loss {np.mean(losses):.4f}, {time.monotonic() - started:.0f} s")
    heads.eval()


def rows_of(batch: Sequence[Window]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Pieces, cases, signs and mask of some windows, filled up with 0."""
    longest = max(len(w.pieces) for w in batch)

    def column(rows: Sequence[Any]) -> Tensor:
        return torch.from_numpy(np.stack([np.pad(r, (0, longest - len(r))) for r in rows]))

    return (
        column([w.pieces for w in batch]), column([w.cases for w in batch]), column([w.signs for w in batch]),
        column([np.ones_like(w.pieces) for w in batch]),
    )  # fmt: skip


def _loss(trunk: Network, heads: EventHeads, batch: Sequence[Window], plan: Plan) -> Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden, bias = embed_frozen(trunk, rows_of(batch))
        kind, status, extent, query, key = heads(hidden, bias)
    kind, status, extent = kind.float(), status.float(), extent.float()
    query, key = query.float(), key.float()
    at = torch.from_numpy(np.concatenate([np.full(len(w.heads), i) for i, w in enumerate(batch)]))
    words = torch.from_numpy(np.concatenate([w.heads for w in batch]))
    kinds = torch.from_numpy(np.concatenate([w.kinds for w in batch]))
    total = functional.cross_entropy(kind[at, words], kinds, ignore_index=MASKED) * 10
    told = [(i, t) for i, w in enumerate(batch) for t in w.triggers]
    if not told:
        return total
    statuses = torch.stack([status[i, t.pieces].mean(0) for i, t in told])
    extents = torch.stack([extent[i, t.pieces].mean(0) for i, t in told])
    total = total + plan.status * functional.cross_entropy(statuses, torch.tensor([t.status for _, t in told]))
    total = total + plan.extent * functional.cross_entropy(extents, torch.tensor([t.extent for _, t in told]))
    return total + plan.role * _role_loss(batch, told, query, key, plan)


def _role_loss(batch: Sequence[Window], told: Sequence[Any], query: Tensor, key: Tensor, plan: Plan) -> Tensor:
    losses = []
    for i, trigger in told:
        asked = query[i, trigger.pieces].mean(0).view(len(ROLES), ROLE_WIDTH)
        answers = key[i, torch.from_numpy(batch[i].heads)].view(-1, len(ROLES), ROLE_WIDTH)
        scores = torch.einsum("rd,wrd->rw", asked, answers) / ROLE_WIDTH**0.5
        wanted = torch.from_numpy(trigger.roles)
        each = functional.binary_cross_entropy_with_logits(
            scores - 3.0, wanted.clamp(min=0), reduction="none", pos_weight=torch.tensor(plan.more_of_roles)
        )
        losses.append((each * (wanted != NOT_SO)).sum(1).mean() / 8)
    return torch.stack(losses).mean()
