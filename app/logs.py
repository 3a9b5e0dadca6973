"""Logging: one line per record on standard error, JSON unless that is a terminal, and no secrets in it.

The supervisor reads the lines of its children and relays them, so that a terminal shows text and everything else JSON,
and a child that prints something else (a crash, another program's log) still makes well-formed records.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import threading
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Final, TextIO

# What a record carries besides what the caller gave as ``extra``.
_STANDARD: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "process_name", "color_message"}
_LIBRARIES: Final = ("uvicorn", "uvicorn.error", "uvicorn.access", "arq", "arq.worker", "arq.jobs", "arq.connections")
# What these say of each start, request or job our own records say better.
_CHATTY: Final = ("pymongo", "httpx", "httpcore", "PIL", "asyncio", "uvicorn", "arq", "faiss", "pyftpdlib", "watchfiles")

_SECRETS: Final = (
    (re.compile(r"(?<=://)[^/\s:@]*:[^/\s@]+(?=@)"), "***"),  # user:password@ of a backend's URL
    (re.compile(r"\beyJ[\w-]+\.[\w-]+\.[\w-]+"), "***"),  # JWT
    (re.compile(r"\bep_pat_[\w-]+"), "***"),  # personal access token
    (re.compile(r"\bep_fav_[\w-]+"), "***"),  # what opens a list of favourites
    (re.compile(r"(?i)(?<=bearer )[\w.~+/=-]+"), "***"),
    (re.compile(r"(?i)(\b(?:password|secret|token|signature|sig|pin|code)=)[^\s&\"']+"), r"\1***"),
    (re.compile(r"(/(?:share|s|handoff|media)/)[^\s?\"'/]{16,}"), r"\1***"),  # what opens something by being in a path
)


def redact(text: str) -> str:
    """``text`` without what would let a reader of the log sign in: passwords in URLs, tokens, signatures, share links."""
    for pattern, replacement in _SECRETS:
        text = pattern.sub(replacement, text)
    return text


class JsonFormatter(logging.Formatter):
    """One JSON object a record: time (RFC 3339 UTC), level, process, logger, message, any ``extra``, traceback."""

    def __init__(self, process: str) -> None:
        super().__init__()
        self._process = process

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        fields: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "process": getattr(record, "process_name", self._process),
            "logger": record.name,
            "message": record.getMessage(),
        }
        fields |= {key: value for key, value in vars(record).items() if key not in _STANDARD}
        if record.exc_info:
            fields["traceback"] = self.formatException(record.exc_info)
        return redact(json.dumps(fields, default=str, ensure_ascii=False))


class TextFormatter(logging.Formatter):
    """For people: time of day, process, level when it matters, message; tracebacks follow on their own lines."""

    def __init__(self, process: str) -> None:
        super().__init__()
        self._process = process

    def format(self, record: logging.LogRecord) -> str:
        """The record as text."""
        time = datetime.fromtimestamp(record.created).astimezone()
        process = getattr(record, "process_name", self._process)
        shout = "" if record.levelno == logging.INFO else f"{record.levelname.lower()}: "
        extra = {key: value for key, value in vars(record).items() if key not in _STANDARD}
        traceback = extra.pop("traceback", "")  # of a relayed record
        if record.exc_info:
            traceback = self.formatException(record.exc_info)
        parts = [f"{time:%H:%M:%S} {process:<10} {shout}{record.getMessage()}"]
        parts += [f"{key}={value}" for key, value in extra.items()]
        return redact(" ".join(parts) + (f"\n{traceback}" if traceback else ""))


def configure_logging(process: str, level: str = "info", stream: TextIO | None = None) -> None:
    """Send every record of this process (uvicorn's and arq's too, and what nobody caught) through one handler.

    ``process`` names the process in each record. ``stream`` is standard error unless given.
    """
    stream = stream or sys.stderr
    handler = logging.StreamHandler(stream)
    handler.setFormatter(TextFormatter(process) if stream.isatty() else JsonFormatter(process))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in _LIBRARIES:
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(True)
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_uncaught_in_thread


def relay(process: str, line: str) -> None:
    """Log ``line``, which the child ``process`` wrote to its standard error, keeping what it says of itself if it is JSON."""
    text = line.rstrip()
    if not text:
        return
    record = _parse(text) or {"level": "info", "logger": "stderr", "message": text}
    level = logging.getLevelNamesMapping().get(str(record.pop("level", "info")).upper(), logging.INFO)
    logger = logging.getLogger(str(record.pop("logger", "stderr")))
    # No isEnabledFor: the child has decided already what it wants to say.
    entry = logger.makeRecord(logger.name, level, "", 0, str(record.pop("message", "")), (), None)
    if (stamp := _time_of(record.pop("time", None))) is not None:
        entry.created = stamp
    entry.process_name = record.pop("process", process)
    vars(entry).update({key: value for key, value in record.items() if key not in _STANDARD})
    logging.getLogger().handle(entry)


def _parse(text: str) -> dict[str, Any] | None:
    """The fields of a record that ``JsonFormatter`` wrote, or None for anything else."""
    if not text.startswith("{"):
        return None
    try:
        fields = json.loads(text)
    except ValueError:
        return None
    return fields if isinstance(fields, dict) and {"level", "message"} <= fields.keys() else None


def _time_of(value: object) -> float | None:
    try:
        return datetime.fromisoformat(str(value)).timestamp()
    except ValueError:
        return None


def _log_uncaught(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("uncaught").critical("%s: %s", kind.__name__, error, exc_info=(kind, error, traceback))


def _log_uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
        _log_uncaught(args.exc_type, args.exc_value, args.exc_traceback)
