"""The service's own certificate authority: who may vouch for what, and for how long."""

from __future__ import annotations

import ipaddress
import os
import ssl
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.adapters import authority
from app.adapters.authority import Names, certify, https_files, machine_names

NOW = datetime.now(UTC)
LAPTOP = Names(("localhost", "laptop.local"), (ipaddress.ip_address("192.168.7.5"), ipaddress.ip_address("fd00::5")))


def shakes_hands(certificate: Path, trusted: Path, name: str) -> bool:
    """Does a client that trusts ``trusted`` take ``certificate`` for that of ``name``? A whole TLS handshake, in memory."""
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_side.load_cert_chain(certificate)
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = ssl.create_default_context(cafile=trusted).wrap_bio(to_client, to_server, server_hostname=name)
    server = server_side.wrap_bio(to_server, to_client, server_side=True)
    waiting = [client, server]
    while waiting:
        for side in tuple(waiting):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                continue
            except ssl.SSLError:
                return False
            waiting.remove(side)
    return True


@pytest.mark.parametrize("name", ["localhost", "laptop.local", "192.168.7.5", "fd00::5"])
def test_who_trusts_the_authority_takes_its_certificate_by_every_name(tmp_path: Path, name: str) -> None:
    certify(tmp_path, LAPTOP, NOW)
    files = https_files(tmp_path)
    assert shakes_hands(files.certificate, files.trusted, name)
    assert not shakes_hands(files.certificate, files.trusted, "other.local")


def test_who_does_not_trust_it_does_not(tmp_path: Path) -> None:
    certify(tmp_path / "ours", LAPTOP, NOW)
    certify(tmp_path / "another", LAPTOP, NOW)
    assert not shakes_hands(https_files(tmp_path / "ours").certificate, https_files(tmp_path / "another").trusted, "localhost")


@pytest.mark.parametrize("site", ["bank.example", "93.184.216.34"])
def test_a_stolen_key_passes_for_no_other_site(tmp_path: Path, site: str) -> None:
    certify(tmp_path, LAPTOP, NOW)
    files = https_files(tmp_path)
    thief = tmp_path / "thief"
    folder = https_files(thief).folder
    folder.mkdir(parents=True)
    (folder / "authority.pem").write_bytes(files.authority.read_bytes())
    stolen = authority._kept_authority(https_files(thief).authority)
    assert stolen is not None
    forged = thief / "forged.pem"
    forged.write_text(authority._certificate(*stolen, machine_names(site), NOW))
    assert not shakes_hands(forged, files.trusted, site)


def test_devices_trust_it_once_it_stays_the_same_from_start_to_start(tmp_path: Path) -> None:
    assert certify(tmp_path, LAPTOP, NOW - timedelta(days=30))
    first = https_files(tmp_path).trusted.read_bytes()
    elsewhere = Names(("localhost", "laptop.local"), (ipaddress.ip_address("10.0.0.9"),))
    assert not certify(tmp_path, elsewhere, NOW)
    assert https_files(tmp_path).trusted.read_bytes() == first
    assert shakes_hands(https_files(tmp_path).certificate, https_files(tmp_path).trusted, "10.0.0.9")


def test_another_one_is_made_for_a_name_that_it_may_not_vouch_for_and_before_its_end(tmp_path: Path) -> None:
    certify(tmp_path, LAPTOP, NOW)
    named = Names((*LAPTOP.hosts, "photos.example.org"), LAPTOP.addresses)
    assert certify(tmp_path, named, NOW)
    assert shakes_hands(https_files(tmp_path).certificate, https_files(tmp_path).trusted, "photos.example.org")
    assert not certify(tmp_path, named, NOW)
    assert certify(tmp_path, named, NOW + timedelta(days=4 * 365))


def test_a_damaged_authority_is_made_anew(tmp_path: Path) -> None:
    certify(tmp_path, LAPTOP, NOW)
    https_files(tmp_path).authority.write_text("half a fi")
    assert certify(tmp_path, LAPTOP, NOW)
    assert shakes_hands(https_files(tmp_path).certificate, https_files(tmp_path).trusted, "localhost")


def test_only_their_owner_reads_the_keys(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        certify(tmp_path, LAPTOP, NOW)
    finally:
        os.umask(before)
    files = https_files(tmp_path)
    assert stat.S_IMODE(files.folder.stat().st_mode) == 0o700
    for path in (files.authority, files.certificate):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b"PRIVATE" not in files.trusted.read_bytes()


def test_a_machine_is_known_by_loopback_and_by_what_the_settings_call_it_but_not_by_its_public_addresses() -> None:
    names = machine_names("::", "Photos.Lan")
    assert {"localhost", "photos.lan"} <= set(names.hosts)
    assert ipaddress.ip_address("127.0.0.1") in names.addresses
    assert not any(address.is_unspecified or address.is_global for address in names.addresses)
