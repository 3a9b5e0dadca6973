"""Torch's checkpoint files without torch: the named arrays of a ``.pt`` file, in the old format and in the zip one.

Both hold a pickle, and a pickle can call anything. This one may name three things: an ordered dictionary, torch's
function that puts a tensor together, and the types of its numbers.
"""

from __future__ import annotations

import io
import pickle
import struct
import sys
import zipfile
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from workers.faces.weights import WeightsError

Arrays = dict[str, NDArray[Any]]
"""A network's weights by name, as torch's state dicts name them."""

_MAGIC = 0x1950A86A20F9469CFC6C
_PROTOCOL = 1001
"""Both are what torch.serialization has written at the head of every file of the old format."""

_NUMBERS = {
    "DoubleStorage": np.dtype("<f8"),
    "FloatStorage": np.dtype("<f4"),
    "HalfStorage": np.dtype("<f2"),
    "LongStorage": np.dtype("<i8"),
    "IntStorage": np.dtype("<i4"),
    "ShortStorage": np.dtype("<i2"),
    "CharStorage": np.dtype("i1"),
    "ByteStorage": np.dtype("u1"),
    "BoolStorage": np.dtype("?"),
}


@dataclass(frozen=True, slots=True)
class _Storage:
    key: str
    numbers: np.dtype[Any]


@dataclass(frozen=True, slots=True)
class _Tensor:
    """A view of a storage; ``offset`` and ``strides`` count numbers, not bytes."""

    storage: _Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]

    def of(self, content: bytes) -> NDArray[Any]:
        """The array in its storage's ``content``; numpy refuses one that would reach beyond it."""
        size = self.storage.numbers.itemsize
        strides = [size * stride for stride in self.strides]
        return np.ndarray(self.shape, self.storage.numbers, content, size * self.offset, strides).copy()


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """The few things that a state dict consists of; raises WeightsError for any other."""
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return self._tensor
        if module == "torch" and name in _NUMBERS:
            return _NUMBERS[name]
        raise WeightsError(f"the file holds a {module}.{name}; only named tensors are read")

    def persistent_load(self, pid: Any) -> _Storage:
        """What the pickle says instead of a storage: its type and the name of its content, which is kept elsewhere."""
        kind, numbers, key, *_ = pid
        if kind != "storage" or not isinstance(numbers, np.dtype):
            raise WeightsError("the file refers to something that is no storage of numbers")
        return _Storage(str(key), numbers)

    def _tensor(self, storage: _Storage, offset: int, shape: tuple[int, ...], strides: tuple[int, ...], *_: Any) -> _Tensor:
        return _Tensor(storage, offset, tuple(shape), tuple(strides))


def read_checkpoint(path: Path) -> Arrays:
    """The arrays of the state dict in ``path``. Raises WeightsError when it is none, or holds anything else."""
    try:
        if zipfile.is_zipfile(path):
            return _read_zip(path)
        with path.open("rb") as file:
            return _read_old(file)
    except WeightsError:
        raise
    except (OSError, pickle.UnpicklingError, EOFError, LookupError, TypeError, ValueError, AttributeError, struct.error) as error:
        raise WeightsError(f"{path.name} is not a state dict as torch saves it: {error}") from error


def _read_zip(path: Path) -> Arrays:
    with zipfile.ZipFile(path) as archive:
        (pickled,) = (name for name in archive.namelist() if name.count("/") == 1 and name.endswith("/data.pkl"))
        folder = pickled.removesuffix("data.pkl")
        if f"{folder}byteorder" in archive.namelist():
            _need_little_endian(archive.read(f"{folder}byteorder") == b"little")
        tensors = _Unpickler(io.BytesIO(archive.read(pickled))).load()
        keys = {tensor.storage.key for tensor in _checked(tensors).values()}
        return _resolved(tensors, {key: archive.read(f"{folder}data/{key}") for key in keys})


def _read_old(file: IO[bytes]) -> Arrays:
    if (_Unpickler(file).load(), _Unpickler(file).load()) != (_MAGIC, _PROTOCOL):
        raise WeightsError("the file is not one of torch's")
    _need_little_endian(_Unpickler(file).load()["little_endian"])
    tensors = _Unpickler(file).load()
    sizes = {tensor.storage.key: tensor.storage.numbers.itemsize for tensor in _checked(tensors).values()}
    contents = {}
    for key in _Unpickler(file).load():
        (count,) = struct.unpack("<q", file.read(8))
        contents[key] = file.read(count * sizes[key])
    return _resolved(tensors, contents)


def _need_little_endian(is_little: bool) -> None:
    if not is_little or sys.byteorder != "little":
        raise WeightsError("weights are read in little-endian byte order only")


def _checked(tensors: Any) -> Mapping[str, _Tensor]:
    if not isinstance(tensors, dict) or not all(isinstance(t, _Tensor) and isinstance(n, str) for n, t in tensors.items()):
        raise WeightsError("the file holds something else than named tensors")
    return tensors


def _resolved(tensors: Mapping[str, _Tensor], contents: Mapping[str, bytes]) -> Arrays:
    return {name: tensor.of(contents[tensor.storage.key]) for name, tensor in tensors.items()}
