"""Command line of the service: each command reads the settings, builds what it needs and hands over.

Nothing heavy is imported before a command needs it: the supervisor and the web know neither torch, faiss, openvino nor cv2.
Logging is set up before that, so that an import that fails is one record too.
"""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from app.logs import configure_logging
from app.settings import Settings, load_settings

PROGRAM = (sys.executable, str(Path(__file__).resolve()))

cli = typer.Typer(no_args_is_help=False, add_completion=False, pretty_exceptions_enable=False)
admin = typer.Typer(help="Accounts that may do everything.")
models = typer.Typer(help="The compiled face models.")
cli.add_typer(admin, name="admin")
cli.add_typer(models, name="models")


class WorkerKind(StrEnum):
    """The queues that workers serve."""

    INGEST = "ingest"
    SEARCH = "search"
    KEEPER = "keeper"


@cli.callback(invoke_without_command=True)
def main(context: typer.Context) -> None:
    """Find yourself in event photos, live. Without a command: run everything."""
    os.umask(0o077)  # what is kept is nobody else's business
    if context.invoked_subcommand is None:
        run()


@cli.command()
def run(
    own_terminal: Annotated[
        bool, typer.Option(help="Take Ctrl-C alone, not together with the program that started this one.", hidden=True)
    ] = False,
) -> None:
    """Run everything: embedded backends unless configured, workers, web."""
    from app.adapters.embedded import DataDirInUse
    from app.adapters.installation import run_installation
    from app.adapters.supervisor import StartFailed
    from app.adapters.terminal import foreground

    settings = _begin("supervisor")
    _need_models(settings)
    try:
        with foreground(own_terminal):
            run_installation(settings, PROGRAM)
    except (DataDirInUse, StartFailed) as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"cannot run on {settings.host}:{settings.port} with data in {settings.data_dir}: {error}")


@cli.command()
def web(
    listener: Annotated[int | None, typer.Option(help="Descriptor of an open listening socket.", hidden=True)] = None,
) -> None:
    """Run one web process."""
    settings = _with_backends(_begin("web"))
    import uvicorn

    from app.web.application import create_app
    from app.web.ws.transport import EndingWebSocketProtocol

    server = uvicorn.Server(
        uvicorn.Config(
            create_app(settings),
            host=settings.host,
            port=settings.port,
            loop="uvloop",
            http="httptools",
            ws=EndingWebSocketProtocol,
            ws_per_message_deflate=False,
            ws_max_size=64 * 1024,
            proxy_headers=bool(settings.trusted_proxies),
            forwarded_allow_ips=settings.trusted_proxies,
            server_header=False,
            access_log=False,
            log_config=None,
            timeout_graceful_shutdown=5,
        )
    )
    server.run([socket.socket(fileno=listener)] if listener is not None else None)


@cli.command()
def worker(kind: WorkerKind, slot: Annotated[int, typer.Option(help="Number among the workers of its kind.")] = 0) -> None:
    """Run one worker process."""
    settings = _with_backends(_begin(f"{kind}-{slot}"))
    from workers.main import run_worker

    run_worker(kind.value, slot, settings)


@cli.command()
def ingest(
    folder: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Folder of photos, with its subfolders.")],
    event: Annotated[int, typer.Option(help="Number of the event.")],
    url: Annotated[str, typer.Option(help="Address of the service.")] = "",
    token: Annotated[str, typer.Option(envvar="EVENTPHOTOS_TOKEN", help="Access token of the event's owner.")] = "",
) -> None:
    """Upload a folder of photos to an event, resuming where an earlier upload ended."""
    from app.adapters.ingest_client import ingest_folder

    settings = _begin("ingest")
    raise typer.Exit(ingest_folder(folder, event, url or settings.public_url, token))


@admin.command("create")
def create_admin(
    email: Annotated[str, typer.Option(help="E-mail address to sign in with.")],
    name: Annotated[str, typer.Option(help="Name shown.")] = "Administrator",
) -> None:
    """Create an administrator; the password comes from a prompt, or from the first line of standard input."""
    from app.adapters.opening import open_deps
    from app.errors import AppError
    from app.services import accounts

    settings = _with_backends(_begin("admin"))
    password = _read_password()

    async def create() -> None:
        async with open_deps(settings) as deps:
            await accounts.create_admin(deps, email, password, name)

    try:
        asyncio.run(create())
    except AppError as error:
        _fail(error.detail)
    print(f"Administrator {email} created.")


@models.command("build")
def build_models_command() -> None:
    """Compile the models from the pinned packages, unless that has been done."""
    from workers.faces.build import build_models

    settings = _begin("models")

    def progress(doing: str, share: float) -> None:
        print(f"[{share:4.0%}] {doing}", flush=True)

    build_models(settings.models_dir, progress, settings.face_weights)


@models.command("status")
def models_status() -> None:
    """Tell whether the compiled models are there; exit status 1 when they are not."""
    settings = _begin("models")
    _need_models(settings)
    print(f"Models are ready in {settings.models_dir}.")


@cli.command("settings")
def list_settings() -> None:
    """Every setting with its default, as the page docs/settings.md."""
    print(
        "# Settings\n\nFrom the environment, then from a `.env` file, then the default. Written by `python server.py settings`.\n"
    )
    print("| setting | default | |\n|---|---|---|")
    for name, field in Settings.model_fields.items():
        default = "one per core" if field.default_factory else str(field.default)
        print(f"| `{name.upper()}` | {default} | {field.description} |")


@cli.command("first-run", hidden=True)
def first_run() -> None:
    """Make the first accounts and the demo event."""
    settings = _with_backends(_begin("first-run"))
    from app.adapters.installation import first_run_marker
    from app.adapters.opening import open_deps
    from app.services.first_run import make_first_content

    async def make() -> None:
        async with open_deps(settings) as deps:
            await make_first_content(deps, lambda line: print(line, flush=True))

    asyncio.run(make())
    first_run_marker(settings).touch()


def _begin(process: str) -> Settings:
    settings = load_settings()
    configure_logging(process, settings.log_level)
    return settings


def _with_backends(settings: Settings) -> Settings:
    """``settings`` with the addresses of the embedded backends of a running service where none are configured."""
    from app.adapters.embedded import running_service

    if settings.mongodb_url and settings.redis_url:
        return settings
    service = running_service(settings.data_dir)
    if service is None:
        _fail(f"no service runs on {settings.data_dir.absolute()}; start it first, or set MONGODB_URL and REDIS_URL")
    return settings.model_copy(
        update={
            "mongodb_url": settings.mongodb_url or service.mongodb_url,
            "redis_url": settings.redis_url or service.redis_url,
            "base_url": settings.base_url or service.base_url,
        }
    )


def _need_models(settings: Settings) -> None:
    from workers.faces.build import models_ready

    if not models_ready(settings.models_dir, settings.face_weights):
        _fail(f"no compiled models in {settings.models_dir.absolute()}; run `make install` or `server.py models build`")


def _read_password() -> str:
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\n")


def _fail(message: str) -> NoReturn:
    print(f"error: {message}", file=sys.stderr)
    raise typer.Exit(1)


if __name__ == "__main__":
    cli()
