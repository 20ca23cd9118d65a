"""The network that reads events: it begins as the place recogniser's and learns triggers, statuses and roles."""

from copy import deepcopy

import torch
from torch import Tensor, nn

from geo.text.event_labels import EXTENTS, KINDS, ROLE_WIDTH, ROLES, STATUSES
from geo.training.recogniser.network import WIDTH, Network


class EventHeads(nn.Module):  # type: ignore[misc, unused-ignore]
    """The recogniser's layers as a copy, and what is asked of each word: five outputs (batch, pieces, …).

    Kinds of triggers (none first), statuses, extents; the numbers by which a trigger asks for its roles (roles × width),
    and by which a word answers.
    """

    def __init__(self, trunk: Network, dropout: float = 0.1) -> None:
        super().__init__()
        self.layers = nn.ModuleList(deepcopy(layer) for layer in trunk.layers)
        for layer in self.layers:
            layer.dropout = nn.Dropout(dropout)
        self.dropout = nn.Dropout(dropout)
        self.kind = nn.Linear(WIDTH, 1 + len(KINDS))
        self.told = nn.Linear(WIDTH, WIDTH)
        self.status, self.extent = nn.Linear(WIDTH, len(STATUSES)), nn.Linear(WIDTH, len(EXTENTS))
        self.query = nn.Linear(WIDTH, len(ROLES) * ROLE_WIDTH)
        self.key = nn.Linear(WIDTH, len(ROLES) * ROLE_WIDTH)

    def forward(self, hidden: Tensor, bias: Tensor) -> tuple[Tensor, ...]:
        """From what goes into the first layer."""
        for layer in self.layers:
            hidden = layer(hidden, bias)
        hidden = self.dropout(hidden)
        told = torch.tanh(self.told(hidden))
        return self.kind(hidden), self.status(told), self.extent(told), self.query(hidden), self.key(hidden)


class EventNetwork(nn.Module):  # type: ignore[misc, unused-ignore]
    """What reading runs: the place recogniser's word pieces, then the event reader's own layers and outputs."""

    def __init__(self, trunk: Network, heads: EventHeads) -> None:
        super().__init__()
        self.trunk, self.heads = trunk, heads

    def forward(self, pieces: Tensor, cases: Tensor, signs: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """As the recogniser's network takes them."""
        hidden, bias = embed(self.trunk, pieces, cases, signs, mask)
        outputs: tuple[Tensor, ...] = self.heads(hidden, bias)
        return outputs


def embed(trunk: Network, pieces: Tensor, cases: Tensor, signs: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
    """What goes into the first layer, and what is added to attention."""
    at = torch.arange(pieces.shape[1], device=pieces.device)
    hidden = trunk.embedded(trunk.piece(pieces) + trunk.position(at) + trunk.case(cases) + trunk.sign(signs))
    return hidden, (1.0 - mask[:, None, None, :].to(hidden.dtype)) * -10000.0


def embed_frozen(trunk: Network, rows: tuple[Tensor, ...]) -> tuple[Tensor, Tensor]:
    """What goes into the first layer, without gradients: the pieces' numbers stay the recogniser's."""
    with torch.no_grad():
        return embed(trunk, *rows)
