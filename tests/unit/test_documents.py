"""The documents say what is there: links and paths resolve, tables equal the code, settings, commands and tests exist."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

import server
from app.domain.quality import SelfieReason
from app.domain.token_scopes import SCOPES
from app.domain.vocabulary import HookEvent
from app.settings import Settings
from app.web.endpoints import uploads
from app.web.routes import resources
from tests.asyncapi import CLOSES, TOPICS

REPOSITORY = Path(__file__).parents[2]
PAGES = sorted(REPOSITORY.glob("*.md")) + sorted((REPOSITORY / "docs").rglob("*.md"))
SETTINGS = {name.upper() for name in Settings.model_fields}
# Of make, of the tests, of the image and of libraries.
OTHER_NAMES = {
    *("ARGS", "BASE", "MODELS", "PYTHON", "TORCH_INDEX", "CHAOS_ROUNDS", "EVENTPHOTOS_TOKEN", "SSL_CERT_FILE"),
    *("AWS_ENDPOINT_URL", "AWS_REGION", "AWS_ALLOW_HTTP", "DOMAIN", "OMP_NUM_THREADS", "READY_WITHIN_S"),
    *("COMPOSE_PROFILES", "PYTEST_ADDOPTS", "XDG_STATE_HOME"),
}
_LINK = re.compile(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"")
_CODE = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(
    r"(?:app|workers|static|tests|docs|models|integrations)(?:/[\w.@-]+)+/?|server\.py|Makefile|\w+\.(?:toml|yaml)"
)
_SETTING = re.compile(r"\b([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|HOST|PORT|HTTPS)\b(?=`|=|$)")
_TEST = re.compile(r"`((?:\w+/)*test_\w+\.py)(?:::(test_\w+))?`")
_COMMAND = re.compile(r"\bserver\.py ([a-z][a-z-]*)(?: ([a-z]+))?")
_TARGET = re.compile(r"\bmake ([a-z][a-z0-9-]*)")


def name_of(page: Path) -> str:
    return str(page.relative_to(REPOSITORY))


def text_of(page: Path) -> str:
    return page.read_text()


@cache
def tracked() -> frozenset[str]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("lacks a git checkout")
    return frozenset(listed.stdout.splitlines())


@cache
def anchors(page: Path) -> frozenset[str]:
    """As the usual renderers name headings."""
    headings = re.findall(r"^#+ (.+)$", text_of(page), re.MULTILINE)
    return frozenset(re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    wrong = []
    for groups in _LINK.findall(text_of(page)):
        target = "".join(groups)
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            wrong.append(target)
    assert wrong == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_paths_that_are_named_are_there(page: Path) -> None:
    folders = {str(parent) for path in tracked() for parent in Path(path).parents}
    made_here = {"models/sample"}
    named = [code.rstrip("/") for code in _CODE.findall(text_of(page)) if _PATH.fullmatch(code)]
    assert [path for path in named if path not in tracked() | folders | made_here] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_settings_that_are_named_are_there(page: Path) -> None:
    codes = [*_CODE.findall(text_of(page)), *re.findall(r"^(?: {4}|\t)(.+)$", text_of(page), re.MULTILINE)]
    named = {name for code in codes for name in _SETTING.findall(f"{code}`")}
    unknown = {name for name in named if name not in SETTINGS | OTHER_NAMES and not name.endswith(("_PASSWORD", "_KEY"))}
    assert unknown == set()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_tests_that_are_named_are_there(page: Path) -> None:
    for file, function in _TEST.findall(text_of(page)):
        found = [path for path in tracked() if path.endswith(f"/{file}") or path == file]
        assert len(found) == 1, f"{file}: {found}"
        if function:
            assert f"def {function}(" in (REPOSITORY / found[0]).read_text(), f"{file} has no {function}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_that_are_named_are_there(page: Path) -> None:
    cli: Any = typer.main.get_command(server.cli)
    for name, second in _COMMAND.findall(text_of(page)):
        assert name in cli.commands, f"server.py {name}"
        if hasattr(cli.commands[name], "commands"):
            assert second in cli.commands[name].commands, f"server.py {name} {second}"
    targets = set(re.findall(r"^([a-z][a-z0-9-]*):", (REPOSITORY / "Makefile").read_text(), re.MULTILINE))
    in_code = [*_CODE.findall(text_of(page)), *re.findall(r"^ {4}(.+)$", text_of(page), re.MULTILINE)]
    named = {target for code in in_code for target in _TARGET.findall(code)}
    assert named <= targets


def table(name: str, page: str = "protocol.md") -> list[list[str]]:
    """The rows of the table of a page in docs that a comment names, without its head."""
    _, _, rest = text_of(REPOSITORY / "docs" / page).partition(f"<!-- table: {name} -->\n")
    lines = rest.split("\n\n")[0].splitlines()
    assert len(lines) > 2, name
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_the_contract_lists_every_address() -> None:
    documented = set()
    for paths, methods, _ in table("routes"):
        named = _CODE.findall(paths)
        assert len(named) == len(methods.split(", ")), paths
        for path, allowed in zip(named, methods.split(", "), strict=True):
            root = "" if path in ("/healthz", "/readyz", "/metrics") else "/api/v1"
            documented |= {(f"{root}{path}", method) for method in allowed.split()}
    served = {(re.sub(r":\w+}", "}", one.path), method) for one in resources() for method in one.handlers}
    served |= {(path, method) for path, handlers in uploads.HANDLERS.items() for method in handlers}
    assert documented == served


def test_the_contract_lists_every_topic_and_message() -> None:
    documented = {_CODE.findall(topic)[0]: set(_CODE.findall(messages)) for topic, _, messages in table("topics")}
    assert documented == {address: set(kinds) for address, _, _, kinds, _ in TOPICS.values()}


def test_the_contract_lists_every_code_that_a_socket_closes_with() -> None:
    assert {(int(code), reason) for code, reason, _ in table("closes")} == {(close.code, close.reason) for close in CLOSES}


def test_what_a_token_may_is_in_the_page_for_programs() -> None:
    documented = {_CODE.findall(scope)[0]: set(_CODE.findall(actions)) for scope, actions in table("scopes", "programs.md")}
    assert documented == {scope.value: {action.value for action in actions} for scope, actions in SCOPES.items()}


def test_what_webhooks_are_told_of_is_in_the_page_for_programs() -> None:
    assert [_CODE.findall(kind)[0] for kind, _, _ in table("hooks", "programs.md")] == [kind.value for kind in HookEvent]


def test_every_reason_that_a_selfie_is_refused_for_is_in_the_contract_and_has_words_for_guests() -> None:
    _, _, rest = text_of(REPOSITORY / "docs" / "protocol.md").partition("or ends with `rejected` (")
    assert set(_CODE.findall(rest.partition(")")[0])) == set(SelfieReason)
    words = (REPOSITORY / "static" / "words" / "en.ftl").read_text()  # the other languages have what English has: words.test.mjs
    assert set(SelfieReason) <= set(re.findall(r"^rejected-(\w+) =", words, re.MULTILINE))


def test_every_decision_is_in_the_list_once_and_numbered() -> None:
    folder = REPOSITORY / "docs" / "adr"
    pages = sorted(path.name for path in folder.glob("0*.md"))
    assert [int(page[:4]) for page in pages] == list(range(1, len(pages) + 1))
    listed = re.findall(r"^\| \[(\d+)\]\((\S+)\) \| (.+) \|$", (folder / "README.md").read_text(), re.MULTILINE)
    assert [page for _, page, _ in listed] == pages
    for number, page, title in listed:
        text = (folder / page).read_text()
        assert text.startswith(f"# {number}. {title}\n"), page
        assert all(f"**{part}.**" in text for part in ("Context", "Decision", "Why", "Consequences")), page


def test_the_ways_in_are_found_from_the_readme() -> None:
    readme = text_of(REPOSITORY / "README.md")
    for page in ("docs/deploy.md", "docs/architecture.md", "docs/protocol.md", "CONTRIBUTING.md", "PRIVACY.md", "SECURITY.md"):
        assert f"]({page})" in readme, page


def test_no_code_cites_a_document_that_is_not_here() -> None:
    cited = re.compile(r"\b(PROTOCOL|ARCHITECTURE|FACE_ENGINE|MATCHING|STACK|STYLE|UX|REPORTS|WORDING)\b(?:\.md|'s)")
    wrong = []
    for path in tracked():
        file = REPOSITORY / path
        ours = file.suffix in {".py", ".js", ".mjs", ".css", ".html", ".md"} and "vendor" not in file.parts
        if ours and file != Path(__file__) and file.exists() and cited.search(file.read_text()):
            wrong.append(path)
    assert wrong == []


def test_the_hooks_before_a_commit_are_local() -> None:
    config = yaml.safe_load((REPOSITORY / ".pre-commit-config.yaml").read_text())
    assert [repo["repo"] for repo in config["repos"]] == ["local"]
    assert all(hook["language"] == "system" for repo in config["repos"] for hook in repo["hooks"])
