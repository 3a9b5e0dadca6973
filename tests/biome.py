"""Lints the pages' scripts and styles and looks at their format, by ``.biome.json``: ``python -m tests.biome``.

With arguments it runs Biome with those: ``python -m tests.biome check --write`` puts right what it can.
"""

from __future__ import annotations

import os
import subprocess
import sys

from tests.node import NODE, package

_CHECK = ("check", "--error-on-warnings", "--max-diagnostics=100")


def main(arguments: list[str]) -> int:
    """Biome's exit status. Where npm cannot be reached there is no Biome: that is said, and fails only in CI."""
    try:
        biome = package("@biomejs/biome") / "bin" / "biome"
    except RuntimeError as missing:
        print(f"JavaScript and CSS are not linted: {missing}", file=sys.stderr)
        return int(os.environ.get("CI") == "true")
    return subprocess.run([NODE, str(biome), *(arguments or _CHECK)], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
