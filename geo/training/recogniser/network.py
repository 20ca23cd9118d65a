"""The network: a small BERT encoder whose inputs also know letter case and known names, and three labels for each piece."""

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from geo.text.known_names import SIGNS
from geo.text.pieces import CASES

LAYERS, WIDTH, HEADS, INNER, POSITIONS, LABELS = 6, 384, 12, 1536, 512, 3
"""The sizes of MiniLM-L6-H384 (Wang et al. 2020), which the encoder starts from."""
EPSILON = 1e-12


class Layer(nn.Module):  # type: ignore[misc, unused-ignore]
    """One transformer layer: attention, then two dense steps, each added to what came in and normalised."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.attended = nn.LayerNorm(WIDTH, EPSILON)
        self.widen, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.finished = nn.LayerNorm(WIDTH, EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, bias: Tensor) -> Tensor:
        """Hidden states (batch, pieces, width) and what is added to attention (batch, 1, 1, pieces) → hidden states."""
        batch, length, _ = hidden.shape
        query, key, value = self.qkv(hidden).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias.to(query.dtype))
        seen = seen.transpose(1, 2).reshape(batch, length, WIDTH)
        hidden = self.attended(hidden + self.dropout(self.out(seen)))
        inner = self.narrow(functional.gelu(self.widen(hidden)))
        return self.finished(hidden + self.dropout(inner))  # type: ignore[no-any-return, unused-ignore]


class Network(nn.Module):  # type: ignore[misc, unused-ignore]
    """Pieces, cases and signs of known names (batch, pieces) with a mask of the real ones → logits (batch, pieces, 3)."""

    def __init__(self, pieces: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.piece, self.position = nn.Embedding(pieces, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.case, self.sign = nn.Embedding(CASES, WIDTH), nn.Embedding(SIGNS, WIDTH)
        self.embedded = nn.LayerNorm(WIDTH, EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.head = nn.Linear(WIDTH, LABELS)
        self.dropout = nn.Dropout(dropout)
        # What the encoder never saw starts at nothing, so that training starts from the encoder as it is.
        for new in (self.case, self.sign):
            nn.init.zeros_(new.weight)

    def forward(self, pieces: Tensor, cases: Tensor, signs: Tensor, mask: Tensor) -> Tensor:
        """Logits of the three labels for each piece."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        hidden = self.piece(pieces) + self.position(places) + self.case(cases) + self.sign(signs)
        hidden = self.dropout(self.embedded(hidden))
        bias = (1.0 - mask[:, None, None, :].to(hidden.dtype)) * -10000.0
        for layer in self.layers:
            hidden = layer(hidden, bias)
        return self.head(hidden)  # type: ignore[no-any-return, unused-ignore]


def load_encoder(network: Network, weights: Path) -> None:
    """Fill the network with the encoder's weights, a BERT checkpoint in safetensors form; the head keeps its start."""
    from safetensors.torch import load_file

    stored: dict[str, Any] = load_file(weights)
    state = network.state_dict()
    state["piece.weight"] = stored["embeddings.word_embeddings.weight"]
    state["position.weight"] = (
        stored["embeddings.position_embeddings.weight"] + stored["embeddings.token_type_embeddings.weight"][0]
    )
    for part in ("weight", "bias"):
        state[f"embedded.{part}"] = stored[f"embeddings.LayerNorm.{part}"]
        for number in range(LAYERS):
            _layer(state, stored, f"layers.{number}.", f"encoder.layer.{number}.", part)
    network.load_state_dict(state)


def _layer(state: dict[str, Any], stored: dict[str, Any], ours: str, theirs: str, part: str) -> None:
    attention = [stored[f"{theirs}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
    state[f"{ours}qkv.{part}"] = torch.cat(attention)
    for our, their in (
        ("out", "attention.output.dense"), ("attended", "attention.output.LayerNorm"), ("widen", "intermediate.dense"),
        ("narrow", "output.dense"), ("finished", "output.LayerNorm"),
    ):  # fmt: skip
        state[f"{ours}{our}.{part}"] = stored[f"{theirs}{their}.{part}"]
