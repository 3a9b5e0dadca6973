"""``server.py evaluate`` on real photos with the real engine."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

from app.settings import Settings
from tests.conftest import MODELS, REPOSITORY
from tests.covered import python
from workers.evaluation.evaluate import Wanted, evaluate

PEOPLE = ("ben_afflek", "jerry_seinfeld")


def _command(*arguments: object, data_dir: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DATA_DIR": str(data_dir), "MODELS_DIR": str(MODELS), "LOG_LEVEL": "warning"}
    command = [*python(), "server.py", "evaluate", *map(str, arguments)]
    return subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False)


def test_a_folder_is_measured_once_looked_at_and_reported(sample: Path, tmp_path: Path) -> None:
    folder, data_dir = tmp_path / "set", tmp_path / "data"
    for person in PEOPLE:
        shutil.copytree(sample / person, folder / person, ignore=lambda _, names: sorted(names)[11:])
    (folder / PEOPLE[0] / "notes.txt").write_text("no photo")
    shutil.copytree(sample / "madonna", tmp_path / "strangers", ignore=lambda _, names: sorted(names)[2:])
    shutil.copy(folder / PEOPLE[1] / "train-01.jpg", tmp_path / "strangers" / "again.jpg")
    (folder / "groups.json").write_text(json.dumps({"actors": [PEOPLE[0]]}))
    settings = Settings(_env_file=None, models_dir=MODELS, data_dir=data_dir, face_engine="sface")
    said: list[tuple[str, int, int]] = []
    wanted = Wanted(folder, [tmp_path / "strangers"])
    first = evaluate(wanted, settings, data_dir / "evaluation", tmp_path / "report", lambda *args: said.append(args))
    assert ("looking at photos", 24, 25) in said  # enough of them for processes of their own; the copy is looked at once
    assert first["searches"] == 22 - first["refused"]["total"]
    assert first["true"] == 10 * first["searches"]
    assert first["certain.recall"] >= 0.8
    assert first["certain.wrong_per_search"] == 0
    assert (first["unreadable"], first["repeated_strangers"]) == ({"total": 1, "unsupported_format": 1}, 1)
    assert first["by_group"]["actors"] == first["by_person"][PEOPLE[0]]
    written = {path.name: path for path in (tmp_path / "report").iterdir()}
    assert set(written) == {"report.json", "scores.png", "recall-by-size.png", "reliability.png"}
    assert json.loads(written["report.json"].read_text()) == json.loads(json.dumps(first))
    assert written["scores.png"].read_bytes().startswith(b"\x89PNG")

    said.clear()
    again = evaluate(wanted, settings, data_dir / "evaluation", None, lambda *args: said.append(args))
    assert {what for what, _, _ in said} == {"searching"}
    assert {**again, "seconds": {}, "seconds.looking": 0, "seconds.searching": 0} == {
        **first,
        "seconds": {},
        "seconds.looking": 0,
        "seconds.searching": 0,
    }

    done = _command(folder, "--strangers", tmp_path / "strangers", "--engine", "sface", "--selfies", 2, data_dir=data_dir)
    assert done.returncode == 0, done.stderr
    assert "looking at photos" not in done.stderr
    assert done.stdout.split()[0] == "searches"
    assert f"engine {first['engine']}" in done.stdout
    assert {path.name for path in data_dir.iterdir()} == {"evaluation"}
    kept = b"".join(path.read_bytes() for path in data_dir.rglob("*.npz"))
    assert not any(person.encode() in kept for person in (*PEOPLE, "train-01"))


def test_what_cannot_be_measured_ends_with_one_line_and_no_report(tmp_path: Path) -> None:
    (tmp_path / "set").mkdir()
    done = _command(tmp_path / "set", "--report", tmp_path / "report", data_dir=tmp_path / "data")
    assert done.returncode == 1
    [said] = done.stderr.split("\n")[-2:-1]
    assert said.startswith("error: ")
    assert "no folder of portraits" in said
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "report").exists()
