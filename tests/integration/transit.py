"""Stands in for the transit engine of HashiCorp Vault: as much of its HTTP API as keys need, and its ways of refusing."""

from __future__ import annotations

import base64
import hmac
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN = "hvs.a-token"


class TransitServer(ThreadingHTTPServer):
    """``keys`` by name. ``mounted`` and ``sealed`` are what an operator can do to it; ``hang_s`` delays every answer."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.keys: dict[str, dict[str, Any]] = {}
        self.token, self.mounted, self.sealed, self.hang_s = TOKEN, True, False, 0.0
        self.requests = 0

    @property
    def url(self) -> str:
        """As KEYS_URL has it."""
        return f"vault+http://127.0.0.1:{self.server_address[1]}/transit"


@contextmanager
def transit_server() -> Iterator[TransitServer]:
    """A running one."""
    with TransitServer() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: TransitServer
    protocol_version = "HTTP/1.1"

    def do_LIST(self) -> None:
        self._serve()

    do_GET = do_POST = do_DELETE = do_LIST  # noqa: N815 - as the base class calls them

    def log_message(self, *_: object) -> None:
        """Quiet."""

    def _serve(self) -> None:
        self.server.requests += 1
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")
        time.sleep(self.server.hang_s)
        status, answer = self._answer(body)
        data = b"" if answer is None else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _answer(self, body: dict[str, Any]) -> tuple[int, dict[str, Any] | None]:  # noqa: PLR0911 - one for each operation
        if self.server.sealed:
            return 503, {"errors": ["Vault is sealed"]}
        if self.headers.get("X-Vault-Token") != self.server.token:
            return 403, {"errors": ["permission denied"]}
        if not self.server.mounted or not self.path.startswith("/v1/transit/"):
            return 404, {"errors": [f'no handler for route "{self.path}". route entry not found.']}
        match [self.command, *self.path.removeprefix("/v1/transit/").split("/")]:
            case ["LIST", "keys"]:
                return (200, {"data": {"keys": sorted(self.server.keys)}}) if self.server.keys else (404, {"errors": []})
            case ["GET", "keys", name]:
                key = self.server.keys.get(name)
                return (404, {"errors": []}) if key is None else (200, {"data": {"name": name, "keys": {"1": key["made"]}}})
            case ["POST", "keys", name]:
                fresh = {"made": int(time.time()), "deletion_allowed": False, "hmac": secrets.token_bytes(32)}
                self.server.keys.setdefault(name, fresh)
                return 204, None
            case ["POST", "keys", name, "config"]:
                if name not in self.server.keys:
                    return 400, {"errors": ["no existing key named " + name + " could be found"]}
                self.server.keys[name] |= body
                return 204, None
            case ["DELETE", "keys", name]:
                return self._delete(name)
            case ["POST", "hmac", name, "sha2-256"]:
                return self._hmac(name, body)
        return 405, {"errors": ["unsupported operation"]}

    def _delete(self, name: str) -> tuple[int, dict[str, Any] | None]:
        key = self.server.keys.get(name)
        if key is None:
            return 400, {"errors": [f"error deleting policy {name}: could not delete key; not found"]}
        if not key["deletion_allowed"]:
            return 400, {"errors": [f"error deleting policy {name}: deletion is not allowed for this key"]}
        del self.server.keys[name]
        return 204, None

    def _hmac(self, name: str, body: dict[str, Any]) -> tuple[int, dict[str, Any] | None]:
        key = self.server.keys.get(name)
        if key is None:
            return 400, {"errors": ["encryption key not found"]}
        assert body["key_version"] == 1
        digest = hmac.digest(key["hmac"], base64.b64decode(body["input"]), "sha256")
        return 200, {"data": {"hmac": "vault:v1:" + base64.b64encode(digest).decode()}}
