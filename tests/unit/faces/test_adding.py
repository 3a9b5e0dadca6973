"""``models add``: which networks become engines, what they give then, and what is said of all others."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from tests.unit.faces.conftest import photo
from workers.faces import brought, calibrating
from workers.faces.adding import SCALINGS, Pixels, add
from workers.faces.align import aligned_crop
from workers.faces.engines import open_engine
from workers.faces.networks import unit
from workers.faces.weights import WeightsError

ARCFACE = Pixels(*SCALINGS["arcface"], "rgb")
Shape = Sequence[str | int]
NCHW: Shape = ["n", 3, 112, 112]
NHWC: Shape = ["n", 112, 112, 3]


@pytest.fixture
def folder(models_dir: Path, tmp_path: Path) -> Path:
    """A models folder of the test's own, with what was built."""
    folder = tmp_path / "models"
    folder.mkdir()
    for name in ("compiled", "sample"):
        (folder / name).symlink_to(models_dir / name)
    shutil.copy(models_dir / "manifest.json", folder)
    return folder


def mosaic(
    file: Path,
    shape: Shape = NCHW,
    *,
    rows: int = -1,
    times: float = 1,
    extra_input: bool = False,
    extra_output: bool = False,
    noise: bool = False,
) -> Path:
    """A network that gives the mean colours of 7 times 7 parts of a face, 147 numbers: enough to tell the sample's people apart.

    ``rows``: how many its graph says there are, whatever comes in.
    """
    order = [0, 3, 1, 2] if list(shape[1:]) == NHWC[1:] else [0, 1, 2, 3]
    nodes = [
        helper.make_node("Transpose", ["face"], ["first"], perm=order),
        helper.make_node("AveragePool", ["first"], ["pooled"], kernel_shape=[16, 16], strides=[16, 16]),
        helper.make_node("Reshape", ["pooled", "flat"], ["long"]),
        helper.make_node("Mul", ["long", "times"], ["numbers"]),
    ]
    if noise:
        nodes[3:] = [
            helper.make_node("RandomNormalLike", ["long"], ["chance"]),
            helper.make_node("Add", ["long", "chance"], ["numbers"]),
        ]
    inputs = [helper.make_tensor_value_info("face", TensorProto.FLOAT, shape)]
    outputs = [helper.make_tensor_value_info("numbers", TensorProto.FLOAT, None)]
    if extra_input:
        inputs.append(helper.make_tensor_value_info("age", TensorProto.FLOAT, [1]))
        nodes[3] = helper.make_node("Mul", ["long", "age"], ["numbers"])
    if extra_output:
        outputs.append(helper.make_tensor_value_info("pooled", TensorProto.FLOAT, None))
    flat = [rows, 147] if rows > 0 else [0, -1]
    values: dict[str, np.ndarray] = {"flat": np.array(flat, dtype=np.int64), "times": np.array([times], dtype=np.float32)}
    kept = [numpy_helper.from_array(value, name) for name, value in values.items()]
    graph = helper.make_graph(nodes, "mosaic", inputs, outputs, initializer=kept)
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)]), file)
    return file


@pytest.mark.parametrize(
    ("shape", "rows", "colour"), [(NCHW, -1, "rgb"), ([2, 112, 112, 3], 2, "bgr")], ids=["channels-first", "channels-last-of-two"]
)
def test_an_engine_gives_what_its_network_gives_for_aligned_faces(
    folder: Path, tmp_path: Path, shape: Shape, rows: int, colour: brought.Colour
) -> None:
    file = mosaic(tmp_path / "mosaic.onnx", shape, rows=rows)
    found, tried = add(file, "mosaic-7", Pixels(100, 50, colour), folder)
    assert found.dimension == 147
    assert tried.same > tried.different
    assert brought.names(folder) == ["mosaic-7"]
    engine = open_engine("mosaic-7", folder, calibrated=False)
    image = photo(folder / "sample" / "madonna" / "train-01.jpg")
    faces = engine.detect(image) * 3
    crop = aligned_crop(image, faces[0].landmarks).astype(np.float32)[:, :, :: -1 if colour == "bgr" else 1]
    parts = ((crop - 100) / 50).reshape(7, 16, 7, 16, 3).mean(axis=(1, 3)).transpose(2, 0, 1)
    # Where the processor computes in bfloat16 a number is that exact to 2^-8.
    assert engine.embed(image, faces) == pytest.approx(np.repeat(unit(parts.reshape(1, -1)), 3, axis=0), abs=2e-3)


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "two inputs": (lambda file: mosaic(file, extra_input=True), "has 2 inputs"),
    "two outputs": (lambda file: mosaic(file, extra_output=True), "has 2 outputs"),
    "larger pictures": (lambda file: mosaic(file, ["n", 3, 224, 224]), r"takes \[\?,3,224,224\]"),
    "no colours": (lambda file: mosaic(file, ["n", 1, 112, 112]), r"takes \[\?,1,112,112\]"),
    "nothing": (lambda file: mosaic(file, times=0), "the same numbers for the faces of different people"),
    "infinity": (lambda file: mosaic(file, times=np.inf), "infinite or none at all"),
    "chance": (lambda file: mosaic(file, noise=True), "other numbers for the same face"),
    "one row for all": (lambda file: mosaic(file, rows=5), "cannot take several faces at a time"),
    "no network": (lambda file: file.write_bytes(b"\xff\xd8\xff\xe0 a photo"), "OpenVINO cannot read"),
}


@pytest.mark.parametrize(("make", "said"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_is_no_engine_is_refused_in_plain_words_and_leaves_nothing(
    folder: Path, tmp_path: Path, make: Callable[[Path], object], said: str
) -> None:
    file = tmp_path / "model.onnx"
    make(file)
    with pytest.raises(WeightsError, match=said) as refused:
        add(file, "mine", ARCFACE, folder)
    assert "\n" not in str(refused.value)
    assert list((folder / "engines").iterdir()) == []


def test_scaling_that_a_network_was_not_made_for_is_noticed(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"no more alike.*Is the scaling right"):
        add(mosaic(tmp_path / "mosaic.onnx"), "mine", Pixels(*SCALINGS["raw"], "rgb"), folder)


@pytest.mark.parametrize("name", ["sface", "Mine", "my engine", "../compiled", "-x", "x--y", "", "x" * 41])
def test_a_name_is_of_a_few_letters_and_nobody_elses(folder: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(WeightsError, match="name"):
        add(mosaic(tmp_path / "mosaic.onnx"), name, ARCFACE, folder)
    with pytest.raises(WeightsError):
        brought.remove(folder, name)


@pytest.mark.parametrize("pixels", [Pixels(0, 0, "rgb"), Pixels(float("nan"), 1, "rgb"), Pixels(0, float("inf"), "rgb")])
def test_a_scaling_that_makes_no_numbers_is_refused(folder: Path, tmp_path: Path, pixels: Pixels) -> None:
    with pytest.raises(WeightsError, match="finite"):
        add(mosaic(tmp_path / "mosaic.onnx"), "mine", pixels, folder)


def test_only_networks_are_asked_for_and_only_where_models_are_built(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "model.pt").write_bytes(b"weights")
    with pytest.raises(WeightsError, match=r"neither an ONNX file \(.onnx\)"):
        add(tmp_path / "model.pt", "mine", ARCFACE, folder)
    (folder / "manifest.json").unlink()
    with pytest.raises(WeightsError, match="models build"):
        add(mosaic(tmp_path / "mosaic.onnx"), "mine", ARCFACE, folder)


def test_an_engine_serves_once_it_is_calibrated_and_another_file_of_its_name_is_another_engine(
    folder: Path, tmp_path: Path
) -> None:
    with pytest.raises(WeightsError, match="unknown face engine 'mine': fused, sface, facenet;"):
        brought.check(folder, "mine")
    (folder / "engines" / ".adding-killed").mkdir(parents=True)
    add(mosaic(tmp_path / "first.onnx"), "mine", ARCFACE, folder)
    assert [path.name for path in (folder / "engines").iterdir()] == ["mine"]
    assert all(path.stat().st_mode & 0o077 == 0 for path in (folder / "engines").rglob("*.json"))
    for ask in (lambda: brought.check(folder, "mine"), lambda: open_engine("mine", folder)):
        with pytest.raises(WeightsError, match="not calibrated: `python"):
            ask()
    first = open_engine("mine", folder, calibrated=False)
    calibration = calibrating.packaged("sface")
    calibrating.keep(folder, first.id, calibration)
    brought.check(folder, "mine")
    assert open_engine("mine", folder).calibration == calibration

    with pytest.raises(WeightsError, match="there is an engine mine already"):
        add(mosaic(tmp_path / "second.onnx", times=2), "mine", ARCFACE, folder)
    brought.remove(folder, "mine")
    assert list((folder / "engines").iterdir()) == list((folder / "calibrations").iterdir()) == []
    with pytest.raises(WeightsError, match="no engine mine"):
        brought.remove(folder, "mine")
    add(mosaic(tmp_path / "second.onnx", times=2), "mine", ARCFACE, folder)
    assert open_engine("mine", folder, calibrated=False).id != first.id
    with pytest.raises(WeightsError, match="not calibrated"):
        brought.check(folder, "mine")


def test_the_same_file_in_other_colours_is_another_engine() -> None:
    made = brought.Brought("x.onnx", "0" * 64, 0, 1, "rgb", "NCHW", 128, {})
    digests = {"yunet": "a", "onet": "b"}
    ids = {
        brought.engine_id("mine", made, digests),
        brought.engine_id("mine", brought.Brought("x.onnx", "0" * 64, 0, 1, "bgr", "NCHW", 128, {}), digests),
        brought.engine_id("mine", brought.Brought("x.onnx", "0" * 64, 0, 255, "rgb", "NCHW", 128, {}), digests),
        brought.engine_id("mine", made, digests | {"onet": "c"}),
    }
    assert len(ids) == 4


def test_an_engine_of_which_a_part_is_missing_is_said_to_be_damaged_and_can_be_removed(folder: Path, tmp_path: Path) -> None:
    add(mosaic(tmp_path / "mosaic.onnx"), "mine", ARCFACE, folder)
    (folder / "engines" / "mine" / "network.bin").write_bytes(b"")
    with pytest.raises(WeightsError, match="damaged: `models remove mine`"):
        open_engine("mine", folder, calibrated=False)
    brought.remove(folder, "mine")
    assert brought.names(folder) == []
