"""What the log lines look like, and what never gets into them."""

from __future__ import annotations

import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator

import pytest

from app.logs import configure_logging, redact, relay


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level, hooks = root.handlers[:], root.level, (sys.excepthook, threading.excepthook)
    yield
    logging.captureWarnings(False)
    root.handlers[:] = handlers
    root.setLevel(level)
    sys.excepthook, threading.excepthook = hooks


@pytest.fixture
def stream() -> io.StringIO:
    """Where the process called ``web-0`` logs to, as JSON."""
    stream = io.StringIO()
    configure_logging("web-0", "info", stream)
    return stream


def records(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_record_is_one_line_of_json_with_the_process_in_it(stream: io.StringIO) -> None:
    logging.getLogger("app.somewhere").info("photo %s\nindexed", "abc", extra={"faces": 9})
    (record,) = records(stream)
    assert record.pop("time")
    assert record == {
        "level": "info",
        "process": "web-0",
        "logger": "app.somewhere",
        "message": "photo abc\nindexed",
        "faces": 9,
    }


def test_a_traceback_stays_on_the_line_of_its_record(stream: io.StringIO) -> None:
    try:
        raise ValueError("broken")
    except ValueError:
        logging.getLogger("app").exception("failed")
    (record,) = records(stream)
    assert "ValueError: broken" in str(record["traceback"])


def test_uvicorn_arq_and_warnings_go_the_same_way(stream: io.StringIO) -> None:
    logging.getLogger("uvicorn.error").info("started")  # as many a start says: left out
    logging.getLogger("uvicorn.error").error("failed")
    logging.getLogger("arq.worker").warning("slow")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(True)
        warnings.warn("old", UserWarning, stacklevel=1)
    assert [record["logger"] for record in records(stream)] == ["uvicorn.error", "arq.worker", "py.warnings"]


def test_what_nobody_caught_is_one_record(stream: io.StringIO) -> None:
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    (record,) = records(stream)
    assert record["level"] == "critical"
    assert "ZeroDivisionError" in str(record["traceback"])


def test_less_important_records_are_left_out(stream: io.StringIO) -> None:
    logging.getLogger("app").debug("detail")
    assert records(stream) == []


def test_a_terminal_gets_text() -> None:
    stream = Terminal()
    configure_logging("keeper-0", "info", stream)
    logging.getLogger("app").warning("careful", extra={"photo": "p1"})
    line = stream.getvalue()
    assert "keeper-0" in line
    assert "warning: careful photo=p1" in line
    assert "{" not in line


def test_a_childs_record_is_relayed_as_it_is(stream: io.StringIO) -> None:
    child = {"time": "2026-11-23T00:00:00.000+00:00", "level": "debug", "process": "ingest-1", "logger": "w", "message": "m"}
    relay("ingest-1", json.dumps({**child, "ms": 12, "traceback": "line 1\nline 2"}) + "\n")
    assert records(stream) == [{**child, "ms": 12, "traceback": "line 1\nline 2"}]


@pytest.mark.parametrize("line", ["Segmentation fault", '{"half":', "[1]", '{"no": "message"}', "{}"])
def test_anything_else_a_child_prints_becomes_a_record(stream: io.StringIO, line: str) -> None:
    relay("mongo", line + "\n")
    (record,) = records(stream)
    assert (record["process"], record["message"], record["level"]) == ("mongo", line, "info")


def test_empty_lines_of_a_child_are_dropped(stream: io.StringIO) -> None:
    relay("mongo", "\n")
    assert records(stream) == []


def test_a_relayed_traceback_is_readable_on_a_terminal() -> None:
    stream = Terminal()
    configure_logging("supervisor", "info", stream)
    relay("web-0", json.dumps({"level": "error", "message": "failed", "process": "web-0", "traceback": "line 1\nline 2"}))
    assert stream.getvalue().endswith("error: failed\nline 1\nline 2\n")


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("mongodb://user:pa55@db:27017/x", "mongodb://***@db:27017/x"),
        ("redis://:pa55@cache/0", "redis://***@cache/0"),
        ("Authorization: Bearer abc.def-ghi", "Authorization: Bearer ***"),
        ("got eyJhbGciOi.eyJzdWIiOi.sig_na-ture", "got ***"),
        ("got ep_pat_Zk3vQm8rT1yWc5Xn-_0 twice", "got *** twice"),
        ("GET /media/x?sig=abcdef&w=1", "GET /media/x?sig=***&w=1"),
        ("GET /api/v1/share/IjEi.aVeryLongToken_1234", "GET /api/v1/share/***"),
        ("password=hunter2 ok", "password=*** ok"),
        ("photo 65f0c1 indexed with 9 faces", "photo 65f0c1 indexed with 9 faces"),
    ],
)
def test_secrets_are_blanked(text: str, clean: str) -> None:
    assert redact(text) == clean


def test_secrets_are_blanked_in_every_field(stream: io.StringIO) -> None:
    logging.getLogger("app").error("connect %s", "mongodb://u:pw@h/", extra={"url": "redis://:pw@h"})
    assert "pw" not in stream.getvalue()
