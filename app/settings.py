"""Every setting once: type, default, unit and help text. Read at the entry point and passed down, never global."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

MEBIBYTE = 1024 * 1024
DAY_S = 86_400


class Settings(BaseSettings):
    """One frozen object. Values come from the environment, then from a ``.env`` file, then from the defaults here."""

    model_config = SettingsConfigDict(env_file=".env", frozen=True, extra="ignore")

    host: str = Field("127.0.0.1", description="Address the web server listens on.")
    port: int = Field(8000, ge=0, le=65535, description="Port the web server listens on.")
    base_url: str = Field("", description="Public address in links, QR codes and the Origin check; http://HOST:PORT when empty.")
    data_dir: Path = Field(Path("data"), description="Folder for everything that is kept on this machine.")
    models_dir: Path = Field(Path("models"), description="Folder of the compiled face models.")
    secret_key: SecretStr = Field(
        SecretStr(""), description="Root of all keys and signatures; made on first run and kept in DATA_DIR when empty."
    )
    trusted_proxies: str = Field(
        "127.0.0.1", description="Addresses of proxies whose X-Forwarded-For names the client; nobody's when empty."
    )
    mongodb_url: str = Field("", description="MongoDB to use; embedded SecantusDB when empty.")
    mongodb_database: str = Field("eventphotos", description="Database name.")
    redis_url: str = Field("", description="Redis or Valkey to use (unix:// and rediss:// too); embedded Valkey when empty.")
    blob_url: str = Field("", description="Object store (s3://bucket/prefix or file:///folder); DATA_DIR/blobs when empty.")

    face_engine: Literal["fused", "sface", "facenet"] = Field("fused", description="Which face engine new events use.")
    face_weights: str = Field(
        "packaged",
        description="InceptionResnetV1 weights: packaged, vggface2, casia-webface, or the path of a .pt file.",
    )
    web_workers: int = Field(1, ge=1, description="Web processes.")
    ingest_workers: int = Field(
        default_factory=lambda: max(1, os.cpu_count() or 1), ge=1, description="Ingest processes; one per core is best."
    )
    search_workers: int = Field(1, ge=1, description="Search processes.")

    max_photo_bytes: int = Field(80 * MEBIBYTE, description="Largest photo accepted, in bytes.")
    max_photo_pixels: int = Field(160_000_000, description="Most pixels a photo may have; refused before decoding.")
    max_selfie_bytes: int = Field(20 * MEBIBYTE, description="Largest selfie accepted, in bytes.")
    max_photos_per_request: int = Field(200, description="Most files in one multipart upload.")
    max_faces_per_photo: int = Field(300, description="Faces kept of one photo, the most confident first.")

    access_token_ttl_s: int = Field(12 * 3600, description="A sign-in lasts this many seconds.")
    guest_session_ttl_s: int = Field(7 * DAY_S, description="A guest session opened by a share link lasts this many seconds.")
    search_ttl_s: int = Field(7 * DAY_S, description="A search stays live for this many seconds.")
    selfie_ttl_s: int = Field(900, description="A selfie waits at most this many seconds for a worker, then it is gone.")
    share_link_ttl_s: int = Field(30 * DAY_S, description="Life of a share link that names no expiry, in seconds.")
    pairing_code_ttl_s: int = Field(900, description="A kiosk pairing code lasts this many seconds.")
    handoff_ttl_s: int = Field(600, description="A kiosk hand-off link lasts this many seconds.")
    media_url_ttl_s: int = Field(3600, description="A media URL is valid for at least this many seconds.")
    download_ttl_s: int = Field(600, description="The address of a ZIP of chosen photos is valid for this many seconds.")
    upload_ttl_s: int = Field(DAY_S, description="An unfinished resumable upload is dropped after this many seconds.")

    job_timeout_s: int = Field(180, description="A photo or selfie that takes longer than this many seconds is given up.")
    job_tries: int = Field(4, description="How often a photo is tried when something other than the photo is at fault.")
    keeper_interval_s: int = Field(15, ge=1, le=60, description="Seconds between two rounds of requeueing what a crash left.")

    topic_history: int = Field(2000, description="Publications a live topic remembers.")
    topic_ttl_s: int = Field(DAY_S, description="A silent topic forgets its history after this many seconds.")
    ws_queue: int = Field(256, description="Messages that may wait for one slow client before it is closed.")
    ws_auth_timeout_s: float = Field(10, description="A socket must have authenticated after this many seconds.")
    ws_idle_timeout_s: float = Field(120, description="A socket without subscriptions is closed after this many silent seconds.")
    ws_recheck_s: float = Field(300, description="An open socket must prove its access again after this many seconds.")
    ws_max_subscriptions: int = Field(64, description="Subscriptions, and also credentials, of one socket.")
    ws_max_message_bytes: int = Field(16 * 1024, description="Largest message accepted on a socket, in bytes.")

    login_rate: str = Field("30 per minute", description="Sign-ins of one address and account; also changes of passwords.")
    login_total_rate: str = Field(
        "300 per minute", description="Sign-ins from one address to all accounts, and to one account from all addresses."
    )
    pin_rate: str = Field("5 per minute", description="PIN attempts on one share link from one address.")
    pairing_rate: str = Field("30 per minute", description="Kiosk pairing attempts from one address.")
    search_rate: str = Field("60 per minute", description="Searches started by one guest session or address.")
    download_rate: str = Field("60 per minute", description="ZIP files prepared by one guest session, account or address.")
    guest_rate: str = Field(
        "3000 per minute",
        description="Guest sessions opened, searches started and ZIP files prepared by all guests at one address, of each.",
    )
    register_rate: str = Field("120 per minute", description="Accounts registered from one address.")

    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="Least important records logged.")

    @property
    def public_url(self) -> str:
        """``base_url``, or the address that the server listens on; without a trailing slash."""
        return self.base_url.rstrip("/") or f"http://{self.host}:{self.port}"


def load_settings() -> Settings:
    """Settings with a ``secret_key``: on the first run one is made and kept in ``DATA_DIR/secret_key`` (mode 0600)."""
    settings = Settings()
    if settings.secret_key.get_secret_value():
        return settings
    return settings.model_copy(update={"secret_key": SecretStr(_kept_secret(settings.data_dir))})


def _kept_secret(data_dir: Path) -> str:
    path = data_dir / "secret_key"
    data_dir.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        draft = data_dir / f".secret_key.{os.getpid()}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)  # Atomic, and the first of two processes wins.
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
