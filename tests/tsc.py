"""Checks the types of the pages' scripts and of the service worker, as their JSDoc comments say them: ``python -m tests.tsc``.

Nothing is built: the browser gets the files as they are.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.node import NODE, package

REPOSITORY = Path(__file__).parents[1]
PROJECTS = ("tsconfig.json", "tsconfig.worker.json")


def main() -> int:
    """The compiler's exit status. Where npm cannot be reached there is no compiler: that is said, and fails only in CI."""
    try:
        tsc = package("typescript") / "bin" / "tsc"
    except RuntimeError as missing:
        print(f"The types of the JavaScript are not checked: {missing}", file=sys.stderr)
        return int(os.environ.get("CI") == "true")
    checks = [subprocess.run([NODE, str(tsc), "--project", str(REPOSITORY / name)], check=False) for name in PROJECTS]
    return max(check.returncode for check in checks)


if __name__ == "__main__":
    sys.exit(main())
