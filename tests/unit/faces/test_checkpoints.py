"""Torch's checkpoint files, read without torch: what it writes comes back, and nothing else is let in."""

from __future__ import annotations

import io
import os
import pickle
import struct
import zipfile
from collections import OrderedDict
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from workers.faces.checkpoints import read_checkpoint
from workers.faces.weights import WeightsError

if TYPE_CHECKING:
    import torch

OLD_AND_NEW = pytest.mark.parametrize("new", [False, True], ids=["old format", "zip format"])


def same(path: Path, state: dict[str, torch.Tensor]) -> bool:
    """Is what is read from ``path`` this state, to the bit?"""
    read = read_checkpoint(path)
    assert read.keys() == state.keys()
    expected = {name: tensor.numpy() for name, tensor in state.items()}
    return all(read[n].dtype == e.dtype and read[n].shape == e.shape and np.array_equal(read[n], e) for n, e in expected.items())


@pytest.mark.parametrize("name", ["pnet", "rnet", "onet"])
def test_the_packaged_files_hold_what_torch_reads_in_them(name: str) -> None:
    import torch

    path = Path(str(distribution("facenet-pytorch").locate_file(f"facenet_pytorch/data/{name}.pt")))
    assert same(path, torch.load(path, weights_only=True))


@OLD_AND_NEW
def test_numbers_of_all_kinds_and_views_of_shared_storages_come_back(tmp_path: Path, new: bool) -> None:
    import torch

    shared = torch.arange(24, dtype=torch.float32).reshape(4, 6)
    kinds = [torch.float64, torch.float16, torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8, torch.bool]
    state = {str(kind): torch.ones(2, 3, dtype=kind) for kind in kinds}
    state |= {"whole": shared, "turned": shared.T, "part": shared[1:3, 2:], "scalar": torch.tensor(7), "empty": torch.zeros(0, 3)}
    torch.save(OrderedDict(state), tmp_path / "state.pt", _use_new_zipfile_serialization=new)
    assert same(tmp_path / "state.pt", state)


@OLD_AND_NEW
def test_a_file_that_holds_more_than_named_tensors_is_refused(tmp_path: Path, new: bool) -> None:
    import torch

    for number, content in enumerate([{"epoch": 3}, {"state_dict": {"weight": torch.ones(1)}}, [torch.ones(1)], torch.ones(1)]):
        path = tmp_path / f"{number}.pt"
        torch.save(content, path, _use_new_zipfile_serialization=new)
        with pytest.raises(WeightsError, match="named tensors"):
            read_checkpoint(path)


class Call:
    """What a malicious file would have called by whoever loads it."""

    def __init__(self, marker: Path) -> None:
        self.marker = marker

    def __reduce__(self) -> Any:
        return os.mkdir, (str(self.marker),)


@OLD_AND_NEW
def test_a_file_cannot_call_anything(tmp_path: Path, new: bool) -> None:
    import torch

    marker, path = tmp_path / "called", tmp_path / "evil.pt"
    torch.save({"weight": Call(marker)}, path, _use_new_zipfile_serialization=new)
    with pytest.raises(WeightsError, match="mkdir"):
        read_checkpoint(path)
    assert not marker.exists()


class Stored:
    """A tensor of the zip format that says of itself what it likes."""

    def __init__(self, shape: tuple[int, ...], strides: tuple[int, ...], offset: int) -> None:
        self.view = (offset, shape, strides)

    def __reduce__(self) -> Any:
        import torch

        return torch._utils._rebuild_tensor_v2, (Content(), *self.view, False, OrderedDict())


class Content:
    """The storage of four numbers that it refers to."""


class Writer(pickle.Pickler):
    """Writes ``Content`` as torch does a storage."""

    def persistent_id(self, obj: Any) -> Any:
        import torch

        return ("storage", torch.FloatStorage, "0", "cpu", 4) if isinstance(obj, Content) else None


@pytest.mark.parametrize(
    ("shape", "strides", "offset"), [((5,), (1,), 0), ((2,), (1,), 3), ((2, 2), (4, 1), 0), ((2,), (-1,), 0), ((1,), (1,), -1)]
)
def test_a_tensor_that_reaches_beyond_its_storage_is_refused(
    tmp_path: Path, shape: tuple[int, ...], strides: tuple[int, ...], offset: int
) -> None:
    pickled = io.BytesIO()
    Writer(pickled, 2).dump({"weight": Stored(shape, strides, offset)})
    with zipfile.ZipFile(tmp_path / "far.pt", "w") as archive:
        archive.writestr("far/data.pkl", pickled.getvalue())
        archive.writestr("far/data/0", struct.pack("<4f", 1, 2, 3, 4))
    with pytest.raises(WeightsError):
        read_checkpoint(tmp_path / "far.pt")


def test_what_is_no_checkpoint_is_said_to_be_none(tmp_path: Path) -> None:
    import torch

    torch.save({"weight": torch.ones(100)}, tmp_path / "whole.pt", _use_new_zipfile_serialization=False)
    whole = (tmp_path / "whole.pt").read_bytes()
    with zipfile.ZipFile(tmp_path / "album.zip", "w") as archive:
        archive.writestr("photo.jpg", b"")
    for name, content in {
        "empty.pt": b"",
        "text.pt": b"no pickle\n",
        "cut.pt": whole[:-10],
        "list.pt": pickle.dumps([1]),
    }.items():
        (tmp_path / name).write_bytes(content)
    for name in ("empty.pt", "text.pt", "cut.pt", "list.pt", "album.zip", "absent.pt"):
        with pytest.raises(WeightsError):
            read_checkpoint(tmp_path / name)
