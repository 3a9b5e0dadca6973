"""A disk of this machine: how much room it has, and what it says when something fails, in the errors that ports raise."""

from __future__ import annotations

import errno
import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from app.errors import InsufficientStorage, Unavailable

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_ROOM_AFTER_S: Final = 30
_BACK_AFTER_S: Final = 5

_log = logging.getLogger(__name__)


def free_bytes(folder: Path) -> int:
    """Of the file system that ``folder`` is on; where it is still to be made, of the one that it will be made in."""
    folder = folder.absolute()
    return shutil.disk_usage(next(place for place in (folder, *folder.parents) if place.exists())).free


def no_room() -> InsufficientStorage:
    """The disk is full."""
    return InsufficientStorage(retry_after_s=_ROOM_AFTER_S)


@contextmanager
def disk_errors(detail: str) -> Iterator[None]:
    """What the disk refuses is ``InsufficientStorage`` where there is no room, else ``Unavailable`` with ``detail``. Which file
    it was is for the log: guests read the error."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise no_room() from error
        _log.warning("the disk failed: %s", error)
        raise Unavailable(detail, retry_after_s=_BACK_AFTER_S) from error
