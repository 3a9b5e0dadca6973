"""The outside world as small Protocols, named for their role. Adapters are named for their technology.

Arrays: an ``Image`` is ``(height, width, 3)`` uint8 RGB in sRGB; ``Vectors`` are ``(n, dimension)`` float32, each row of
length one.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from app.domain.vocabulary import BackendDetail, Source

if TYPE_CHECKING:  # The web process imports this module and needs no numpy.
    from datetime import datetime
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from app.domain.evidence import Calibration
    from app.domain.faces import Box, DetectedFace
    from app.jobs import Job

    Image: TypeAlias = NDArray[np.uint8]
    Vectors: TypeAlias = NDArray[np.float32]


class FaceEngine(Protocol):
    """Finds faces and turns them into comparable vectors. Synchronous and CPU-bound: call it off the event loop.

    Vectors of engines with different ``id`` must never be compared.
    """

    @property
    def id(self) -> str:
        """Names every weight file's digest and every preprocessing step."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    @property
    def calibration(self) -> Calibration:
        """What the threshold policy needs to know of this engine."""

    def detect(self, image: Image) -> list[DetectedFace]:
        """All faces of ``image``, in its pixels, most confident first. Resizes internally where it must."""

    def embed(self, image: Image, faces: Sequence[DetectedFace]) -> Vectors:
        """One unit vector a face, in the order given; shape ``(len(faces), dimension)``, also for no faces."""


@dataclass(frozen=True, slots=True)
class BlobInfo:
    """Size in bytes and a strong ETag (with quotes) of a stored blob."""

    size: int
    etag: str


@dataclass(frozen=True, slots=True)
class BlobEntry:
    """A stored blob as a listing shows it; ``modified`` is when it was written, by the store's clock."""

    key: str
    size: int
    modified: datetime


@dataclass(frozen=True, slots=True)
class About:
    """What a backend says of itself: which product, its version where it has one, and a detail for operators with its values."""

    kind: str
    version: str | None
    detail: BackendDetail
    values: Mapping[str, str | int] = field(default_factory=dict)


class BlobStore(Protocol):
    """Bytes by key. Keys are ``/``-separated, made by us, never by a client. Missing keys raise ``errors.NotFound``, and a
    store that does not do what it should ``errors.Unavailable``. What was written outlives the machine once its call returns.
    """

    async def put(self, key: str, data: bytes | AsyncIterator[bytes]) -> None:
        """Store; readers see the whole blob or none of it. Overwrites."""

    async def put_file(self, key: str, path: Path) -> None:
        """Store a file of this machine, which stays. Its bytes may be shared from then on: who holds it changes them no more."""

    async def get(self, key: str) -> bytes:
        """The whole blob."""

    def stream(self, key: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        """The bytes ``start`` up to but not including ``end``, in chunks."""

    async def info(self, key: str) -> BlobInfo:
        """Size and ETag without the bytes."""

    async def rename(self, source: str, target: str) -> None:
        """Move a blob; ``target`` is replaced."""

    async def delete(self, key: str) -> None:
        """Remove; a missing key is no error."""

    async def delete_prefix(self, prefix: str) -> None:
        """Remove every key below ``prefix`` (which ends with ``/``)."""

    async def delete_stale(self, prefix: str, before: datetime) -> None:
        """Remove what was last written before ``before`` directly below ``prefix`` (which ends with ``/``)."""

    def list(self, prefix: str) -> AsyncIterator[Sequence[BlobEntry]]:
        """Every blob below ``prefix`` (which ends with ``/``), in no order, some thousand at a time."""

    async def folders(self, prefix: str) -> Sequence[str]:
        """The names directly below ``prefix`` (which ends with ``/``) that have keys below them."""

    async def unfinished(self, prefix: str, before: datetime, *, remove: bool = False) -> int:
        """How many remains of interrupted writes from before ``before`` lie below ``prefix`` (which ends with ``/``), where the
        store leaves any that it does not list."""

    async def size(self, prefix: str) -> int:
        """Bytes of all blobs below ``prefix`` (which ends with ``/``). Looks at each of them."""

    async def free(self) -> int | None:
        """Bytes that there is room for; None where nobody can say (an object store)."""

    async def ping(self) -> None:
        """Raise if the store cannot be reached."""

    def about(self) -> About:
        """Which store it is; asks nobody. Names no credentials."""


@dataclass(frozen=True, slots=True)
class UploadNote:
    """What is known of a resumable upload from its first moment on; never changes. ``metadata`` is the tus header as sent,
    ``length`` in bytes; ``sha256`` (hex) is what the client says of the content, where it does; ``source`` is the way it comes.
    ``final``: it is to replace the photo that it was made of. What a guest gives is owned by the guest's session, and
    ``giver_name`` is what she goes by.
    """

    id: str
    owner_id: str
    event_id: int
    name: str
    metadata: str
    length: int
    sha256: str | None = None
    source: Source = Source.BROWSER
    final: bool = False
    giver_name: str = ""


@dataclass(frozen=True, slots=True)
class HeldUpload:
    """An upload under way: its first ``offset`` bytes are here, the last of them since ``touched_at`` (POSIX seconds)."""

    note: UploadNote
    offset: int
    touched_at: float


@dataclass(frozen=True, slots=True)
class UploadUsage:
    """How many uploads of one account are under way, and the bytes that have come of them."""

    uploads: int
    bytes: int


class UploadStore(Protocol):
    """Where the bytes of resumable uploads wait until they are complete. Nothing is reserved: an upload takes the room of the
    bytes that have come. Ids are UUIDs; an upload is only found under the account that began it. What is not there, and what
    cannot be read any more, raises ``errors.NotFound``; a store that does not do what it should ``errors.Unavailable``.
    """

    async def begin(self, note: UploadNote) -> None:
        """Remember the upload; survives a power cut when this returns."""

    async def find(self, owner_id: str, upload_id: str) -> HeldUpload:
        """The upload, and how far it has come."""

    async def append(self, note: UploadNote, offset: int, data: bytes) -> int:
        """Add bytes at ``offset`` and return the offset after them.

        Raises ``Conflict`` (``offset_mismatch``, or ``upload_busy`` while somebody holds the upload), ``TooLarge`` past its
        length and ``InsufficientStorage``; what was written before that stays and counts.
        """

    def holding(self, note: UploadNote, wait_s: float = 0) -> AbstractAsyncContextManager[None]:
        """Keep everybody else away from the upload, also in other processes; let go of by itself when the process dies.

        Raises ``Conflict`` (``upload_busy``) when somebody else still has it after ``wait_s`` seconds.
        """

    def read(self, note: UploadNote) -> AsyncIterator[bytes]:
        """The bytes that are here, in chunks."""

    async def end(self, note: UploadNote, outcome: bytes) -> None:
        """Keep what became of the upload, then let its bytes go; to be called by who holds it. Can run twice."""

    async def outcome(self, owner_id: str, upload_id: str) -> bytes | None:
        """What ``end`` kept."""

    async def discard(self, note: UploadNote) -> None:
        """Forget the upload. Raises ``Conflict`` (``upload_busy``) while somebody holds it."""

    async def usage(self, owner_id: str) -> UploadUsage:
        """What the account has under way."""

    async def complete_since(self, before: float) -> list[tuple[str, str]]:
        """Account and id of the uploads whose last byte came before ``before`` (POSIX seconds)."""

    async def drop_silent(self, before: float, owner_id: str | None = None) -> int:
        """Forget uploads of the account, or of all, that nothing happened to since ``before``; returns how many. Those that have
        all their bytes stay."""

    async def drop_event(self, event_id: int) -> int:
        """Forget uploads to the event, except those that somebody holds; returns how many. Looks at all that are under way."""

    async def tidy(self, before: float) -> int:
        """Forget outcomes kept before ``before``, and remove what cannot be read or belongs to nothing; returns how many of
        the latter there were."""

    async def faults(self) -> list[str]:
        """What ``tidy`` would remove because it cannot be read or belongs to nothing, in words for operators."""

    async def free(self) -> int | None:
        """Bytes that there is room for; None where nobody can say."""


class SnapshotStore(Protocol):
    """Keeps one snapshot an event and engine, as bytes that it need not understand. One that is lost is made anew from the
    database. Every method raises ``errors.Unavailable`` while the store is away.
    """

    async def write(self, event_id: int, engine_id: str, pieces: AsyncIterator[bytes]) -> None:
        """Replace the snapshot; readers see the old one or the new one. Raises ``InsufficientStorage``."""

    def read(self, event_id: int, engine_id: str) -> AsyncIterator[bytes]:
        """Its bytes in chunks; the first ``anext`` raises ``errors.NotFound`` when there is none."""

    async def forget(self, event_id: int) -> None:
        """Remove all snapshots of the event; none is no error."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a reader of a topic stands: the number of the last publication it has, within an epoch."""

    epoch: str
    offset: int


@dataclass(frozen=True, slots=True)
class Publication:
    """One numbered message of a topic. ``data`` is the message as raw JSON bytes: it is passed on, never rebuilt."""

    topic: str
    epoch: str
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class History:
    """What a topic still remembers: its present end, and the publications asked for.

    ``recovered`` is False when ``since`` was given and the history no longer reaches back to it (or the epoch changed).
    """

    end: Position
    publications: tuple[Publication, ...]
    recovered: bool


@dataclass(frozen=True, slots=True)
class Control:
    """A word to every web process, not to clients: ``topic`` has ended (deleted, revoked) for ``reason``."""

    topic: str
    reason: str


@dataclass(frozen=True, slots=True)
class Resync:
    """The bus lost its connection for a moment: whoever fans out must fill gaps from the history of each topic it serves."""


@dataclass(frozen=True, slots=True)
class Lost:
    """The bus has not been there for seconds, and nobody hears what is published. A ``Resync`` follows when it is back."""


class EventBus(Protocol):
    """Numbered topics with a bounded history. May lose everything without losing a photo or a match."""

    async def publish(
        self, topic: str, data: Mapping[str, Any], *, once: str | None = None, at_most_every_ms: int | None = None
    ) -> Publication | None:
        """Number, remember and send ``data`` (has a ``type``), atomically.

        ``once``: a key that this topic publishes only one time; a repeat returns None and sends nothing.
        ``at_most_every_ms``: returns None and sends nothing when this topic published such a message (same ``type``)
        within that time.
        """

    async def forget_once(self, topic: str, once: str) -> None:
        """Let ``once`` be published again (a retracted match that comes back)."""

    async def history(self, topic: str, since: Position | None = None) -> History:
        """All that is remembered, or only what came after ``since``; a topic never published has offset 0."""

    async def end(self, topic: str, reason: str) -> None:
        """Tell every web process that ``topic`` is over, and drop its history."""

    def listen(self) -> AsyncIterator[Publication | Control | Resync | Lost]:
        """Everything published from now on, over one connection. The first item is a ``Resync``, sent once listening holds;
        another follows each time the connection was lost and is back. ``Lost`` says that it stays away."""

    async def ping(self) -> None:
        """Raise if the bus cannot be reached."""

    async def about(self) -> About:
        """What the server behind it says of itself."""


@dataclass(frozen=True, slots=True)
class QueueState:
    """Jobs that wait, jobs that run, and how many seconds the oldest that could run has been waiting (None when none does)."""

    waiting: int
    running: int
    oldest_s: float | None


class JobQueue(Protocol):
    """The way from the web to the workers. Jobs carry ids, can run twice, and have an id by which they are known."""

    async def enqueue(self, job: Job, *, delay_s: float = 0, lanes: Sequence[str] = ()) -> bool:
        """Queue; False when a job with that id is queued or running already. Raises ``Unavailable``.

        ``lanes`` says who asks, the narrowest first (a guest, then the address that many guests may share). Who asked little
        lately goes before who asked much, and an address at which few asked before one at which many did; but nobody is
        overtaken for ever.
        """

    async def depth(self, queue: str) -> int:
        """Jobs waiting in ``queue``."""

    async def state(self, queue: str) -> QueueState:
        """How ``queue`` stands."""

    async def waiting(self, job_ids: Sequence[str]) -> set[str]:
        """Those of ``job_ids`` that are queued or running."""

    async def ping(self) -> None:
        """Raise if the queue cannot be reached."""

    async def about(self) -> About:
        """What the server behind it says of itself."""

    async def alive(self, queue: str) -> bool:
        """Whether a worker that serves ``queue`` gave a sign of life within the last seconds."""


@dataclass(frozen=True, slots=True)
class Process:
    """What a process says of itself. ``busy`` is what it works on now (jobs, or requests of a web process), ``done`` what it
    has finished since ``started_at`` and ``failed`` the tries among them that ended in an error.

    ``engine`` is the face engine's id and dimension in those that have one.
    """

    kind: str
    host: str
    pid: int
    started_at: datetime
    busy: int
    done: int
    failed: int
    rss_bytes: int
    engine: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class SeenProcess:
    """A process, and how many seconds ago it last said that it is there."""

    id: str
    seen_s_ago: float
    process: Process


class Presence(Protocol):
    """Who is here right now. All of it expires by itself: who dies without a word is forgotten within a minute."""

    async def report(self, process_id: str, process: Process) -> None:
        """The process is here; to be said again every few seconds."""

    async def leave(self, process_id: str) -> None:
        """The process ends."""

    async def processes(self) -> list[SeenProcess]:
        """All that were here within the last minute."""

    async def watch(self, process_id: str, event_id: int, search_ids: Collection[str]) -> None:
        """Exactly these searches of the event have open pages at this process; to be said again every few seconds."""

    async def watched(self, event_id: int) -> int:
        """How many of the event's searches have an open page anywhere."""


class DeliveryLog(Protocol):
    """What guests were told of, minute by minute, and how long photos took to reach them, each photo of a search once."""

    async def announced(self, event_id: int, at: datetime, matches: int) -> None:
        """So many matches were published at this moment."""

    async def announced_in(self, event_id: int, minutes: Sequence[datetime]) -> list[int]:
        """How many were published within each of the minutes that begin then; remembered for an hour."""

    async def note(self, event_id: int, search_id: str, delays_ms: Mapping[str, int]) -> None:
        """Photos of one search, by id, and how long each took; those that were noted before count no more."""

    async def delays_ms(self, event_id: int) -> list[int]:
        """The last ones, up to a thousand, in no particular order."""


@dataclass(frozen=True, slots=True)
class Selfie:
    """A picture as it came, and where on it the face is that is meant (fractions of the upright picture), where somebody said
    so."""

    picture: bytes
    box: Box | None = None


class SelfieBox(Protocol):
    """Holds selfies for the minutes that a queue needs them, in memory that is never written: no file, not even an encrypted one.

    Whatever ends the memory (a crash, a restart) ends the selfies: ``get`` says None then, and the guest takes them again.
    """

    async def put(self, search_id: str, selfies: Sequence[Selfie], ttl_s: int) -> None:
        """Keep them until taken away or ``ttl_s`` seconds are over; raises ``Unavailable`` while there is no room."""

    async def get(self, search_id: str) -> list[Selfie] | None:
        """The selfies, or None when they are gone."""

    async def discard(self, search_id: str) -> None:
        """Gone at once."""


class Answers(Protocol):
    """From a worker to the process that waits for its answer, past the database: kept in memory for seconds, and read once."""

    async def give(self, question_id: str, answer: bytes, ttl_s: int) -> None:
        """Keep it until it is read or ``ttl_s`` seconds are over."""

    async def wait(self, question_id: str, within_s: float) -> bytes | None:
        """The answer, which is gone then; None when none has come ``within_s`` seconds from now."""


class Tickets(Protocol):
    """Keeps what an address is to do until it is followed. A ticket can be guessed by nobody and opens until its time is over."""

    async def issue(self, holder: str, content: bytes, ttl_s: int) -> str:
        """A new ticket of ``holder`` for ``content``, good for ``ttl_s`` seconds; letters, digits, ``-`` and ``_``."""

    async def read(self, ticket: str) -> bytes | None:
        """The content, or None when there is none (any more)."""

    async def forget(self, holder: str) -> None:
        """Gone at once, with all that they kept."""


@dataclass(frozen=True, slots=True)
class HookAnswer:
    """What became of a message: the status that was answered, or None and in words why nothing was."""

    status: int | None
    problem: str


class HookSender(Protocol):
    """Posts messages to addresses that photographers chose."""

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> HookAnswer:
        """Post it, once, to that address and to no other. Never raises for what is wrong at the other end."""


@dataclass(frozen=True, slots=True)
class Mail:
    """One letter to one person. ``headers`` come beside those that every mail has."""

    to: str
    subject: str
    text: str
    html: str
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Subscription:
    """Where a browser wants to be pushed to, and what is sealed for it alone: its public key and its secret (base64url)."""

    endpoint: str
    p256dh: str
    auth: str


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a mail or a push. ``gone``: whoever it is for is not there any more, and never will be. ``problem`` says in
    words why it was not ``taken``, and names nobody."""

    taken: bool
    gone: bool = False
    problem: str = ""


class Mailer(Protocol):
    """Hands mail to a mail server."""

    async def send(self, mail: Mail) -> Sent:
        """Send it, once. Never raises for what is wrong at the other end."""


class PushSender(Protocol):
    """Pushes to browsers, past every page."""

    async def push(self, to: Subscription, message: bytes, ttl_s: int) -> Sent:
        """Seal the message for that browser and push it, once; it waits at most ``ttl_s`` seconds for a browser that sleeps.
        Never raises for what is wrong at the other end."""


class Cipher(Protocol):
    """Seals and opens under keys that were there a moment ago. For the work at hand: who keeps one does not notice that its
    keys were destroyed.

    ``context`` is authenticated, not hidden: bytes sealed in one context do not open in another.
    """

    def seal(self, plain: bytes, context: str) -> bytes:
        """Encrypt."""

    def open(self, sealed: bytes, context: str) -> bytes:
        """Decrypt; raises ``errors.SealBroken`` for bytes that are damaged, or sealed in another context or under other keys."""


class KeyStore(Protocol):
    """Random keys by name, kept apart from everything that has a history: what was sealed under a destroyed key may lie in any
    log, page or backup. Nothing is remembered: each call sees what other processes have destroyed.

    Names are ours, of ``a-z``, ``0-9`` and ``-``. Every method raises ``errors.Unavailable`` while the keys cannot be reached.
    """

    async def create(self, name: str) -> None:
        """A fresh key, durable when this returns. Raises ``errors.Conflict`` when there is one of that name."""

    async def cipher(self, *names: str) -> Cipher:
        """Of one key, or of several together: then it takes all of them to open anything.

        Raises ``errors.KeyDestroyed`` when one of them is not there, and ``errors.KeyBroken`` when one is damaged.
        """

    async def ciphers(self, wanted: Collection[tuple[str, ...]]) -> dict[tuple[str, ...], Cipher]:
        """As ``cipher`` for many; those are missing that it would raise for."""

    async def destroy(self, *names: str) -> None:
        """Gone for good, everywhere, when this returns. Can run twice."""

    async def names(self) -> set[str]:
        """All keys that are there, also damaged ones."""

    async def made_at(self, name: str) -> datetime | None:
        """When it was created; None when it is not there."""

    async def check(self) -> None:
        """Raise ``errors.WrongSecret`` when the keys were made under another SECRET_KEY. To be called before anything else."""

    async def ping(self) -> None:
        """Raise if the keys cannot be reached."""

    def about(self) -> About:
        """Where they are kept; asks nobody. Names no credentials."""


class RateLimiter(Protocol):
    """Sliding windows per key."""

    async def hit(self, rule: str, key: str) -> None:
        """Count one; raises ``errors.RateLimited`` when ``rule`` (``"5 per minute"``) is exceeded for ``key``."""

    async def check(self, rule: str, key: str) -> None:
        """Count nothing; raises ``errors.RateLimited`` when the next ``hit`` would."""

    async def counted(self, rule: str, key: str) -> int:
        """How many were counted within the time that ``rule`` names; no more than it allows."""


@dataclass(frozen=True, slots=True, eq=False)
class GalleryFaces:
    """All faces of a gallery, one a row; made to be looked at, not to be kept.

    ``vectors`` is ``(n, dimension)``; ``photo`` ``(n,)`` is the row's place in ``photo_ids``, or -1 for a row that is gone and
    whose vector says nothing; ``face`` ``(n,)`` its number in that photo; ``marked`` ``(n,)`` tells small and blurred faces.
    """

    vectors: Vectors
    photo: NDArray[np.int32]
    face: NDArray[np.uint16]
    marked: NDArray[np.bool_]
    photo_ids: Sequence[str]


class VectorIndex(Protocol):
    """The faces of one event under one engine; derived from the database and never trusted over it.

    ``sequence`` is the last entry of the event's face log that it holds.
    """

    @property
    def sequence(self) -> int:
        """The last log entry applied."""

    @property
    def faces(self) -> int:
        """How many faces it holds."""

    def add(self, photo_id: str, vectors: Vectors, sequence: int, marked: Sequence[bool] = ()) -> None:
        """Apply an entry that adds a photo's faces (none is fine: then only the sequence moves).

        ``marked`` says of each whether it is small or blurred; none is when that is left out.
        """

    def remove(self, photo_id: str, sequence: int) -> None:
        """Apply an entry that removes a photo; its vectors leave the memory."""

    def skip(self, sequence: int) -> None:
        """Apply an entry that changes nothing here (its faces were erased): only the sequence moves."""

    def gallery(self) -> GalleryFaces:
        """All of it at once; holds until the index changes."""

    def save(self) -> bytes:
        """A snapshot (to be encrypted by the caller)."""
