"""``models add``: reads the network that an operator brings, tries it on faces, and keeps it for OpenVINO as an engine."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import openvino as ov
from openvino import opset14 as ops
from PIL import Image as Pillow

from app.private_files import sync_folder
from workers.faces import manifest
from workers.faces.align import ALIGNED_PX, aligned_crop
from workers.faces.brought import FOLDER, NETWORK, Brought, Colour, check_name, place
from workers.faces.build import one_at_a_time
from workers.faces.detect import Detector
from workers.faces.networks import CropNetwork, ONet, YuNet, unit
from workers.faces.weights import WeightsError, digest

if TYPE_CHECKING:
    from app.ports import Image, Vectors

LAYOUTS: Final = {"NCHW": [-1, 3, ALIGNED_PX, ALIGNED_PX], "NHWC": [-1, ALIGNED_PX, ALIGNED_PX, 3]}

SCALINGS: Final = {"arcface": (127.5, 127.5), "unit": (0.0, 255.0), "raw": (0.0, 1.0)}
"""Mean and scale by name: a colour of 0 to 255 becomes -1 to 1, 0 to 1, or stays."""

_SUFFIXES: Final = (".onnx", ".tflite")
_SAME: Final = 0.999
"""Cosine from which two vectors are of one picture: computing in bfloat16 or in another batch leaves them above .9995."""
_TELLS_APART: Final = 0.05
"""By so much two photos of one sample person are more alike than those of two, at least: it is .50 with SFace and .71 with
MobileFaceNet, and -.02 and .01 with these when their colours are scaled in another way."""
_PHOTOS_EACH: Final = 2


@dataclass(frozen=True, slots=True)
class Pixels:
    """What a network wants of a picture: see ``Brought``."""

    mean: float
    scale: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Tried:
    """Mean cosines of the sample's faces: of pairs of one person, and of two."""

    same: float
    different: float


def add(file: Path, name: str, pixels: Pixels, models_dir: Path) -> tuple[Brought, Tried]:
    """Make an engine ``name`` of a network for faces of 112 px that are aligned as ArcFace's are.

    All or nothing: it is there when this returns, and nothing is when it does not. Raises WeightsError, which says in plain words
    what is wrong with the file or the name.
    """
    check_name(name)
    if file.suffix.lower() not in _SUFFIXES:
        raise WeightsError(f"{file.name} is neither an ONNX file (.onnx) nor a TensorFlow Lite one (.tflite)")
    if not (np.isfinite([pixels.mean, pixels.scale]).all() and pixels.scale):
        raise WeightsError("mean and scale must be finite numbers, and the scale not zero")
    with one_at_a_time(models_dir):
        if place(models_dir, name).exists():
            raise WeightsError(f"there is an engine {name} already: `python server.py models remove {name}` first")
        with _staging(models_dir) as folder:
            brought, tried = _made(file, folder, pixels, models_dir)
            os.sync()
            folder.rename(place(models_dir, name))
        sync_folder(models_dir / FOLDER)
    return brought, tried


@contextmanager
def _staging(models_dir: Path) -> Iterator[Path]:
    """An engine's folder to be, beside the others; what is left of it in the end, and of others that were killed, goes."""
    engines = models_dir / FOLDER
    engines.mkdir(mode=0o700, exist_ok=True)
    for leftover in engines.glob(".adding-*"):
        shutil.rmtree(leftover)
    with tempfile.TemporaryDirectory(prefix=".adding-", dir=engines) as staging:
        folder = Path(staging) / "engine"
        folder.mkdir(mode=0o700)
        yield folder


def _made(file: Path, folder: Path, pixels: Pixels, models_dir: Path) -> tuple[Brought, Tried]:
    # Read from a copy that lies alone: what an ONNX file keeps in other files would not be in its digest.
    copy = folder / f"brought{file.suffix.lower()}"
    shutil.copyfile(file, copy)
    copy.chmod(0o600)
    network = _read(copy, file.name)
    layout = _free_batch(network, file.name)
    # Weights in float16, as our own are (workers/faces/conversion.py).
    ov.save_model(_from_crops(network, layout, pixels), folder / NETWORK, compress_to_fp16=True)
    crops = _sample_crops(models_dir)
    vectors = _vectors(folder / NETWORK, [crop for person in crops for crop in person], file.name)
    tried = _tried(vectors, [len(person) for person in crops])
    if tried.same - tried.different < _TELLS_APART:
        raise WeightsError(f"two photos of one person are no more alike to {file.name} than those of two. Is the scaling right?")
    brought = Brought(
        file=file.name,
        sha256=digest(copy),
        mean=pixels.mean,
        scale=pixels.scale,
        colour=pixels.colour,
        layout=layout,
        dimension=vectors.shape[1],
        files={path.name: path.stat().st_size for path in sorted(folder.iterdir())},
    )
    brought.write(folder)
    return brought, tried


def _read(copy: Path, name: str) -> ov.Model:
    """The network in a file. Raises WeightsError unless it has one input and one output."""
    try:
        network = ov.Core().read_model(copy)
    except RuntimeError as problem:
        network = _folded(copy)
        if network is None:
            raise WeightsError(f"OpenVINO cannot read {name}: {_last_words(problem)}") from problem
    if len(network.inputs) != 1:
        raise WeightsError(f"{name} has {len(network.inputs)} inputs: a face engine has one, the picture of a face")
    if len(network.outputs) != 1:
        raise WeightsError(f"{name} has {len(network.outputs)} outputs: a face engine has one, the numbers of a face")
    return network


def _folded(copy: Path) -> ov.Model | None:
    """An ONNX network whose weights are packed in a way that OpenVINO does not know (OpenCV's models), unpacked; None where
    that is not what is wrong with it."""
    if copy.suffix != ".onnx":
        return None
    try:
        from workers.faces.conversion import float_onnx  # noqa: PLC0415  (onnx and h5py come with the extra `models` only)

        return ov.Core().read_model(float_onnx(copy).SerializeToString())
    except Exception:  # whatever a parser says of bytes that are no network, OpenVINO has said it before
        return None


def _last_words(problem: Exception) -> str:
    lines = [line.strip() for line in str(problem).splitlines() if line.strip()]
    return lines[-1] if lines else type(problem).__name__


def _free_batch(network: ov.Model, name: str) -> str:
    """Let ``network`` take any number of faces at a time; its layout. Raises WeightsError where it takes something else."""
    shape = network.input(0).partial_shape
    layout = next((layout for layout, wanted in LAYOUTS.items() if ov.PartialShape(wanted).compatible(shape)), None)
    if layout is None:
        raise WeightsError(f"{name} takes {shape}: a face engine takes 1x3x112x112 or 1x112x112x3, one face of 112 px in colour")
    if shape[0].is_static:
        _free_reshapes(network, shape[0].get_length())
    try:
        network.reshape(LAYOUTS[layout])
    except RuntimeError as problem:
        raise WeightsError(f"{name} cannot take several faces at a time: {_last_words(problem)}") from problem
    return layout


def _free_reshapes(network: ov.Model, batch: int) -> None:
    """Where a graph says "``batch`` rows", as exporters write it, leave that open."""
    for node in network.get_ops():
        target: Any = node.input_value(1).get_node() if node.get_type_name() == "Reshape" else None
        if target is None or target.get_type_name() != "Constant":
            continue
        sizes = [int(size) for size in target.get_data().reshape(-1)]
        if sizes and sizes[0] == batch and -1 not in sizes:
            node.input(1).replace_source_output(ops.constant(np.array([-1, *sizes[1:]], dtype=np.int64)).output(0))


def _from_crops(network: ov.Model, layout: str, pixels: Pixels) -> ov.Model:
    """``network`` as all of ours are: ``(n, 112, 112, 3)`` uint8 RGB crops in; what it wants of pixels is in its graph."""
    processor = ov.preprocess.PrePostProcessor(network)
    processor.input().tensor().set_element_type(ov.Type.u8).set_layout(ov.Layout("NHWC"))
    steps = processor.input().preprocess()
    if pixels.colour == "bgr":
        steps.reverse_channels()
    if (pixels.mean, pixels.scale) != SCALINGS["raw"]:
        steps.convert_element_type(ov.Type.f32).mean(pixels.mean).scale(pixels.scale)
    processor.input().model().set_layout(ov.Layout(layout))
    return processor.build()


def _sample_crops(models_dir: Path) -> list[list[Image]]:
    """Faces of the sample's people as an engine gets them, two of each person."""
    if manifest.read(models_dir) is None:
        raise WeightsError("the models that find faces are not here: run `python server.py models build` first")
    compiled = models_dir / manifest.COMPILED
    detector = Detector(YuNet(compiled / "yunet.xml", 1), ONet(compiled / "onet.xml", 1))
    return [_crops(detector, person) for person in sorted((models_dir / manifest.SAMPLE).iterdir())]


def _crops(detector: Detector, person: Path) -> list[Image]:
    crops: list[Image] = []
    for path in sorted(person.glob("*.jpg")):
        with Pillow.open(path) as picture:
            image = np.asarray(picture.convert("RGB"))
        crops += [aligned_crop(image, face.landmarks) for face in detector.find(image)[:1]]
        if len(crops) == _PHOTOS_EACH:
            break
    return crops


def _vectors(path: Path, crops: list[Image], name: str) -> Vectors:
    """Unit vectors ``(n, dimension)`` of the ``crops`` by the network there. Raises WeightsError where no engine would give such
    numbers."""
    try:
        network = CropNetwork(path, 1)
        alone = [network.run([crop])[0] for crop in crops]
        again = network.run(crops[:1])[0]
        together = network.run(crops)[0]
    except (RuntimeError, ValueError) as problem:
        raise WeightsError(f"{name} cannot take several faces at a time: {_last_words(problem)}") from problem
    if together.ndim != 2 or len(together) != len(crops) or any(vector.shape != together[:1].shape for vector in alone):
        raise WeightsError(f"{name} gives {list(alone[0].shape)} for one face: a face engine gives one row of numbers")
    if not all(np.isfinite(each).all() for each in (*alone, together)):
        raise WeightsError(f"{name} gives numbers that are infinite or none at all for a face. Is the scaling right?")
    vectors, each = unit(together), unit(np.concatenate(alone))
    if min(float(vectors[a] @ vectors[b]) for a, b in combinations(range(len(vectors)), 2)) > _SAME or not vectors.any():
        raise WeightsError(f"{name} gives the same numbers for the faces of different people. Is the scaling right?")
    if float(each[0] @ unit(again)[0]) < _SAME:
        raise WeightsError(f"{name} gives other numbers for the same face each time")
    if np.einsum("ij,ij->i", vectors, each).min() < _SAME:
        raise WeightsError(f"{name} gives other numbers for a face when it comes with others")
    return vectors


def _tried(vectors: Vectors, counts: list[int]) -> Tried:
    people = np.repeat(np.arange(len(counts)), counts)
    cosines, same = vectors @ vectors.T, people[:, None] == people
    pairs = np.triu(np.ones_like(same), 1)
    return Tried(float(cosines[pairs & same].mean()), float(cosines[pairs & ~same].mean()))
