"""Somebody who has a copy of the whole data folder, and SECRET_KEY: what of people's faces can be read from it?

Nothing here asks the service or its code how it keeps things, but for how bytes are sealed: format byte, nonce, AES-256-GCM.
Every file is read as bytes. What is sealed is found by its frame (a binary of BSON in a page, a journal or an oplog; a string of
Redis; a piece of an index snapshot; a whole file), and is tried with every key that can be made of what lies in the copy, alone
and in pairs. The tag of GCM is not needed for that: what comes out is looked at, so a context that is not known hides nothing.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterable, Iterator, Set
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import permutations
from pathlib import Path
from typing import Final

import numpy as np
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from PIL import Image

FORMAT: Final = 1
NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16
KEY_BYTES: Final = 32
_FRAME: Final = 1 + NONCE_BYTES + TAG_BYTES
_LONGEST: Final = 64 * 1024 * 1024
_DIMENSIONS: Final = (128, 256, 512, 640)  # of the face engines
_HEAD: Final = _FRAME + 16 + 4 * max(_DIMENSIONS)
"""So much of what is sealed tells what it is."""
_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF")
_SIGHT: Final = struct.Struct("<dBdBH4d")
_TEMPLATE_HEAD: Final = struct.Struct("<HHd")
_GLANCE: Final = 1 + NONCE_BYTES + _TEMPLATE_HEAD.size + 4 * 16
"""So much of it mostly tells that it is nothing."""
_TEXT: Final = re.compile(rb"[ -~]{16,31}\Z|[ -~]{32}")
"""All of it, or so much that no random bytes look like it in some million tries: of 16 one in eight million does."""
_BSON_BINARY: Final = re.compile(rb"\x05[A-Za-z0-9_]{1,40}\x00(?=(.{4}).(\x01)?)", re.DOTALL)
_REDIS_STRING: Final = re.compile(rb"\$(\d{2,9})\r\n")
_PURPOSE: Final = re.compile(r"""derived_(?:key|from)\(.*?["']([A-Za-z0-9 -]+)["']""")
_SOURCES: Final = Path(__file__).parent.parent / "app"


@dataclass
class Loot:
    """What lies in one copy of a data folder: everything that is sealed, and every key that can be made of it."""

    folder: Path
    secret: str = field(repr=False)
    sealed: set[bytes] = field(default_factory=set, repr=False)
    strings: set[bytes] = field(default_factory=set, repr=False)

    @classmethod
    def of(cls, folder: Path, secret: str) -> Loot:
        """Read every file."""
        loot = cls(folder, secret)
        for _, data in loot.files():
            for piece in _framed(data):
                if len(piece) == KEY_BYTES:
                    loot.strings.add(piece)
                if len(piece) > _FRAME and piece[0] == FORMAT:
                    loot.sealed.add(piece)
        return loot

    def files(self) -> Iterator[tuple[Path, bytes]]:
        """Each file with its bytes."""
        for path in sorted(self.folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield path, path.read_bytes()

    @cached_property
    def keys(self) -> set[bytes]:
        """Those derived of the secret for every purpose that the code names; strings as long as a key; what is sealed and as
        long as a key, opened with each of them; and every pair, as the code puts two together."""
        masters = {_derived(self.secret.encode(), purpose) for purpose in purposes()} | self.strings
        masters |= {_derived(self.secret.encode(), purpose, salt) for purpose in purposes() for salt in self.strings}
        wrapped = [sealed for sealed in self.sealed if len(sealed) == _FRAME + KEY_BYTES]
        unwrapped = {_decrypt(master, sealed) for master in masters for sealed in wrapped}
        # Of what came out only real keys are worth a pair, and nobody knows which those are: pair what one master gave.
        pairs: set[bytes] = set()
        for master in masters:
            found = [_decrypt(master, sealed) for sealed in wrapped]
            pairs |= {_derived(first + second, "together") for first, second in permutations(found, 2)}
        return masters | unwrapped | pairs

    def holding(self, needles: Iterable[bytes]) -> list[str]:
        """The files in which any of ``needles`` lies in the clear."""
        wanted = list(needles)
        return [str(path) for path, data in self.files() if any(needle in data for needle in wanted)]


class Attempts:
    """Opens what is sealed, and remembers what was in vain: a key that does not open a piece never will."""

    def __init__(self) -> None:
        self._openers: dict[bytes, bytes] = {}
        self._tried: list[tuple[set[bytes], set[bytes]]] = []
        """Pieces that were first seen together, and the keys that each of them was tried with."""

    def opened(self, sealed: Set[bytes], keys: Set[bytes]) -> dict[bytes, bytes]:
        """Those of ``sealed`` that one of ``keys`` opens to something of a face or a picture, and what that is."""
        known = set().union(*(pieces for pieces, _ in self._tried))
        self._tried.append((set(sealed - known), set()))
        for pieces, tried in self._tried:
            fresh = keys - tried
            for piece in pieces:
                opener = self._openers.get(piece)
                if opener not in keys:
                    self._try(piece, fresh if opener is None else keys)
            tried.update(fresh)
        return {piece: _decrypt(self._openers[piece], piece) for piece in sealed if self._openers.get(piece) in keys}

    def _try(self, piece: bytes, keys: Iterable[bytes]) -> None:
        for key in keys:
            if _opens(key, piece):
                self._openers[piece] = key
                return


def _opens(key: bytes, piece: bytes) -> bool:
    # The first vector, or the head of a picture, tells; a large piece is decrypted whole only when it does.
    if len(piece) > _GLANCE + TAG_BYTES and not _may_speak(_decrypt(key, piece[:_GLANCE], tag=False)):
        return False
    head = _decrypt(key, piece[:_HEAD], tag=len(piece) <= _HEAD)
    return _speaks(head) or (head.startswith(_PICTURES) and _is_picture(_decrypt(key, piece)))


def needles(data: bytes, length: int = 24, count: int = 12) -> list[bytes]:
    """Pieces of ``data`` from all over it, each of which nobody else's bytes would have by chance."""
    step = max(1, (len(data) - length) // count)
    pieces = [data[start : start + length] for start in range(0, max(1, len(data) - length), step)]
    return [piece for piece in pieces if len(set(piece)) > length // 2]


def purposes() -> set[str]:
    """For what the code derives keys, as its sources say, and ``""`` beside it."""
    named = {"vault", "keys", "selfies"}
    for path in _SOURCES.rglob("*.py"):
        named |= set(_PURPOSE.findall(path.read_text()))
    return named


def _framed(data: bytes) -> Iterator[bytes]:
    """Whatever says how long it is: BSON's binaries, Redis' strings, pieces of an index snapshot; and a short file as a whole."""
    for match in _BSON_BINARY.finditer(data):
        start = match.end() + 5  # the length and the subtype
        (length,) = struct.unpack("<i", match[1])
        if 0 < length <= _LONGEST and start + length <= len(data):
            yield data[start : start + length]
    for match in _REDIS_STRING.finditer(data):
        length = int(match[1])
        if length <= _LONGEST:
            yield data[match.end() : match.end() + length]
    yield from _snapshot(data)
    if len(data) < 4096:
        yield data


def _snapshot(data: bytes) -> Iterator[bytes]:
    """A line of JSON, and then pieces behind their lengths."""
    head, newline, _ = data[:1024].partition(b"\n")
    position = len(head) + 1
    while data[:1] == b"{" and newline and position + 4 < len(data):
        (length,) = struct.unpack_from(">I", data, position)
        if not 0 < length <= len(data) - position - 4:
            return
        yield data[position + 4 : position + 4 + length]
        position += 4 + length


def _derived(material: bytes, purpose: str, salt: bytes | None = None) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt, f"eventphotos/{purpose}".encode()).derive(material)


def _decrypt(key: bytes, sealed: bytes, *, tag: bool = True) -> bytes:
    """What GCM encrypted, without asking whether it was changed: its blocks are numbered from 2 on (NIST SP 800-38D, 7.1)."""
    nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    decryptor = Cipher(AES(key), CTR(nonce + (2).to_bytes(4, "big"))).decryptor()
    return decryptor.update(body[:-TAG_BYTES] if tag else body)


def _speaks(plain: bytes) -> bool:
    """Does it begin with a unit vector or text, or is it where a face was seen? Random bytes are none of that."""
    if _TEXT.match(plain) or _is_sight(plain):
        return True
    template = plain[_TEMPLATE_HEAD.size :]
    return any(_is_unit(part[: 4 * dimension], dimension) for dimension in _DIMENSIONS for part in (plain, template))


def _may_speak(plain: bytes) -> bool:
    """From its beginning alone: what ``_speaks`` is told of a vector is true of none that has a number above one in it."""
    if plain.startswith(_PICTURES) or _TEXT.match(plain):
        return True
    with np.errstate(invalid="ignore"):  # numbers that are none
        return any(bool((np.abs(np.frombuffer(plain, "<f4", 16, at)) <= 1.01).all()) for at in (0, _TEMPLATE_HEAD.size))


def _is_picture(plain: bytes) -> bool:
    """Not by its first bytes alone: three of them come by chance in some million tries."""
    with suppress(OSError, SyntaxError), Image.open(io.BytesIO(plain)):
        return True
    return False


def _is_sight(plain: bytes) -> bool:
    """A similarity, how sure that is and why, and a box in fractions of a photo: numbers that random bytes seldom are."""
    if len(plain) != _SIGHT.size or plain[8] > 1:
        return False
    score, _, *numbers = _SIGHT.unpack(plain)
    return 1e-3 < score <= 1.01 and all(number == 0 or 1e-9 < abs(number) <= 1.01 for number in (numbers[0], *numbers[3:]))


def _is_unit(raw: bytes, dimension: int) -> bool:
    if len(raw) < 4 * dimension:
        return False
    with np.errstate(all="ignore"):
        length = float(np.linalg.norm(np.frombuffer(raw, np.float32).astype(np.float64)))
    return abs(length - 1) < 1e-2
