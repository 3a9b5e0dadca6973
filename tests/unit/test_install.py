"""What stands in place of pip's log while packages are installed."""

from __future__ import annotations

import subprocess
import sys

from install import Progress
from tests.conftest import REPOSITORY

PIP = """\
Obtaining file:///work
Collecting starlette<2,>=1.10 (from eventphotos==0.1.0)
  Downloading starlette-1.10.0-py3-none-any.whl (80 kB)
Collecting openvino<2027,>=2026.4 (from eventphotos==0.1.0)
  Downloading openvino-2026.4.1-22982-cp311-cp311-manylinux_2_28_x86_64.whl (59.1 MB)
Progress 0 of 59100000
Progress 30000000 of 59100000
"""


def told(lines: str, progress: Progress, installed: int = 0) -> str:
    """What is shown after these lines of pip's."""
    for line in lines.splitlines(keepends=True):
        progress.read(line)
    return progress.told(installed)


def test_the_line_tells_how_much_of_what_is_fetched() -> None:
    progress = Progress(280)
    assert told(PIP, progress) == "fetched 30 of about 280 MB openvino"
    rest = "Progress 59100000 of 59100000\nCollecting onnx>=1.23\n  Using cached onnx-1.23.2-cp311-none.whl (8.9 MB)\n"
    assert told(rest, progress) == "fetched 59 of about 280 MB openvino"
    assert (
        told("Installing collected packages: onnx, openvino, starlette\n", progress, 2)
        == "fetched 59 MB, installing 2 of 3 packages"
    )


def test_where_pip_fails_its_log_is_shown_and_its_status_kept() -> None:
    command = [sys.executable, "install.py", "7", "--no-index", "--find-links", "/nowhere", "no-such-package-as-this"]
    result = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "about 7 MB to fetch" in result.stdout
    assert "No matching distribution found for no-such-package-as-this" in result.stderr
    assert "installed" not in result.stdout
