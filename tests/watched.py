"""Runs a script as Python would, and notes which lines and branches of app and workers it goes through:
``python -m tests.watched NOTES SCRIPT ARGUMENTS…``, or ``-c CODE`` in the script's place.

Of the processes that tests start, those are watched in which code runs that runs nowhere else (`tests.covered.python`). To read
the sources of what such a process never imports is left to the processes that run tests.
"""

from __future__ import annotations

import atexit
import json
import os
import runpy
import sys
from pathlib import Path

from slipcover import FileMatcher, ImportManager, Slipcover


def main() -> None:
    """The script runs in this process; what it went through is written as the interpreter ends, by whatever way but a kill."""
    notes, *sys.argv = sys.argv[1:]
    watch = Slipcover(branch=True, exclude_lines=os.environ["SLIPCOVER_EXCLUDE_LINES"].split("\n"))
    owner = os.getpid()  # A process that this one forks off ends here too.

    def write() -> None:
        if os.getpid() == owner:
            Path(notes).write_text(json.dumps(watch.get_coverage()))

    atexit.register(write)
    with ImportManager(watch, FileMatcher(sources=os.environ["SLIPCOVER_SOURCE"].split(","))):
        if sys.argv[0] == "-c":
            exec(sys.argv.pop(1), {"__name__": "__main__"})  # noqa: S102 - as Python does
        else:
            runpy.run_path(sys.argv[0], run_name="__main__")


if __name__ == "__main__":
    main()
