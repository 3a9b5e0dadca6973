"""Rules of this repository that no other tool knows."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from app.settings import Settings
from tests import modules

REPOSITORY = Path(__file__).parent.parent.parent
HEAVY = ("torch", "faiss", "openvino", "cv2", "torchvision", "facenet_pytorch", "onnx", "matplotlib", "httpx")
# Written in pieces, or this file would break its own rules.
_HOSTS = ("py" + r"pi\.org", "python" + "hosted", r"registry\.np" + "mjs", r"download\.py" + "torch", "pypi" + r"[\w.-]*/simple")
REGISTRIES = re.compile("|".join(_HOSTS))
MACHINE_PATHS = re.compile(r"(?<![\w./~-])/(?:" + "|".join(("ro" + "ot", "wo" + "rk", "ho" + r"me/\w+")) + r")(?:/|\b)(?!:)")
UNFINISHED = re.compile("|".join(("TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error")))
VAGUE_NAMES = {"utils", "util", "helper", "helpers", "manager", "common", "misc"}
TEXT = {".py", ".toml", ".md", ".txt", ".js", ".css", ".html", ".yml", ".yaml", ".json", ".lua", ".sh", ""}


def tracked() -> list[Path]:
    """Every text file under version control that we wrote."""
    listed = subprocess.run(["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("lacks a git checkout")
    paths = [REPOSITORY / line for line in listed.stdout.splitlines()]
    ours = [path for path in paths if path.suffix in TEXT and "vendor" not in path.parts and path.is_file()]
    assert ours
    return ours


def findings(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(REPOSITORY)}:{number}: {line.strip()[:120]}"
        for path in tracked()
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_names_a_package_registry() -> None:
    assert findings(REGISTRIES) == []


def test_no_file_names_a_folder_of_the_machine_it_was_written_on() -> None:
    assert findings(MACHINE_PATHS) == []


def test_nothing_is_left_unfinished() -> None:
    assert findings(UNFINISHED) == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [str(path) for path in tracked() if path.stem in VAGUE_NAMES] == []


@pytest.mark.parametrize("module", ["server", "app.web.application"])
def test_the_web_and_the_command_line_load_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*sorted({{name.partition('.')[0] for name in sys.modules}} & set({HEAVY!r})))"
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_the_supervisor_needs_no_document_classes() -> None:
    code = "import sys, app.adapters.installation, app.adapters.key_places; print('beanie' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_modules_keep_to_their_layer_and_say_what_they_are_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert modules.main([]) == 0, capsys.readouterr().err


@pytest.mark.parametrize(
    "call",
    ["await Event.get(1)", "await Event.find({}).to_list()", "await Event(id=1).insert()", "Event.get_pymongo_collection()"],
)
def test_a_query_outside_of_the_store_is_found(call: str) -> None:
    source = f"from app.store.documents import Event\nasync def f():\n    {call}\n"
    assert len(modules.queries_in(source)) == 1
    assert modules.queries_in(source.replace("app.store.documents", "elsewhere").replace("get_pymongo_collection", "get")) == []


def test_every_setting_is_documented() -> None:
    done = subprocess.run([sys.executable, "server.py", "settings"], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    documented = (REPOSITORY / "docs" / "settings.md").read_text()
    assert done.stdout == documented, "docs/settings.md is behind: python server.py settings > docs/settings.md"
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_every_requirement_is_pinned_to_a_version_that_it_allows() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    lines = [line for line in (REPOSITORY / "constraints.txt").read_text().splitlines() if not line.startswith("#")]
    pins = {canonical(name): version for name, _, version in (line.partition("==") for line in lines)}
    wanted = [*project["dependencies"], *(entry for group in project["optional-dependencies"].values() for entry in group)]
    for requirement in map(Requirement, wanted):
        pin = pins.get(canonical(requirement.name))
        assert pin is not None, f"{requirement.name} is not in constraints.txt: run `make lock`"
        assert requirement.specifier.contains(pin, prereleases=True), f"{requirement} does not allow {pin}"


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
