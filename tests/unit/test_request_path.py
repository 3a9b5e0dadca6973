"""One way from a request to what it does: the endpoint names the action, the service asks the table of permissions for it.

Read off the code: what a test of behaviour forgets to try is found here all the same.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from starlette.routing import Route

from app.domain.permissions import Action
from app.services import access
from app.settings import Settings
from app.web.endpoints import uploads
from app.web.openapi import Handler, Resource, operation_of
from app.web.routes import resources, routes

SERVICES = Path(access.__file__).parent
ASKS = {"event_for", "search_for", "list_for", "kiosk_for", "require", "signed_in", "in_person", "may"}
"""What looks into the table of permissions, or for the account."""
DEFAULT = {"search_for": Action.USE_SEARCH.name, "list_for": Action.USE_FAVOURITES.name}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def functions() -> dict[tuple[str, str], Function]:
    """Every function and method of a service, by module and name."""
    found: dict[tuple[str, str], Function] = {}
    for path in SERVICES.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, Function):
                found[path.stem, node.name] = node
    return found


@cache
def endpoints_of(source: str) -> dict[str, Function]:
    """The functions of a module of endpoints."""
    return {node.name: node for node in ast.parse(Path(source).read_text()).body if isinstance(node, Function)}


def called(node: ast.AST, module: str) -> Iterator[tuple[str, str, ast.Call]]:
    """Module, name and call of each service's function that is called; a method is whichever has that name."""
    modules = {each for each, _ in functions()}
    for call in ast.walk(node):
        if not isinstance(call, ast.Call):
            continue
        match call.func:
            case ast.Name(name):
                yield module, name, call
            case ast.Attribute(ast.Name(base), name) if base in modules:
                yield base, name, call
            case ast.Attribute(_, name):
                yield from ((each, name, call) for each, method in functions() if method == name and each == "insights")


def asked(node: ast.AST, module: str, seen: frozenset[tuple[str, str]] = frozenset()) -> tuple[bool, set[str]]:
    """Whether permission is asked for on the way, and which actions that is about."""
    does, actions = False, set[str]()
    for base, name, call in called(node, module):
        if name in ASKS:
            does = True
            actions |= named(call) or ({DEFAULT[name]} if name in DEFAULT else set())
        elif (base, name) in functions() and (base, name) not in seen:
            deeper, more = asked(functions()[base, name], base, seen | {(base, name)})
            does, actions = does or deeper, actions | more
            if deeper:  # an action may be handed on: ``_photo_for(caller, photo_id, Action.SEE_PHOTOS)``
                actions |= named(call)
    return does, actions


def named(call: ast.Call) -> set[str]:
    """The actions that stand in the call."""
    return {part.attr for part in ast.walk(call) if isinstance(part, ast.Attribute) and ast.unparse(part.value) == "Action"}


def takes_caller(function: Function) -> bool:
    arguments = [*function.args.args, *function.args.kwonlyargs]
    return any(each.arg == "caller" and each.annotation and ast.unparse(each.annotation) == "Caller" for each in arguments)


ACTING = sorted(
    key for key, function in functions().items() if not key[1].startswith("_") and takes_caller(function) and key[0] != "access"
)
ENDPOINTS = {
    f"{handler.__module__.rpartition('.')[2]}.{handler.__name__}": handler  # type: ignore[attr-defined]
    for handlers in (*(resource.handlers for resource in resources()), *uploads.HANDLERS.values())
    for handler in handlers.values()
}


def test_there_is_something_to_look_at() -> None:
    assert len(ACTING) > 40
    assert len(ENDPOINTS) > 60


def test_no_address_of_the_api_is_left_out() -> None:
    for route in routes(Settings(_env_file=None)):
        if isinstance(route, Resource):
            known = set(ENDPOINTS.values())
            assert not route.path.startswith("/api/") or set(route.handlers.values()) <= known, route.path
        elif isinstance(route, Route):
            by_method = uploads.HANDLERS[route.path]
            others = (route.methods or set()) - set(by_method)
            assert others <= {"OPTIONS", "POST"}, "what it can, and another way to say the same"


@pytest.mark.parametrize(("module", "name"), ACTING, ids=[".".join(key) for key in ACTING])
def test_every_service_that_takes_a_caller_asks_whether_they_may(module: str, name: str) -> None:
    assert asked(functions()[module, name], module)[0], f"{module}.{name} takes a caller and does what they say"


@pytest.mark.parametrize("endpoint", ENDPOINTS.values(), ids=ENDPOINTS)
def test_every_route_names_the_action_that_its_service_asks_for(endpoint: Handler) -> None:
    own = endpoints_of(inspect.getsourcefile(endpoint) or "")[endpoint.__name__]  # type: ignore[attr-defined]
    body = ast.Module(list(own.body), [])
    does, actions = asked(body, "")
    action = operation_of(endpoint).action
    if isinstance(action, Action):
        assert does
        assert action.name in actions
    else:
        assert len(action) >= len("anyone")
        assert not actions, f"it asks for {actions}"


def test_a_service_returns_typed_values_and_leaves_the_shape_of_an_answer_to_the_endpoint() -> None:
    for path in SERVICES.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                bases = {ast.unparse(base) for base in node.bases}
                assert not bases & {"BaseModel", "RootModel"}, f"{path.name}: {node.name} belongs beside its endpoint"
    for module, name in ACTING:
        returned = functions()[module, name].returns
        assert returned is not None
        assert "dict[" not in ast.unparse(returned).lower(), f"{module}.{name} returns a dict"


def test_an_endpoint_asks_no_permission_itself_writes_no_log_and_takes_in_no_upload() -> None:
    for path in (SERVICES.parent / "web" / "endpoints").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            match node:
                case ast.ImportFrom(module="app.services.access"):
                    pytest.fail(f"{path.name} imports app.services.access")
                case ast.Call(func=ast.Attribute(value=ast.Name(id="audit"), attr="record" | "record_some")):
                    pytest.fail(f"{path.name} writes to the log")
                case ast.Call(func=ast.Attribute(value=ast.Attribute(attr="uploads"))):
                    pytest.fail(f"{path.name} goes past the service of uploads: line {node.lineno}")
