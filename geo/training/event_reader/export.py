"""The reader of events as a file that reading needs no PyTorch for: ONNX with weights of eight bits."""

import hashlib
import json
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from geo.training.event_reader.network import EventHeads, EventNetwork
from geo.training.recogniser.export import INPUTS, OPSET
from geo.training.recogniser.network import Network

OUTPUTS = ("kinds", "statuses", "extents", "queries", "keys")
FILES = ("model.onnx", "weights.json")


def export(trunk: Network, heads: EventHeads, folder: Path) -> None:
    """Write `model.onnx` of a folder from trained networks."""
    network = EventNetwork(trunk, heads).eval()
    folder.mkdir(parents=True, exist_ok=True)
    one = torch.ones((2, 8), dtype=torch.int64)
    axes = {name: {0: "windows", 1: "length"} for name in (*INPUTS, *OUTPUTS)}
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            network, (one, one, one, one), str(plain), input_names=list(INPUTS), output_names=list(OUTPUTS),
            dynamic_axes=axes, opset_version=OPSET, dynamo=False,
        )  # fmt: skip
        # Seven bits of eight: processors without VNNI would overflow on the whole range.
        quantize_dynamic(plain, folder / "model.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


def write_manifest(folder: Path) -> None:
    """Write `manifest.json`: the SHA-256 of each file of the folder that reading loads."""
    digests = {n: hashlib.sha256((folder / n).read_bytes()).hexdigest() for n in FILES if (folder / n).is_file()}
    (folder / "manifest.json").write_text(json.dumps(digests, indent=1) + "\n", encoding="utf-8")
