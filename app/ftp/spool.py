"""Files on their way from cameras, in a folder of this machine: ``CAMERA/PLACE-RANDOM/NAME`` (``…-final``
for what a camera puts into a folder for finals). Nothing else is written down, so
what a crash leaves says by itself what it is.

A place is where a camera thinks that it puts a file. What was cut off there can be gone on with from there. Every transfer has a
file of its own: two cameras that send by one login under one name do not get into each other's way.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import secrets
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import Final

from app.adapters.local_disk import disk_errors, free_bytes, no_room
from app.domain.finals import is_finals_folder
from app.domain.image_ends import ends_early
from app.domain.image_formats import SNIFF_BYTES, sniff
from app.errors import AppError, BadCredentials, EmptyFile, Refusal, TooLarge, TooManyUploads, UnsupportedMedia, UploadBusy
from app.private_files import sync_file, sync_folder

_ROOM_LOOKED_AT_EVERY: Final = 4 * 2**20  # bytes
_RETRY_AFTER_S: Final = 60
_FINAL: Final = "-final"
_NO_PHOTO: Final = "This is no photo that can be read."


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of one file; files and bytes that one camera may have under way; bytes of the disk that are left alone."""

    file_bytes: int
    files: int
    bytes: int
    reserve_bytes: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a camera puts a file. The address tells cameras apart that share a login; ``path`` is what the camera calls it."""

    sender_id: str
    address: str
    path: str

    @property
    def digest(self) -> str:
        """As part of a folder's name."""
        return hashlib.sha256(f"{self.address}\0{self.path}".encode()).hexdigest()[:24]

    def folder(self) -> str:
        """A new name for the folder of a file that comes here."""
        return f"{self.digest}-{secrets.token_hex(4)}{_FINAL if is_finals_folder(self.path) else ''}"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that nobody is sending at the moment; ``touched_at`` is when its last byte came (POSIX seconds)."""

    sender_id: str
    path: Path
    size: int
    touched_at: float

    @property
    def name(self) -> str:
        """As the camera called it."""
        return self.path.name


class ComingFile:
    """A file that is being sent: what pyftpdlib writes to.

    ``refused`` says why it is not taken: ``TooLarge``, ``UnsupportedMedia``, ``InsufficientStorage``, ``BadCredentials`` when it
    is ``revoked``, or ``UploadBusy`` when another connection goes on with it.
    """

    def __init__(self, place: Place, path: Path, limits: Limits, closed: Callable[[Path], None], *, new: bool) -> None:
        self.place = place
        self.path = path
        self.settled = False
        self._limits = limits
        self._on_close = closed
        self._file = path.open("x+b" if new else "r+b", buffering=0)
        self._size = self._file.seek(0, os.SEEK_END)
        self._looked_at = 0
        self._known = False
        self._hash = hashlib.sha256() if new else None
        self._ignored = 0
        self.superseded = False
        self.revoked = False
        self.refused: AppError | None = None

    @property
    def size(self) -> int:
        """Bytes that are here."""
        return self._size

    @property
    def name(self) -> str:
        """As the camera called it, without folders."""
        return self.path.name

    @property
    def sha256(self) -> str | None:
        """Of all bytes (hex), where they came one after the other by this transfer alone."""
        return self._hash.hexdigest() if self._hash else None

    @property
    def closed(self) -> bool:
        """For pyftpdlib, which closes once."""
        return self._file.closed

    def seek(self, offset: int) -> None:
        """What comes goes on from there; what was behind it is sent again. Raises ``OSError`` past the end."""
        if offset > self._size:
            raise OSError(f"only {self._size} bytes are here")
        if offset != self._size:
            self._hash = None
        self._file.truncate(offset)
        self._size = self._file.seek(offset)

    def write(self, data: bytes) -> None:
        """Add bytes. Once the file is ``refused`` what comes is not kept, so that its sender reads the reply when all is sent.
        Who sends very much more is cut off: raises why it was refused, then."""
        if self.refused is None:
            try:
                self._add(data)
            except AppError as error:
                self.refused = error
        else:
            self._ignored += len(data)
            if self._ignored > self._limits.file_bytes:
                raise self.refused

    def _add(self, data: bytes) -> None:
        if self.superseded:
            raise UploadBusy
        if self._size + len(data) > self._limits.file_bytes:
            raise TooLarge(f"The file is larger than {self._limits.file_bytes // 2**20} MB.")
        if self._size >= self._looked_at:
            self._looked_at = self._size + _ROOM_LOOKED_AT_EVERY
            if free_bytes(self.path.parent) < self._limits.reserve_bytes + _ROOM_LOOKED_AT_EVERY:
                raise no_room()
        if self.revoked:
            raise BadCredentials
        if self._hash:
            self._hash.update(data)  # now that the bytes are at hand: reading them again takes as long as receiving them
        with disk_errors("The disk failed."):
            rest = memoryview(data)
            while rest:
                written = self._file.write(rest)
                self._size += written
                rest = rest[written:]
            if not self._known and self._size >= SNIFF_BYTES:
                if sniff(os.pread(self._file.fileno(), SNIFF_BYTES, 0)) is None:
                    raise UnsupportedMedia(_NO_PHOTO)
                self._known = True

    def supersede(self) -> None:
        """Another connection goes on with the file: this one adds nothing to it any more."""
        self.superseded = True

    def sync(self) -> None:
        """Wait for the disk; many files can at once."""
        with disk_errors("The disk failed."):
            sync_file(self.path)

    def close(self) -> None:
        """No more bytes come."""
        if not self._file.closed:
            self._file.close()
            self._on_close(self.path)


class Spool:
    """What is coming of all cameras. To be used by many threads."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder = folder
        self._limits = limits
        self._lock = RLock()
        self._places: dict[tuple[str, str], Path] = {}
        self._open: dict[Path, ComingFile] = {}
        self._claimed: set[Path] = set()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for path in sorted(folder.glob("*/*/*"), key=lambda path: path.stat().st_mtime):
            self._places[path.parts[-3], path.parts[-2].partition("-")[0]] = path
        for empty in folder.glob("*/*"):  # a crash came between making the folder and its file
            if not any(empty.iterdir()):
                empty.rmdir()

    def begin(self, place: Place, name: str) -> ComingFile:
        """A new file there. What was there and is whole loses its place only: its camera may have been told that it is safe.
        Raises ``TooManyUploads`` and ``InsufficientStorage``."""
        with self._lock:
            self._displace(place)
            self._check_limits(place.sender_id)
            path = self._folder / place.sender_id / place.folder() / name
            with disk_errors("The disk failed."):
                path.parent.mkdir(parents=True, mode=0o700)
                return self._opened(place, path, new=True)

    def go_on(self, place: Place) -> ComingFile | None:
        """The file there, to be gone on with; None when there is none. Who was sending it is kept out from now on."""
        with self._lock:
            path = self._places.get((place.sender_id, place.digest))
            if path is None or path in self._claimed:
                return None
            if path in self._open:
                self._open[path].supersede()
            with disk_errors("The disk failed."):
                _unshare(path)
                return self._opened(place, path, new=False)

    def revoke(self, sender_ids: Collection[str]) -> None:
        """What these cameras are sending is not taken any more."""
        with self._lock:
            for file in self._open.values():
                file.revoked |= file.place.sender_id in sender_ids

    def sending(self) -> set[str]:
        """The cameras that are sending a file."""
        with self._lock:
            return {file.place.sender_id for file in self._open.values()}

    def find(self, place: Place) -> Path | None:
        """The file there."""
        with self._lock:
            return self._places.get((place.sender_id, place.digest))

    def move(self, source: Place, target: Place, name: str) -> Path | None:
        """The file has another place and name now; None when there is none or it is still being sent."""
        with self._lock:
            path = self.find(source)
            if path is None or self._is_in_use(path):
                return None
            self._displace(target)
            moved = self._folder / target.sender_id / target.folder() / name
            moved.parent.mkdir(mode=0o700)
            path.rename(moved)
            self._forget(path)
            self._places[target.sender_id, target.digest] = moved
            return moved

    def remove(self, place: Place) -> None:
        """Forget what is there, unless it is being sent or taken in: then it loses its place only."""
        with self._lock:
            path = self._places.pop((place.sender_id, place.digest), None)
            if path is not None and not self._is_in_use(path):
                self.drop(path)

    def _displace(self, place: Place) -> None:
        path = self._places.pop((place.sender_id, place.digest), None)
        if path is not None and not self._is_in_use(path) and not is_whole(path):
            self.drop(path)

    @contextmanager
    def claimed(self, path: Path) -> Iterator[bool]:
        """Inside, nobody else sends to the file, moves or forgets it; False where somebody is at it already."""
        with self._lock:
            mine = not self._is_in_use(path) and path.exists()
            if mine:
                self._claimed.add(path)
        try:
            yield mine
        finally:
            if mine:
                self._claimed.discard(path)

    @contextmanager
    def ending(self, file: ComingFile) -> Iterator[bool]:
        """``claimed`` for who was sending the file, from its very end on."""
        with ExitStack() as stack:
            with self._lock:
                file.close()
                mine = not file.superseded and stack.enter_context(self.claimed(file.path))
            yield mine

    def _is_in_use(self, path: Path) -> bool:
        return path in self._open or path in self._claimed

    def drop(self, path: Path) -> None:
        """The file is not needed any more."""
        with self._lock:
            path.unlink(missing_ok=True)
            self._forget(path)

    def kept(self) -> list[Kept]:
        """All files that nobody is sending or taking in at the moment."""
        found = []
        for path in self._folder.glob("*/*/*"):
            with self._lock:
                if self._is_in_use(path):
                    continue
            try:
                state = path.stat()
            except FileNotFoundError:
                continue
            found.append(Kept(path.parts[-3], path, state.st_size, state.st_mtime))
        return found

    def _opened(self, place: Place, path: Path, *, new: bool) -> ComingFile:
        file = ComingFile(place, path, self._limits, self._closed, new=new)
        self._places[place.sender_id, place.digest] = path
        self._open[path] = file
        return file

    def _closed(self, path: Path) -> None:
        with self._lock:
            file = self._open.get(path)
            if file is not None and file.closed:  # another connection may go on with it
                del self._open[path]

    def _forget(self, path: Path) -> None:
        for key in [key for key, known in self._places.items() if known == path]:
            del self._places[key]
        if path.parent.exists():
            path.parent.rmdir()

    def _check_limits(self, sender_id: str) -> None:
        sizes = [path.stat().st_size for path in self._folder.glob(f"{sender_id}/*/*")]
        if len(sizes) >= self._limits.files or sum(sizes) >= self._limits.bytes:
            raise TooManyUploads("Too many files of this camera came in part only.", retry_after_s=_RETRY_AFTER_S)


def is_final(path: Path) -> bool:
    """Whether the file came in a folder for finals."""
    return path.parent.name.endswith(_FINAL)


def reads_whole(path: Path) -> bool:
    """Whether the file is an image that is all there, as far as its container tells. Raises ``EmptyFile`` and
    ``UnsupportedMedia``."""
    with path.open("rb") as file:
        head = file.read(SNIFF_BYTES)
        if not head:
            raise EmptyFile
        media_type = sniff(head)
        if media_type is None:
            raise UnsupportedMedia(_NO_PHOTO)
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return not ends_early(data, media_type)


def is_whole(path: Path) -> bool:
    """The same, and False for what is gone, or nothing that we read."""
    try:
        return reads_whole(path)
    except (OSError, Refusal):
        return False


def _unshare(path: Path) -> None:
    """A photo may have been made of the file's bytes, and must not change with them."""
    if path.stat().st_nlink > 1:
        copy = path.with_name(f"{path.name}.copy")
        shutil.copyfile(path, copy)
        copy.replace(path)


def make_durable(path: Path) -> None:
    """It is there after a power cut, too."""
    sync_file(path)
    for folder in (path.parent, path.parent.parent):
        sync_folder(folder)
