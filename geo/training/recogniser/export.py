"""The network as a file that reading needs no PyTorch for: ONNX with weights of eight bits."""

import hashlib
import json
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from geo.training.recogniser.network import Network

OPSET = 17
INPUTS = ("pieces", "cases", "signs", "mask")


def export(network: Network, folder: Path) -> None:
    """Write `model.onnx` of a folder from a trained network."""
    network.eval()
    one = torch.ones((2, 8), dtype=torch.int64)
    axes = {name: {0: "windows", 1: "length"} for name in (*INPUTS, "logits")}
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            network, (one, one, one, one), str(plain), input_names=list(INPUTS), output_names=["logits"],
            dynamic_axes=axes, opset_version=OPSET, dynamo=False,
        )  # fmt: skip
        # Seven bits of eight: processors without VNNI would overflow on the whole range.
        quantize_dynamic(plain, folder / "model.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


def write_manifest(folder: Path) -> None:
    """Write `manifest.json`: the SHA-256 of each file that reading loads."""
    files = ("model.onnx", "vocab.txt", "names.txt.gz")
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files}
    (folder / "manifest.json").write_text(json.dumps(digests, indent=1) + "\n", encoding="utf-8")
