"""What an operator runs the service by fits together: Containerfile, compose.yaml, systemd units, proxies."""

from __future__ import annotations

import configparser
import fnmatch
import ipaddress
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

import server
from app.adapters.installation import WORKER_ENVIRONMENT
from app.jobs import WorkerKind
from app.settings import Settings

REPOSITORY = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((REPOSITORY / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service.get("image") == "eventphotos"}
UNITS = sorted((REPOSITORY / "integrations" / "deploy" / "systemd").glob("*.service"))
SETTINGS = {name.upper() for name in Settings.model_fields}
# Of obstore, and of the libraries that would otherwise take all cores.
OTHERS = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_ENDPOINT_URL", "AWS_REGION", "AWS_ALLOW_HTTP", *WORKER_ENVIRONMENT}


def is_command(words: list[str]) -> bool:
    """Does `server.py` know these words?"""
    known: Any = typer.main.get_command(server.cli)
    for word in words:
        if not hasattr(known, "commands"):
            return word in {kind.value for kind in WorkerKind}
        known = known.commands.get(word)
        if known is None:
            return False
    return True


def test_compose_is_valid_by_the_schema_of_its_specification() -> None:
    checker = shutil.which("check-jsonschema", path=str(Path(sys.executable).parent))
    assert checker, "check-jsonschema is in the dev requirements"
    command = [checker, "--builtin-schema", "vendor.compose-spec", "compose.yaml"]
    checked = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_images_are_named_without_a_registry_and_with_a_version() -> None:
    for name, service in SERVICES.items():
        first, _, _ = service["image"].partition("/")
        assert "." not in first.partition(":")[0], f"{name}: {service['image']} names a host"
        assert service["image"] == "eventphotos" or ":" in service["image"], name


def test_every_kind_of_process_runs_with_settings_that_there_are() -> None:
    commands = [service["command"] for service in OURS.values()]
    assert sorted(commands) == [["ftp"], ["web"], ["worker", "ingest"], ["worker", "keeper"], ["worker", "search"]]
    for name, service in OURS.items():
        assert set(service["environment"]) <= SETTINGS | OTHERS, name
        if service["command"][0] == "worker":
            assert {key: service["environment"].get(key) for key in WORKER_ENVIRONMENT} == WORKER_ENVIRONMENT, name


def test_whatever_compose_refers_to_is_there() -> None:
    for name, service in SERVICES.items():
        assert set(service.get("depends_on", {})) <= set(SERVICES), name
        assert set(service["networks"]) <= set(COMPOSE["networks"]), name
        for volume in service.get("volumes", []):
            source = volume.partition(":")[0]
            assert (REPOSITORY / source).is_file() if source.startswith(".") else source in COMPOSE["volumes"], (
                f"{name}: {volume}"
            )


def test_who_sends_mail_pushes_and_webhooks_reaches_the_world_and_no_other_worker_does() -> None:
    leads_out = {name for name, network in COMPOSE["networks"].items() if not (network or {}).get("internal")}
    reaching = {name for name, service in OURS.items() if leads_out & set(service["networks"])}
    assert reaching == {"web", "keeper", "ftp"}


def environment_of(name: str, wanted: dict[str, str]) -> dict[str, str]:
    """What a container of ours is started with where ``.env`` says this, as compose puts it in."""

    def put_in(text: str) -> str:
        def one(found: re.Match[str]) -> str:
            key, sign, other = found["key"], found["sign"], found["other"]
            if sign == ":+":
                return put_in(other) if wanted.get(key) else ""
            return wanted.get(key) or (
                put_in(other) if sign == ":-" else "a secret of many letters that is as long as it has to be"
            )

        return re.sub(r"\$\{(?P<key>\w+)(?:(?P<sign>:[-+?])(?P<other>(?:[^{}]|\$\{[^{}]*\})*))?\}", one, text)

    return {key: put_in(str(value)) for key, value in OURS[name]["environment"].items()}


@pytest.mark.parametrize(
    ("wanted", "tls", "mail"),
    [
        ({}, None, False),
        ({"FTP_PORT": "2121", "FTP_PLAIN": "1"}, "", False),
        ({"FTP_PORT": "2121", "FTP_CERT": "/etc/chain.pem", "FTP_KEY": "/etc/key.pem"}, "/run/secrets/ftp_cert", False),
        ({"SMTP_URL": "smtps://me:secret@mail.example.org", "MAIL_FROM": "me@example.org"}, None, True),
    ],
)
def test_what_is_said_beside_compose_reaches_every_process(
    wanted: dict[str, str], tls: str | None, *, mail: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in OURS:
        for key, value in environment_of(name, {"DOMAIN": "photos.example.org", **wanted}).items():
            monkeypatch.setenv(key, value)
        settings = Settings(_env_file=None)
        assert settings.sends_mail == mail, name
        assert bool(settings.ftp_port) == (tls is not None), name
        assert settings.ftp_cert == (tls or ""), name
        assert settings.ftp_address == "photos.example.org", name


def test_the_ports_that_cameras_are_told_are_open_to_them() -> None:
    service = SERVICES["ftp"]
    assert service["profiles"] == ["ftp"]
    _, passive = service["ports"]
    assert passive == ":".join([service["environment"]["FTP_PASSIVE_PORTS"]] * 2)


def test_only_the_proxy_and_what_cameras_send_to_are_open_to_others_and_only_the_proxys_word_counts() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["ftp", "caddy"]
    assert COMPOSE["networks"]["back"] == {"internal": True}
    proxy = ipaddress.ip_address(SERVICES["caddy"]["networks"]["front"]["ipv4_address"])
    [front] = COMPOSE["networks"]["front"]["ipam"]["config"]
    assert proxy in ipaddress.ip_network(front["subnet"])
    assert proxy not in ipaddress.ip_network(front["ip_range"]), "another container could be given its address"
    for name, service in OURS.items():
        assert service["environment"]["TRUSTED_PROXIES"] == str(proxy), name


def test_our_containers_may_do_nothing_that_they_need_not() -> None:
    for name, service in OURS.items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service["ulimits"]["core"] == 0, name
    assert re.search(r"^USER (?!root)", (REPOSITORY / "Containerfile").read_text(), re.MULTILINE)


def test_what_may_not_be_on_a_disk_is_in_a_server_that_writes_nothing() -> None:
    command = SERVICES["volatile"]["command"]
    assert command[command.index("--appendonly") + 1] == "no"
    assert command[command.index("--save") + 1] == ""
    assert "--maxmemory" in command
    assert SERVICES["volatile"]["read_only"] is True
    assert "volumes" not in SERVICES["volatile"]


def test_what_the_image_copies_is_not_ignored() -> None:
    ignored = [line for line in (REPOSITORY / ".containerignore").read_text().splitlines() if line and line[0] != "#"]
    kept = {line[1:] for line in ignored if line.startswith("!")}
    assert all((REPOSITORY / name).exists() for name in kept)
    assert {"app", "workers", "static", "server.py", "pyproject.toml", "constraints.txt"} <= kept
    assert not any(fnmatch.fnmatch(secret, name) for secret in (".env", "data", "tests", ".git") for name in kept)
    for line in re.findall(r"^COPY (?!--from)(.*) \./$", (REPOSITORY / "Containerfile").read_text(), re.MULTILINE):
        assert set(line.split()) <= kept


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_starts_a_command_that_there_is_with_settings_that_there_are(path: Path) -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(path)
    service = unit["Service"]
    program, script, *words = service["ExecStart"].split()
    assert (program, script) == ("/srv/eventphotos/.venv/bin/python", "server.py")
    assert is_command([word for word in words if not word.startswith(("/", "-", "%"))])
    assert service["User"] == "eventphotos"
    assert (service["LimitCORE"], service["UMask"], service["NoNewPrivileges"]) == ("0", "0077", "true")
    named = re.findall(r"\b([A-Z][A-Z_]+)=", "\n".join(re.findall(r"^Environment=(.*)$", path.read_text(), re.MULTILINE)))
    assert set(named) <= SETTINGS | OTHERS


def test_units_are_read_by_systemd() -> None:
    verifier = shutil.which("systemd-analyze")
    if verifier is None:
        pytest.skip("lacks systemd-analyze: apt-get install systemd")
    for path in sorted((REPOSITORY / "integrations" / "deploy" / "systemd").iterdir()):
        said = subprocess.run([verifier, "verify", "--man=no", path], capture_output=True, text=True, check=False).stderr
        wrong = [line for line in said.splitlines() if path.name in line and "not executable" not in line]
        assert wrong == [], path.name
