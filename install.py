"""``pip install`` with one line that tells how far it is, in place of pip's log, which is shown when pip fails.

Runs before anything is installed: the standard library only. Usage: install.py MEGABYTES [pip's arguments]
where MEGABYTES is about how much there is to fetch, told beforehand.
"""

from __future__ import annotations

import os
import re
import selectors
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

_SIZE = re.compile(r"Downloading (?:\S*/)?(?P<name>[A-Za-z0-9_.]+)-\S+ \((?P<size>[\d.]+) (?P<unit>bytes|kB|MB|GB)\)")
_PROGRESS = re.compile(r"Progress (\d+) of \d+")
_UNITS = {"bytes": 1e-6, "kB": 1e-3, "MB": 1.0, "GB": 1e3}
_QUIET_S = 10.0
"""Where output is not a terminal, a line is written this often."""


class Progress:
    """What pip has done so far, told by the lines that it writes."""

    def __init__(self, expected_mb: int) -> None:
        self.expected_mb = expected_mb
        self._whole = self._part = 0.0
        self._name = ""
        self._installing = 0

    @property
    def fetched_mb(self) -> float:
        """Megabytes fetched until now."""
        return self._whole + self._part

    def read(self, line: str) -> None:
        """Take notice of one line of pip's."""
        if found := _SIZE.search(line):
            self._whole += self._part
            self._part, self._name = 0.0, found["name"]
            size = float(found["size"]) * _UNITS[found["unit"]]
            # Of small files pip shows no progress.
            self._part = size if size < 0.5 else 0.0
        elif found := _PROGRESS.fullmatch(line.strip()):
            self._part = int(found[1]) / 1e6
        elif line.startswith("Installing collected packages:"):
            self._installing = line.count(",") + 1

    def told(self, done: int) -> str:
        """The line to show; ``done`` is the number of packages that are installed."""
        if self._installing:
            return f"fetched {self.fetched_mb:.0f} MB, installing {min(done, self._installing)} of {self._installing} packages"
        return f"fetched {self.fetched_mb:.0f} of about {self.expected_mb} MB {self._name}"


def main(expected_mb: int, arguments: list[str]) -> int:
    """Run pip; its exit status."""
    # Compiling all modules takes 24 s of a core, the few that are ever imported 3 s at their first import.
    command = [sys.executable, "-m", "pip", "install", "--no-compile", "--progress-bar", "raw", "--no-input"]
    command += ["--disable-pip-version-check"]
    print(f"Packages: about {expected_mb} MB to fetch, less where pip has some already.", flush=True)
    progress, log, started = Progress(expected_mb), [], time.monotonic()
    before = _installed()
    show = _Line()
    with subprocess.Popen(
        [*command, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=os.environ | {"PYTHONUNBUFFERED": "1"}
    ) as pip:
        for line in _lines(pip.stdout) if pip.stdout else ():
            if line is not None:
                progress.read(line)
                if not _PROGRESS.match(line):
                    log.append(line)
            show(progress.told(_installed() - before))
    show.end()
    if pip.returncode:
        print("".join(log), file=sys.stderr)
    else:
        print(f"Packages are installed: {progress.fetched_mb:.0f} MB fetched, {time.monotonic() - started:.0f} s.", flush=True)
    return pip.returncode


class _Line:
    """One line of a terminal, written over again; elsewhere a new line now and then."""

    def __init__(self) -> None:
        self._terminal = sys.stdout.isatty()
        self._next = 0.0

    def __call__(self, text: str) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + (0.1 if self._terminal else _QUIET_S)
        print(f"\r\033[K  {text}" if self._terminal else f"  {text}", end="" if self._terminal else "\n", flush=True)

    def end(self) -> None:
        if self._terminal:
            print("\r\033[K", end="", flush=True)


def _lines(output: IO[bytes]) -> Iterator[str | None]:
    """Lines as they come, and None each half second without one."""
    with selectors.DefaultSelector() as selector:
        selector.register(output, selectors.EVENT_READ)
        rest = b""
        while True:
            if not selector.select(0.5):
                yield None
                continue
            data = os.read(output.fileno(), 65536)
            if not data:
                break
            *whole, rest = (rest + data).split(b"\n")
            yield from (line.decode(errors="replace") + "\n" for line in whole)
        if rest:
            yield rest.decode(errors="replace") + "\n"


def _installed() -> int:
    return sum(1 for _ in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
