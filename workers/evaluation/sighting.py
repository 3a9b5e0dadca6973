"""Looks at many files, in as many processes as there are cores, each of one thread as a worker is; what was seen before is not
looked at again."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from app.ports import FaceEngine
from app.settings import Settings
from workers.evaluation.cache import SightedCache
from workers.evaluation.folders import EvaluationError
from workers.evaluation.sighted import NOT_ASKED, Sighted, sight
from workers.faces.engines import open_engine

Say = Callable[[str, int, int], None]

_PIECE = 500
"""Files in a piece of the cache: some 25 s of work, and 13,000 portraits are 26 pieces."""
_FEW = 24
"""So many files are looked at here: a process that loads the models takes as long."""


def sighted_files(
    engine: FaceEngine, cache: SightedCache, photos: Collection[Path], selfies: Collection[Path], settings: Settings, *, say: Say
) -> dict[Path, tuple[str, Sighted]]:
    """Digest and what was seen of every file of ``photos``; those that are in ``selfies`` too are also looked at as such.

    Raises ``EvaluationError`` when a file cannot be read from the disk, or a process dies.
    """
    digests = _digests(photos)
    known = cache.read()
    as_selfie = {digests[path] for path in selfies}
    missing = {
        digest: path
        for path, digest in digests.items()
        if digest not in known or (digest in as_selfie and known[digest].refused == NOT_ASKED)
    }
    piece: dict[str, Sighted] = {}
    try:
        tasks = [(digest, path, digest in as_selfie) for digest, path in missing.items()]
        for done, (digest, seen) in enumerate(_looked_at(engine, tasks, settings)):
            known[digest] = piece[digest] = seen
            say("looking at photos", done, len(tasks))
            if len(piece) == _PIECE:
                cache.write(piece)
                piece = {}
    except BrokenProcessPool as error:
        raise EvaluationError("a process that looks at photos has died, perhaps for want of memory; run it again") from error
    finally:
        if piece:
            cache.write(piece)
    return {path: (digest, known[digest]) for path, digest in digests.items()}


_Task = tuple[str, Path, bool]


def _looked_at(engine: FaceEngine, tasks: Sequence[_Task], settings: Settings) -> Iterator[tuple[str, Sighted]]:
    if len(tasks) <= _FEW:
        for digest, path, as_selfie in tasks:
            yield digest, sight(engine, _content(path), settings, as_selfie=as_selfie)
        return
    cores = os.cpu_count() or 1
    pool = ProcessPoolExecutor(cores, multiprocessing.get_context("spawn"), _Looker.begin, (settings,))
    try:
        waiting: set[Future[tuple[str, Sighted]]] = set()
        for task in tasks:
            waiting.add(pool.submit(_Looker.look, task))
            if len(waiting) >= 4 * cores:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
    finally:
        pool.shutdown(cancel_futures=True)


class _Looker:
    """What one process of the pool has: it is begun once, and then looks at file after file."""

    _with: tuple[FaceEngine, Settings]

    @classmethod
    def begin(cls, settings: Settings) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the command, which ends this
        cls._with = _eyes(settings), settings

    @classmethod
    def look(cls, task: _Task) -> tuple[str, Sighted]:
        engine, settings = cls._with
        digest, path, as_selfie = task
        return digest, sight(engine, _content(path), settings, as_selfie=as_selfie)


def _eyes(settings: Settings) -> FaceEngine:
    """The engine, calibrated or not: what is seen does not depend on what scores mean."""
    return open_engine(settings.face_engine, settings.models_dir, settings.face_weights, calibrated=False)


def _digests(photos: Collection[Path]) -> dict[Path, str]:
    return {path: hashlib.sha256(_content(path)).hexdigest() for path in photos}


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise EvaluationError(f"{path} cannot be read: {error.strerror}") from error


def counted(reasons: Sequence[str]) -> Mapping[str, int]:
    """How often each reason is there, the most frequent first."""
    return {reason: reasons.count(reason) for reason in sorted(set(reasons), key=lambda each: (-reasons.count(each), each))}
