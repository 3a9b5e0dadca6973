"""Modules: what each is for (``docs/modules.md``, made here), and what each may use that import-linter cannot say.

``python -m tests.modules`` checks, as a part of ``make check``; ``--write`` makes the page anew.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
PAGE = REPOSITORY / "docs" / "modules.md"
_ROOTS = ("app", "workers")
# The first sentence ends where the next one begins.
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z`(])")
_READS = frozenset({"get", "find", "find_one", "find_many", "find_all", "count", "aggregate", "distinct", "all"})
_WRITES = frozenset(
    {"insert", "insert_one", "insert_many", "save", "replace", "set", "update", "delete", "delete_all", "inspect"}
)
_PAST_BEANIE = frozenset({"base.py", "database.py", "dumps.py", "queries.py"})
_HEAD = """# Modules

What each module is for, in one sentence: the first one of its docstring. Made by `python -m tests.modules --write`; `make check`
fails where it is behind.
"""


def modules() -> Iterator[Path]:
    """Every module that runs, packages by their ``__init__``."""
    yield REPOSITORY / "server.py"
    for root in _ROOTS:
        yield from sorted((REPOSITORY / root).rglob("*.py"))


def page() -> str:
    """``docs/modules.md`` as the docstrings have it. Raises ``ValueError`` for a module without one."""
    by_folder: dict[Path, list[Path]] = {}
    for path in modules():
        by_folder.setdefault(path.parent.relative_to(REPOSITORY), []).append(path)
    return "\n".join([_HEAD, *(_section(folder, paths) for folder, paths in by_folder.items())])


def _section(folder: Path, paths: list[Path]) -> str:
    package = next((path for path in paths if path.name == "__init__.py"), None)
    head = [f"## {folder.as_posix()}/", "", purpose(package), ""] if package else ["## The command line", ""]
    rows = [f"| `{path.name}` | {purpose(path)} |" for path in paths if path is not package]
    return "\n".join([*head, "| Module | Purpose |", "|---|---|", *rows, ""])


def purpose(path: Path) -> str:
    """The first sentence of the module's docstring, on one line."""
    said = ast.get_docstring(ast.parse(path.read_text()))
    if not said:
        raise ValueError(f"{path.relative_to(REPOSITORY)} does not say what it is for")
    first = " ".join(_SENTENCE.split(said.partition("\n\n")[0], maxsplit=1)[0].split())
    return first.replace("``", "`").replace("|", "\\|")


def strangers_in_the_domain() -> list[str]:
    """Imports of ``app/domain`` that are neither its own nor the standard library's."""
    return [
        f"{path.relative_to(REPOSITORY)}: {name}"
        for path in sorted((REPOSITORY / "app" / "domain").rglob("*.py"))
        for name in _imported(ast.parse(path.read_text()))
        if name.partition(".")[0] not in sys.stdlib_module_names and not f"{name}.".startswith("app.domain.")
    ]


def queries_outside_the_store() -> list[str]:
    """Calls by which something else than ``app/store`` reads or writes documents: ``Event.get(…)``, ``event.insert()``."""
    others = [path for path in modules() if REPOSITORY / "app" / "store" not in path.parents]
    return [f"{path.relative_to(REPOSITORY)}:{call}" for path in others for call in queries_in(path.read_text())]


def calls_past_beanie() -> set[str]:
    """The modules of ``app/store`` that speak to the driver themselves; docs/adr/0009 says of each why."""
    store = REPOSITORY / "app" / "store"
    return {path.name for path in store.rglob("*.py") if "get_pymongo_collection" in path.read_text()}


def queries_in(source: str) -> list[str]:
    """Line and function of every such call."""
    tree = ast.parse(source)
    kinds = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("app.store.documents")
        for alias in node.names
    }
    return [f"{call.lineno}: {ast.unparse(call.func)}" for call in _calls(tree, kinds)]


def _calls(tree: ast.AST, kinds: set[str]) -> Iterator[ast.Call]:
    """On a class of documents, or on what such a class has just made or a ``find`` has just found."""
    named = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and _is_kind(node.value.func, kinds)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        of, method = node.func.value, node.func.attr
        document = (isinstance(of, ast.Name) and of.id in named) or (isinstance(of, ast.Call) and _is_kind(of.func, kinds))
        asked = _is_kind(of, kinds) and method in _READS | _WRITES
        if method == "get_pymongo_collection" or asked or (document and method in _WRITES):
            yield node


def _is_kind(node: ast.expr, kinds: set[str]) -> bool:
    return isinstance(node, ast.Name) and node.id in kinds


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "."


def main(arguments: list[str]) -> int:
    """Returns the exit status."""
    if arguments == ["--write"]:
        PAGE.write_text(page())
        return 0
    wrong = [f"app/domain imports the standard library only, not {stranger}" for stranger in strangers_in_the_domain()]
    wrong += [
        f"docs/adr/0009 does not say why app/store/{name} goes past Beanie" for name in sorted(calls_past_beanie() - _PAST_BEANIE)
    ]
    wrong += [f"only app/store asks the database: {call}" for call in queries_outside_the_store()]
    if not PAGE.exists() or PAGE.read_text() != page():
        wrong.append("docs/modules.md is behind: python -m tests.modules --write")
    print(*wrong, sep="\n", end="\n" if wrong else "", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
