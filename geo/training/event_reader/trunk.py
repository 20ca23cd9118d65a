"""The committed recogniser of places as a network again: what the reader of events begins from."""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from geo.training.recogniser.network import LAYERS, Network


def load_trunk(path: Path) -> Network:
    """The network of a recogniser's `model.onnx`: its weights of eight bits as numbers with a point."""
    graph = onnx.load(path).graph
    stored = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    network = Network(len(stored["piece.weight_quantized"]))
    state = network.state_dict()
    dense = [f"layers.{n}.{part}.weight" for n in range(LAYERS) for part in ("qkv", "out", "widen", "narrow")]
    products = [node.input[1] for node in graph.node if node.op_type == "MatMulInteger"]
    for name, packed in zip([*dense, "head.weight"], products, strict=True):
        base = packed.removesuffix("_quantized")
        whole = stored[packed].astype(np.float32) - stored[f"{base}_zero_point"].astype(np.float32)
        state[name] = torch.tensor((whole * stored[f"{base}_scale"]).T.copy())
    for name in ("piece", "position", "case", "sign"):
        whole = stored[f"{name}.weight_quantized"].astype(np.float32) - float(stored[f"{name}.weight_zero_point"])
        state[f"{name}.weight"] = torch.tensor(whole * float(stored[f"{name}.weight_scale"]))
    state.update({n: torch.tensor(stored[n].copy()) for n in state if n in stored})
    network.load_state_dict(state)
    return network.eval()  # type: ignore[no-any-return, unused-ignore]
