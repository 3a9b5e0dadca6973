"""The image as an operator builds it, and the service in it: `make test-image`. Minutes, so it is no part of `make test`.

Built by buildah on a Debian made by mmdebstrap, so that no registry of images is needed; as root, which both want here.
The face models are mounted, not baked: their build has tests of its own.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.service import REPOSITORY, free_port

BASE, IMAGE = "localhost/eventphotos-base", "localhost/eventphotos"
PYTHON, SERVER = "/opt/eventphotos/bin/python", "/srv/eventphotos/server.py"
READY_WITHIN_S = 300
# How this machine reaches packages is its own business; the image is built with the same.
_ADDED = ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY")
_MOUNTED = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pip.conf", "/opt/wheels")

Buildah = Callable[..., str]

pytestmark = pytest.mark.timeout(1800)


@pytest.fixture(scope="module")
def buildah(tmp_path_factory: pytest.TempPathFactory) -> Buildah:
    """Runs buildah with a store of its own."""
    lacking = [tool for tool in ("buildah", "mmdebstrap") if shutil.which(tool) is None]
    if lacking:
        pytest.skip(f"lacks {' and '.join(lacking)}: apt-get install buildah mmdebstrap")
    if os.getuid() != 0:
        pytest.skip("lacks root, which buildah's chroot isolation and mmdebstrap need here")
    store = tmp_path_factory.mktemp("images")
    program = ("buildah", "--root", str(store / "store"), "--runroot", str(store / "run"), "--storage-driver", "vfs")

    def run(*arguments: str) -> str:
        done = subprocess.run([*program, *arguments], capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"buildah {arguments[0]}: {done.stdout[-2000:]}\n{done.stderr[-4000:]}"
        return done.stdout.strip()

    run.program = program  # type: ignore[attr-defined]
    return run


@pytest.fixture(scope="module")
def image(buildah: Buildah, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The image, built from this checkout."""
    archive = tmp_path_factory.mktemp("base") / "base.tar"
    packages = "--include=python3,python3-venv,ca-certificates"
    made = subprocess.run(
        ["mmdebstrap", "--variant=minbase", packages, "bookworm", str(archive)], capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr[-2000:]
    container = buildah("from", "scratch")
    buildah("add", "-q", container, str(archive), "/")
    buildah("commit", "-q", container, BASE)
    buildah("rm", container)
    mounted = [f"--volume={path}:{path}:ro" for path in _MOUNTED if Path(path).exists()]
    given = [f"--build-arg={name}={os.environ[name]}" for name in _ADDED if name in os.environ]
    arguments = [f"--build-arg=BASE={BASE}", "--build-arg=MODELS=mounted", *given, *mounted]
    buildah("bud", "--isolation=chroot", "--network=host", "--format=docker", *arguments, "-t", IMAGE, str(REPOSITORY))
    return IMAGE


@pytest.fixture(scope="module")
def url(buildah: Buildah, image: str, models_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The service, run in it as the image says, on loopback."""
    models = tmp_path_factory.mktemp("readable") / "models"
    shutil.copytree(models_dir, models)
    subprocess.run(["chmod", "-R", "a+rX", str(models.parent)], check=True)
    port = free_port()
    container = buildah("from", image)
    settings = [f"--env={one}" for one in ("HOST=127.0.0.1", f"PORT={port}", "INGEST_WORKERS=1")]
    command = [*buildah.program, "run", "--isolation=chroot", *settings]  # type: ignore[attr-defined]
    command += [f"--volume={models}:/srv/eventphotos/models:ro", container, "--", PYTHON, SERVER, "run"]
    log = tmp_path_factory.mktemp("log") / "service.log"
    with log.open("wb") as sink:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=sink, stderr=sink, start_new_session=True)
    try:
        _until_ready(f"http://127.0.0.1:{port}", process, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(120)
        buildah("rm", container)


def _until_ready(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN_S
    while True:
        if process.poll() is not None or time.monotonic() > deadline:
            raise AssertionError(log.read_text(errors="replace")[-4000:])
        try:
            if httpx.get(f"{url}/readyz", timeout=5).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.5)


def test_it_runs_everything_as_nobody_in_particular(buildah: Buildah, image: str) -> None:
    told: dict[str, Any] = json.loads(buildah("inspect", "--type", "image", image))["Docker"]["config"]
    assert told["User"] == "eventphotos"
    assert [*told["Entrypoint"], *told["Cmd"]] == [PYTHON, SERVER, "run"]
    assert told["Healthcheck"]["Test"][0] == "CMD"
    assert "/data" in told["Volumes"]


def test_it_holds_neither_tests_nor_tools_nor_what_makes_the_models(buildah: Buildah, image: str) -> None:
    container = buildah("from", image)
    try:
        there = buildah("run", "--isolation=chroot", container, "--", "ls", "-A", "/srv/eventphotos").split()
        packages = buildah("run", "--isolation=chroot", container, "--", "/opt/eventphotos/bin/pip", "list", "--format=freeze")
    finally:
        buildah("rm", container)
    assert {"app", "workers", "static", "server.py"} <= set(there)
    assert not {"tests", "docs", ".git", ".venv", "data", ".env"} & set(there)
    assert not {"torch", "nncf", "pytest"} & {line.partition("==")[0].lower() for line in packages.splitlines()}


def test_the_service_in_it_is_ready_and_keeps_its_data_for_itself(url: str) -> None:
    assert httpx.get(f"{url}/readyz", timeout=30).json()["status"] == "ready"
    assert "<title>" in httpx.get(f"{url}/", timeout=30).text
