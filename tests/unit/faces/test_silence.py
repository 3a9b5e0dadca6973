"""The libraries that compute tell nobody that they are used."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import REPOSITORY


def test_computing_with_faces_leaves_no_id_by_which_a_statistics_service_would_know_this_machine(tmp_path: Path) -> None:
    code = (
        "import workers.faces.networks, nncf, sys as s; print(s.modules['openvino_telemetry'], 'openvino.tools.ovc' in s.modules)"
    )
    environment = os.environ | {"HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "None True"
    assert list(tmp_path.rglob("*")) == []
