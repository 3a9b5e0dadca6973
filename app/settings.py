"""Every setting once: type, default, unit and help text. Read at the entry point and passed down, never global."""

from __future__ import annotations

import os
import re
import secrets
from email.utils import parseaddr
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.domain.addresses import Network, networks
from app.domain.vocabulary import GuestOriginals, RegistrationMode
from app.private_files import write_private

MEBIBYTE = 1024 * 1024
SMTP_SCHEMES = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
"""The ways to a mail server, and the port of each."""
_EMAIL_IN_HEADER = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+")
DAY_S = 86_400


class Settings(BaseSettings):
    """One frozen object. Values come from the environment, then from a ``.env`` file, then from the defaults here."""

    model_config = SettingsConfigDict(env_file=".env", frozen=True, extra="ignore")

    host: str = Field("127.0.0.1", description="Address the web server listens on.")
    port: int = Field(8000, ge=0, le=65535, description="Port the web server listens on.")
    base_url: str = Field("", description="Public address in links, QR codes and the Origin check; http://HOST:PORT when empty.")
    link_hosts: str = Field(
        "",
        description="Further hosts whose requests the proxy hands to this service, separated by commas; a photographer may "
        "choose one for the links of the account (docs/brand.md). `*.example.org` is any name one level below.",
    )
    https: bool = Field(
        False,
        description="Serve HTTPS by a certificate authority of its own, for a network without a domain name (docs/deploy.md); "
        "then HOST is 0.0.0.0 unless it is set.",
    )
    trust_port: int = Field(
        8001, ge=0, le=65535, description="With HTTPS: port of the plain page that helps a phone to trust that authority."
    )
    data_dir: Path = Field(Path("data"), description="Folder for everything that is kept on this machine.")
    models_dir: Path = Field(Path("models"), description="Folder of the compiled face models.")
    secret_key: SecretStr = Field(
        SecretStr(""), description="Root of all keys and signatures; made on first run and kept in DATA_DIR when empty."
    )
    registration: Literal[""] | RegistrationMode = Field(
        "",
        description="Who may make an account: `open` (anyone), `invitation` (whom an administrator invited) or `closed` "
        "(administrators make accounts, and may still invite). When empty: open on a machine that only serves itself (HOST and "
        "BASE_URL are loopback addresses) and as long as there is no administrator or photographer, closed otherwise; then "
        "administrators can choose in their screens, too.",
    )
    trusted_proxies: str = Field(
        "",
        description="Addresses or networks of proxies, separated by commas, whose X-Forwarded-For names the client. When empty "
        "nobody's: all clients behind a proxy are one address then, and share its limits.",
    )
    ftp_port: int = Field(
        0, ge=0, le=65535, description="Port at which cameras send photos by FTP (docs/cameras.md); none when 0."
    )
    ftp_cert: str = Field(
        "", description="Certificate of FTP over TLS, with its chain (PEM); with HTTPS that of the service when empty."
    )
    ftp_key: str = Field("", description="Its private key (PEM).")
    ftp_plain: bool = Field(
        False,
        description="Let cameras sign in and send without TLS: whoever is on the way reads names, passwords and photos.",
    )
    ftp_passive_ports: str = Field(
        "", description="Ports of FTP's data connections (50000-50099), for a firewall to let through; any free ones when empty."
    )
    ftp_address: str = Field(
        "", description="Address or name at which cameras reach this machine, where a router stands between (NAT)."
    )
    ftp_connections: int = Field(256, ge=1, description="Most connections of cameras at the same time.")
    ftp_connections_per_camera: int = Field(16, ge=1, description="Most connections of one camera's login at the same time.")
    mongodb_url: str = Field("", description="MongoDB to use; embedded SecantusDB when empty.")
    mongodb_database: str = Field("eventphotos", description="Database name.")
    redis_url: str = Field("", description="Redis or Valkey to use (unix:// and rediss:// too); embedded Valkey when empty.")
    redis_volatile_url: str = Field(
        "",
        description="Redis or Valkey that writes nothing to disk, for selfies, tickets, live topics and limits; an embedded one "
        "when this and REDIS_URL are empty, REDIS_URL's when only this is, and refused when it does write.",
    )
    volatile_memory_bytes: int = Field(
        1024 * MEBIBYTE,
        ge=64 * MEBIBYTE,
        description="Most memory of the embedded volatile server, in bytes: when it is full, what is new is refused.",
    )
    blob_url: str = Field("", description="Object store (s3://bucket/prefix or file:///folder); DATA_DIR/blobs when empty.")

    webhook_private: bool = Field(
        False,
        description="Let webhooks go to private and loopback addresses, and over plain HTTP: where every photographer may reach "
        "what this machine reaches.",
    )
    smtp_url: SecretStr = Field(
        SecretStr(""),
        description="Mail server (docs/mail.md): `smtp://user:password@host:587` (STARTTLS, always), `smtps://…:465` (TLS from "
        "the start) or `smtp+plain://…:25` (in the clear, for a relay on this machine); no mail is sent when empty.",
    )
    mail_from: str = Field(
        "",
        description="Sender of all mail, as `photos@example.org` or `Anna's photos <photos@example.org>`; needed with SMTP_URL.",
    )
    smtp_timeout_s: float = Field(
        20, gt=0, description="A mail server that needs longer than this many seconds is tried again later."
    )
    keys_url: str = Field(
        "",
        description="Where the keys of events and searches are: a folder that all machines share (file:///folder), or HashiCorp "
        "Vault's transit engine (vault+https://host:8200/transit); DATA_DIR/keys when empty.",
    )
    keys_token: SecretStr = Field(SecretStr(""), description="Token for KEYS_URL where that is a Vault.")

    face_engine: str = Field(
        "fused",
        description="Which face engine events use: `fused`, `sface`, `facenet`, or one that was brought (docs/engines.md).",
    )
    face_weights: str = Field(
        "packaged",
        description="InceptionResnetV1 weights: packaged, vggface2, casia-webface, or the path of a .pt file.",
    )
    web_workers: int = Field(1, ge=1, description="Web processes.")
    ingest_workers: int = Field(
        default_factory=lambda: max(1, os.cpu_count() or 1), ge=1, description="Ingest processes; one per core is best."
    )
    ingest_nice: int = Field(
        15,
        ge=0,
        le=19,
        description="How far ingest processes stand back behind others of this machine (nice): from 0, not at all, to 19.",
    )
    search_workers: int = Field(1, ge=1, description="Search processes.")

    max_photo_bytes: int = Field(128 * MEBIBYTE, description="Largest photo accepted, in bytes.")
    max_photo_pixels: int = Field(500_000_000, description="Most pixels a photo may have; refused before decoding.")
    max_decode_bytes: int = Field(
        420_000_000,
        description="Memory that reading one photo may take, in bytes; refused before decoding when it would be more.",
    )
    guest_originals: GuestOriginals = Field(
        GuestOriginals.CLEANED,
        description="What guests get of an original where the event lets them have it: `cleaned` (without place, serial "
        "numbers, names and what else the picture does not need; nothing is encoded again) or `as_shot`. Films in photos and RAW "
        "files they get in neither case.",
    )
    keep_films: bool = Field(
        True,
        description="Whether the film that a phone has put behind a picture (Motion Photo) stays in the original; otherwise it "
        "is cut off when the photo is read. Guests get it in neither case.",
    )
    max_selfie_bytes: int = Field(20 * MEBIBYTE, description="Largest selfie accepted, in bytes.")
    max_selfie_pixels: int = Field(50_000_000, description="Most pixels a selfie may have; refused before decoding.")
    selfie_memory_bytes: int = Field(
        128 * MEBIBYTE, description="Selfies that one web process receives at the same time may have so many bytes together."
    )
    selfie_timeout_s: float = Field(600, gt=0, description="The selfies of a search must have arrived after this many seconds.")
    max_photos_received: int = Field(64, ge=1, description="Photos that one web process receives at the same time; others wait.")
    max_archives: int = Field(200, ge=1, description="ZIP files that one web process sends at the same time.")
    max_waiting_searches: int = Field(500, description="Searches that may wait for a worker; more are answered with 503.")
    max_waiting_searches_per_guest: int = Field(
        60, description="Searches of one guest session or account that may wait for a worker; more are answered with 429."
    )
    max_photos_per_request: int = Field(200, description="Most files in one multipart upload.")
    max_open_uploads: int = Field(200, ge=1, description="Most unfinished resumable uploads of one account.")
    max_open_upload_bytes: int = Field(
        4096 * MEBIBYTE, description="Most bytes that the unfinished resumable uploads of one account may hold."
    )
    max_photos_per_event: int = Field(100_000, description="Most photos of one event.")
    max_photos_per_guest: int = Field(100, ge=0, description="Most photos that one guest may give to one event.")
    max_guest_photos_per_event: int = Field(
        2000, ge=0, description="Most photos that all guests together may give to one event, also those that were deleted."
    )
    max_photos_per_account: int = Field(
        500_000, ge=0, description="Most photos in all events of one account; administrators may set another number for each."
    )
    max_events_per_account: int = Field(
        1000, ge=0, description="Most events of one account; administrators may set another number for each."
    )
    max_bytes_per_account: int = Field(
        0,
        ge=0,
        description="Most bytes that the files of all photos of one account may take, without previews; as many as there is room "
        "for when 0. Administrators may set another number for each.",
    )
    min_free_bytes: int = Field(
        512 * MEBIBYTE,
        description="With less room than this on the disk no photos are taken in and none are processed, in bytes: it is kept"
        " for the database.",
    )
    max_faces_per_photo: int = Field(300, description="Faces kept of one photo, the most confident first.")

    access_token_ttl_s: int = Field(12 * 3600, description="A sign-in lasts this many seconds.")
    guest_session_ttl_s: int = Field(7 * DAY_S, description="A guest session opened by a share link lasts this many seconds.")
    search_ttl_s: int = Field(7 * DAY_S, description="A search stays live for this many seconds.")
    alert_soon_s: int = Field(
        60,
        ge=0,
        description="A guest who wants to be told of new photos by mail or push is told so many seconds after the first one.",
    )
    selfie_ttl_s: int = Field(900, description="A selfie waits at most this many seconds for a worker, then it is gone.")
    consent_keep_days: int = Field(
        1095,
        ge=0,
        le=36_500,
        description="The record of a consent (no face data) is removed so many days after it was withdrawn or has expired,"
        " also when its event is deleted.",
    )
    share_link_ttl_s: int = Field(30 * DAY_S, description="Life of a share link that names no expiry, in seconds.")
    invitation_ttl_s: int = Field(
        7 * DAY_S,
        ge=60,
        description="An invitation, and the link to the first password of a new account, last this many seconds.",
    )
    pairing_code_ttl_s: int = Field(900, description="A kiosk pairing code lasts this many seconds.")
    handoff_ttl_s: int = Field(600, description="A kiosk hand-off link lasts this many seconds.")
    media_url_ttl_s: int = Field(3600, description="A media URL is valid for at least this many seconds.")
    download_ttl_s: int = Field(600, description="The address of a ZIP of chosen photos is valid for this many seconds.")
    upload_ttl_s: int = Field(DAY_S, description="An unfinished resumable upload is dropped after this many seconds.")

    orphan_grace_s: int = Field(
        3600, description="A stored file that belongs to no photo is removed when it is older than this many seconds."
    )

    job_timeout_s: int = Field(180, description="A photo or selfie that takes longer than this many seconds is given up.")
    job_tries: int = Field(4, description="How often a photo is tried when something other than the photo is at fault.")
    keeper_interval_s: int = Field(15, ge=1, le=60, description="Seconds between two rounds of requeueing what a crash left.")

    topic_history: int = Field(2000, description="Publications a live topic remembers.")
    topic_ttl_s: int = Field(DAY_S, description="A silent topic forgets its history after this many seconds.")
    ws_queue: int = Field(256, description="Messages that may wait for one slow client before it is closed.")
    ws_auth_timeout_s: float = Field(10, description="A socket must have authenticated after this many seconds.")
    ws_idle_timeout_s: float = Field(120, description="A socket without subscriptions is closed after this many silent seconds.")
    ws_ping_every_s: float = Field(20, gt=0, description="A socket is asked for a sign of life every so many seconds.")
    ws_pong_within_s: float = Field(20, gt=0, description="A socket that gives none within so many seconds is closed.")
    ws_recheck_s: float = Field(300, description="An open socket must prove its access again after this many seconds.")
    ws_max_subscriptions: int = Field(64, description="Subscriptions, and also credentials, of one socket.")
    ws_max_message_bytes: int = Field(16 * 1024, description="Largest message accepted on a socket, in bytes.")

    password_memory_mib: int = Field(
        64,
        ge=12,
        le=4096,
        description="Memory that hashing a password or PIN takes, in MiB; a thief of the database spends as much on each guess.",
    )
    login_rate: str = Field(
        "30 per minute",
        description="Sign-ins to one account from one address, by devices that are new to it; also changes of passwords.",
    )
    login_total_rate: str = Field(
        "300 per minute", description="Sign-ins from one address to all accounts, and to one account from all addresses."
    )
    device_rate: str = Field(
        "20 per hour",
        description="Wrong passwords of a device that has signed in to the account before; after that it counts as a new one.",
    )
    pin_rate: str = Field("5 per minute", description="Wrong PINs of one guest on one share link.")
    pin_hour_rate: str = Field("20 per hour", description="Wrong PINs of one guest on one share link, over a longer time.")
    pin_address_tries: int = Field(
        30,
        ge=1,
        description="Wrong PINs an hour on one share link from one address, beyond the right ones, before new guests from there "
        "pass one at a time.",
    )
    pin_link_tries: int = Field(
        100, ge=1, description="The same from all addresses together; from then on the owner is told that the PIN is tried out."
    )
    pin_slow_s: int = Field(15, ge=1, description="Seconds between two new guests who pass one at a time.")
    pin_wait_s: int = Field(25, ge=1, description="Such a guest waits at most this many seconds for an answer.")
    pairing_rate: str = Field("30 per minute", description="Kiosk pairing attempts from one address.")
    search_rate: str = Field(
        "60 per minute",
        description="Searches started, and pictures looked at before one, by one guest session or address: so many of each.",
    )
    download_rate: str = Field("60 per minute", description="ZIP files prepared by one guest session, account or address.")
    feedback_rate: str = Field(
        "240 per minute", description="Answers to the question whether a photo shows you, by one guest session."
    )
    comment_rate: str = Field("20 per minute", description="Comments on photos written with one list of favourites.")
    alert_rate: str = Field(
        "20 per hour",
        description="Ways to be told of new photos that one guest session asks for.",
    )
    mail_rate: str = Field(
        "5 per day", description="Mails that strangers may cause to one address: questions whether it is theirs, new passwords."
    )
    change_rate: str = Field("600 per minute", description="Changes to events, photos, links and kiosks by one account.")
    guest_rate: str = Field(
        "3000 per minute",
        description="Sessions opened, searches started, answers given and ZIP files taken by all guests at one address, of each.",
    )
    give_rate: str = Field("120 per minute", description="Photos that one guest begins to send.")
    register_rate: str = Field("120 per minute", description="Accounts registered from one address.")

    header_timeout_s: float = Field(20, gt=0, description="A request's headers must have arrived after this many seconds.")
    max_header_bytes: int = Field(32 * 1024, ge=4096, description="Request line and headers may have this many bytes together.")
    body_pace_bytes: float = Field(
        1024, ge=0, description="A body must bring this many bytes a second on average; a phone at a crowded venue sends 20,000."
    )
    body_grace_s: float = Field(30, gt=0, description="Seconds over which the pace of a body is looked at.")
    stalled_timeout_s: float = Field(120, gt=0, description="Who reads none of an answer for this many seconds is cut off.")
    keep_alive_s: int = Field(5, ge=1, description="Seconds that a connection waits for its next request.")
    max_connections: int = Field(
        20_000, ge=1, description="Connections of one web process; fewer where it may not open twice as many files."
    )
    connections_per_address: int = Field(
        2000, ge=1, description="Connections of one address (a venue's Wi-Fi is one) to one web process; not of trusted proxies."
    )

    metrics_access: Literal["local", "open"] = Field(
        "local",
        description="Who may read /metrics and the details of /readyz: programs on this machine that forward for nobody, and "
        "administrators; or, with open, everybody.",
    )
    metrics_token: SecretStr = Field(SecretStr(""), description="Bearer token that opens them from elsewhere; none when empty.")

    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="Least important records logged.")

    @model_validator(mode="before")
    @classmethod
    def _https_is_for_others(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Browsers need no HTTPS for this machine itself: who asks for it wants to be reached by others."""
        asked = str(values.get("https", "")).lower() in {"1", "true", "yes", "on", "t", "y"}
        return {"host": "0.0.0.0"} | values if asked else values  # noqa: S104 - asked for

    @field_validator("trusted_proxies")
    @classmethod
    def _proxies_are_named(cls, value: str) -> str:
        """``*`` would let every client choose its address."""
        networks(value)
        return value

    @field_validator("ftp_passive_ports")
    @classmethod
    def _ports_are_a_range(cls, value: str) -> str:
        """``50000-50099``."""
        _port_range(value)
        return value

    @model_validator(mode="after")
    def _cameras_are_told_how(self) -> Self:
        """Nobody's password goes through the air unasked."""
        if self.ftp_port and not (self.ftp_plain or self.https or (self.ftp_cert and self.ftp_key)):
            raise ValueError("FTP_PORT needs FTP_CERT and FTP_KEY, or HTTPS=1, or FTP_PLAIN=1 for FTP in the clear")
        return self

    @model_validator(mode="after")
    def _mail_has_a_server_and_a_sender(self) -> Self:
        """A mistake is told at the start, not by mails that never come."""
        if self.smtp_url.get_secret_value():
            parts = urlsplit(self.smtp_url.get_secret_value())
            if parts.scheme not in SMTP_SCHEMES or not parts.hostname:
                raise ValueError("SMTP_URL is smtp://, smtps:// or smtp+plain:// and a host")
            if not _EMAIL_IN_HEADER.fullmatch(parseaddr(self.mail_from)[1]):
                raise ValueError("SMTP_URL needs MAIL_FROM, an e-mail address with or without a name before it")
        return self

    @property
    def sends_mail(self) -> bool:
        """Is there a mail server? Where there is none nothing that takes mail is offered."""
        return bool(self.smtp_url.get_secret_value())

    @property
    def ftp_passive_range(self) -> range | None:
        """``ftp_passive_ports``, read."""
        return _port_range(self.ftp_passive_ports)

    @property
    def proxy_networks(self) -> tuple[Network, ...]:
        """``trusted_proxies``, read."""
        return networks(self.trusted_proxies)

    @property
    def public_url(self) -> str:
        """``base_url``, or the address that the server listens on; without a trailing slash."""
        return self.base_url.rstrip("/") or f"{'https' if self.https else 'http'}://{self.host}:{self.port}"

    @property
    def hosts_of_links(self) -> tuple[str, ...]:
        """``link_hosts``, read, and the host of ``public_url``."""
        further = [host.strip().lower() for host in self.link_hosts.split(",")]
        return (urlsplit(self.public_url).netloc.lower(), *(host for host in further if host))

    @property
    def serves_this_machine_only(self) -> bool:
        """Neither listens for others nor has an address that others could open."""
        return _is_loopback(self.host) and _is_loopback(urlsplit(self.public_url).hostname or "")


def load_settings() -> Settings:
    """Settings with a ``secret_key``: on the first run one is made and kept in ``DATA_DIR/secret_key`` (mode 0600)."""
    settings = Settings()
    if settings.secret_key.get_secret_value():
        return settings
    return settings.model_copy(update={"secret_key": SecretStr(_kept_secret(settings.data_dir))})


def _port_range(text: str) -> range | None:
    if not text:
        return None
    first, _, last = text.partition("-")
    ports = range(int(first), int(last or first) + 1)
    if not ports or not 1 <= ports[0] <= ports[-1] <= 65535:
        raise ValueError("ports are a range like 50000-50099")
    return ports


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):  # RFC 6761
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def adopt_secret(settings: Settings, secret: str) -> None:
    """Keep ``secret`` in an empty DATA_DIR. Raises ``ValueError`` where another one is set or kept."""
    given = settings.secret_key.get_secret_value()
    if (given or _kept_secret(settings.data_dir, secret)) != secret:
        raise ValueError("these keys belong to another SECRET_KEY than the one that is set")


def _kept_secret(data_dir: Path, first: str = "") -> str:
    """The secret of the folder; ``first``, or a fresh one, where it has none yet."""
    path = data_dir / "secret_key"
    data_dir.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        write_private(path, first or secrets.token_urlsafe(48), anew=False)  # the first of two processes wins
    return path.read_text().strip()
