"""What of a file is in memory alone, and is lost when the machine loses its power."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

_CACHESTAT = 451  # Linux 6.5, the same number on every processor


def unwritten_bytes(path: Path) -> int:
    """So much of the file the kernel has still to write to the disk; of what lies in memory anyway (tmpfs) nothing.

    Asks by cachestat(2). Raises ``OSError`` where the kernel does not know the question.
    """
    whole, answer = (ctypes.c_uint64 * 2)(0, 0), (ctypes.c_uint64 * 5)()
    libc = ctypes.CDLL(None, use_errno=True)
    descriptor = os.open(path, os.O_RDONLY)
    try:
        if libc.syscall(_CACHESTAT, descriptor, whole, answer, 0) != 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(path))
    finally:
        os.close(descriptor)
    _, dirty, being_written, _, _ = answer
    return int(dirty + being_written) * os.sysconf("SC_PAGE_SIZE")
