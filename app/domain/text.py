"""What people may type: names, e-mail addresses, passwords. A ``ValueError`` says in words what is wrong."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

PRINTABLE: Final = r"^[^\x00-\x1f\x7f-\x9f]*$"  # no control characters: databases refuse some, and nobody looks for any
LONGEST_EMAIL: Final = 254  # RFC 3696, erratum 1690
SHORTEST_PASSWORD: Final = 8  # NIST SP 800-63B; length, no rules about kinds of characters
LONGEST_PASSWORD: Final = 256  # so that nobody makes us hash megabytes

_CONTROL: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # bidirectional embedding and override

_LONGEST_ENDING: Final = 10
_JOINER, _NON_JOINER = "\u200d", "\u200c"
_MARKS: Final = frozenset({"Mn", "Mc", "Me"})
_FLAG_LETTERS: Final = frozenset(map(chr, range(0x1F1E6, 0x1F200)))  # two of them are a flag
_MODIFIERS: Final = frozenset(map(chr, (*range(0x1F3FB, 0x1F400), *range(0xE0020, 0xE0080))))  # skin colours; tags of flags

# What browsers accept in <input type=email>: https://html.spec.whatwg.org/#valid-e-mail-address
_LABEL: Final = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_EMAIL: Final = re.compile(rf"[a-z0-9.!#$%&'*+/=?^_`{{|}}~-]{{1,64}}@{_LABEL}(?:\.{_LABEL})*")


def one_line(text: str, longest: int) -> str:
    """``text`` without outer whitespace, in Unicode's composed form; 1 to ``longest`` characters, nothing invisible
    that steers a terminal or a log."""
    text = unicodedata.normalize("NFC", text).strip()
    if not text:
        raise ValueError("must not be empty")
    if len(text) > longest:
        raise ValueError(f"must have at most {longest} characters")
    if any(unicodedata.category(character) in _CONTROL for character in text):
        raise ValueError("must be one line without control characters")
    return text


def several_lines(text: str, longest: int) -> str:
    """As ``one_line``, but of any number of lines, which ``\\n`` ends; may be empty."""
    text = unicodedata.normalize("NFC", text).replace("\t", " ")
    lines = [line.strip() for line in text.splitlines()]
    text = "\n".join(lines).strip()
    if len(text) > longest:
        raise ValueError(f"must have at most {longest} characters")
    if any(unicodedata.category(character) in _CONTROL for line in lines for character in line):
        raise ValueError("must be text without control characters")
    return text


def file_name(text: str, longest: int) -> str:
    """A file's own name without folders, in Unicode's composed form: what joins letters and emoji stays, control characters
    and what turns the direction of a line round (``"\\u202egpj.exe"``) go. At most ``longest`` bytes of UTF-8, with the ending
    (of up to ten characters); maybe empty."""
    base = unicodedata.normalize("NFC", text).replace("\\", "/").rpartition("/")[2]
    kept = "".join(letter for letter in base if unicodedata.category(letter) not in _CONTROL and letter not in _TURNING).strip()
    stem, dot, ending = kept.rpartition(".")
    if not stem or len(ending) > _LONGEST_ENDING:
        return cut(kept, longest).rstrip()
    return cut(stem, longest - len((dot + ending).encode())) + dot + ending


def cut(text: str, longest: int) -> str:
    """The beginning of ``text`` of at most ``longest`` bytes in UTF-8. What people see as one character stays whole: a letter
    with its marks, a family of emoji, a flag (extended grapheme clusters of Unicode's Annex 29, but for those of old Korean)."""
    if len(text.encode()) <= longest:
        return text
    end = length = flags = 0
    for at, letter in enumerate(text):
        flags = flags + 1 if letter in _FLAG_LETTERS else 0
        joined = at and text[at - 1] == _JOINER
        if not (joined or _extends(letter) or (flags and flags % 2 == 0)):
            end = at
        length += len(letter.encode())
        if length > longest:
            break
    return text[:end]


def _extends(letter: str) -> bool:
    """Whether it only changes the character before it."""
    return unicodedata.category(letter) in _MARKS or letter in _MODIFIERS or letter in (_JOINER, _NON_JOINER)


def pin(text: str) -> str:
    """A PIN that can travel in an HTTP header: printable ASCII, no outer spaces."""
    text = text.strip()
    if not (text.isascii() and text.isprintable()):
        raise ValueError("must have digits, Latin letters and ordinary signs only")
    return text


def email_address(text: str) -> str:
    """The address in the form in which accounts are known: lower case, no outer whitespace."""
    address = text.strip().lower()
    if len(address) > LONGEST_EMAIL or not _EMAIL.fullmatch(address):
        raise ValueError("must be an e-mail address")
    return address


def new_password(text: str) -> str:
    """A password that may be chosen."""
    if len(text) < SHORTEST_PASSWORD:
        raise ValueError(f"must have at least {SHORTEST_PASSWORD} characters")
    if len(text) > LONGEST_PASSWORD:
        raise ValueError(f"must have at most {LONGEST_PASSWORD} characters")
    return text
