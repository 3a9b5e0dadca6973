"""The Lightroom plug-in's own JSON by a plain Lua, and that all of it is Lua 5.1, which Lightroom runs."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest

from tests.programs import lua

ROOT: Final = Path(__file__).parents[2]
PLUGIN: Final = ROOT / "integrations" / "lightroom" / "eventphotos.lrplugin"
FILES: Final = sorted(PLUGIN.glob("*.lua"))


def run(text: str) -> subprocess.CompletedProcess[str]:
    command = [lua(), str(ROOT / "tests" / "lua" / "json.lua"), str(PLUGIN)]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "value",
    [
        {"a": [1, 2.5, -3, 1e10], "b": {"c": None, "d": True, "e": False}},
        ["", 'a "quoted" \\ text\n\t\u0001', "größe 写真 🎉"],
        {"items": [{"id": "x", "stars": 3}, {"id": "y", "stars": 0}]},
        12,
        "text",
    ],
)
@pytest.mark.parametrize("ascii_only", [True, False])
def test_json_is_read_and_written_as_it_is(value: Any, ascii_only: bool) -> None:
    done = run(f" {json.dumps(value, ensure_ascii=ascii_only)} \n")
    assert (done.returncode, json.loads(done.stdout)) == (0, value)


@pytest.mark.parametrize("text", ["", "{", "[1,]", '{"a" 1}', '{"a":1,}', "nul", '"cut', "1 2", "{a:1}", '"\\x"', "<html>"])
def test_what_is_no_json_is_refused(text: str) -> None:
    done = run(text)
    assert done.returncode == 1
    assert "no JSON" in done.stderr


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_file_can_be_read(path: Path) -> None:
    read = f"assert(loadfile({json.dumps(str(path))}))"
    assert subprocess.run([lua(), "-e", read], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_is_of_a_newer_lua_than_lightrooms(path: Path) -> None:
    code = re.sub(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|--[^\n]*', '""', path.read_text())
    newer = re.findall(r"//|<<|>>|[&|]|~(?!=)|\bgoto\b|::|<const>|<close>|\butf8\.|table\.(?:unpack|pack|move)|\bbit32\b", code)
    assert newer == []


@pytest.mark.parametrize("name", ["Client.lua", "Json.lua"])
def test_what_is_tested_here_asks_nothing_of_lightroom(name: str) -> None:
    assert not re.search(r"\bimport\b", re.sub(r"--[^\n]*", "", (PLUGIN / name).read_text()))
