"""What one connection of a camera may do: pyftpdlib's session, with folders that are only said to be there, a disk that gives
nothing back, and replies that hold what they promise.

Every session has a thread of its own (``ThreadedFTPServer``), so it may wait for the services.
"""

from __future__ import annotations

import logging
import posixpath
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from pyftpdlib.exceptions import AuthenticationFailed, FilesystemError
from pyftpdlib.filesystems import AbstractedFS
from pyftpdlib.handlers import DTPHandler, FTPHandler, TLS_DTPHandler, TLS_FTPHandler

from app.errors import AppError, BadCredentials, RateLimited
from app.ftp.replies import FAILED, RENAMED, REVOKED, reply_to
from app.ftp.spool import ComingFile, Place
from app.services.acceptance import clean_name

if TYPE_CHECKING:
    from OpenSSL import SSL

    from app.ftp.intake import Intake
    from app.ftp.spool import Spool
    from app.store.documents import Sender

_ALLOWED: Final = frozenset("acdeflmw")  # pyftpdlib's letters; not r (fetch), M and T (mode and time of files)
_LONGEST_PATH: Final = 1000
_UNWANTED: Final = frozenset({"STOU", "SITE CHMOD", "MFMT"})

_log = logging.getLogger(__name__)


def _without_unwanted(commands: dict[str, Any]) -> dict[str, Any]:
    return {name: about for name, about in commands.items() if name not in _UNWANTED}


class Authorizer:
    """Whom pyftpdlib asks who may come in and do what."""

    def validate_authentication(self, username: str, password: str, session: Session) -> None:
        """Remember the camera in its session. Raises ``AuthenticationFailed``."""
        try:
            camera = session.intake.sign_in(username, password, session.address)
        except BadCredentials:
            raise AuthenticationFailed("User name or password is wrong.") from None
        except RateLimited as error:
            raise AuthenticationFailed(error.detail) from None
        if not session.comes_in(camera):
            raise AuthenticationFailed("This login has too many connections.")

    def has_perm(self, _username: str, perm: str, _path: str | None = None) -> bool:
        """Whether that may be done, by pyftpdlib's letter for it."""
        return perm in _ALLOWED

    def get_perms(self, _username: str) -> str:
        """All letters."""
        return "".join(sorted(_ALLOWED))

    def get_home_dir(self, _username: str) -> str:
        """Everybody's is the root of nothing."""
        return "/"

    def get_msg_login(self, _username: str) -> str:
        """The greeting."""
        return "Welcome. Photos become visible as they come."

    def get_msg_quit(self, _username: str) -> str:
        """The farewell."""
        return "Goodbye."

    def impersonate_user(self, _username: str, _password: str) -> None:
        """Nobody is an account of this machine."""

    def terminate_impersonation(self, _username: str) -> None:
        """So nothing is to be ended."""


class Folders(AbstractedFS):
    """What a camera sees: every folder that it asks for is there and empty, and its own files while they are coming. A file that
    became a photo in this session still has its size, for cameras that look after it."""

    def __init__(self, root: str, session: Session) -> None:
        super().__init__(root, session)
        self.taken: dict[str, int] = {}

    def place(self, path: str) -> Place:
        """As the spool knows it."""
        if len(path) > _LONGEST_PATH:
            raise FilesystemError("The path is too long")
        session: Session = self.cmd_channel
        return Place(session.sender_id, session.address, path)

    def open(self, filename: str, mode: str) -> ComingFile:
        """To be written: anew (``wb``), from its end on (``ab``), or from a place that is said next (``r+b``)."""
        place = self.place(filename)
        spool: Spool = self.cmd_channel.intake.spool
        file = spool.go_on(place) if "w" not in mode else None
        if file is None and mode != "r+b":
            return spool.begin(place, clean_name(posixpath.basename(filename)))
        if file is None:
            raise FilesystemError("Nothing is here to go on with")
        return file

    def chdir(self, path: str) -> None:
        """Go there."""
        self.place(path)
        self.cwd = path

    def mkdir(self, path: str) -> None:
        """It is there."""
        self.place(path)

    def rmdir(self, path: str) -> None:
        """It never was."""

    def listdir(self, _path: str) -> list[str]:
        """Nothing."""
        return []

    def format_list(self, *_: Any, **__: Any) -> Iterator[bytes]:
        """Nothing."""
        return iter(())

    def format_mlsx(self, _folder: str, names: list[str], *_: Any, **__: Any) -> Iterator[bytes]:
        """Nothing of a folder; of one file nothing is told."""
        if names:
            raise FilesystemError("Nothing can be listed here")
        return iter(())

    def remove(self, path: str) -> None:
        """A file that is coming is not wanted after all."""
        if self.cmd_channel.intake.spool.find(self.place(path)) is None:
            raise FilesystemError("No such file")
        self.cmd_channel.intake.spool.remove(self.place(path))

    def lstat(self, _path: str) -> None:
        """Asked before a file is listed, of which nothing is told."""
        raise FilesystemError("Nothing can be listed here")

    stat = lstat

    def isfile(self, path: str) -> bool:
        """Is it coming, or did it come?"""
        return path in self.taken or self.cmd_channel.intake.spool.find(self.place(path)) is not None

    def isdir(self, _path: str) -> bool:
        """Whatever it asks for."""
        return True

    def islink(self, _path: str) -> bool:
        """Never."""
        return False

    def getsize(self, path: str) -> int:
        """How much of it is here."""
        coming = self.cmd_channel.intake.spool.find(self.place(path))
        size: int = coming.stat().st_size if coming else self.taken[path]
        return size

    def getmtime(self, _path: str) -> float:
        """Not told."""
        raise FilesystemError("Not told here")

    def realpath(self, path: str) -> str:
        """Itself."""
        return path

    def lexists(self, path: str) -> bool:
        """As ``isfile``."""
        return self.isfile(path)


class Receiver(DTPHandler):
    """The data connection: whoever sends over it is answered when the file is safe, and not before."""

    cmd_channel: Session

    def enable_receiving(self, _type: str, cmd: str) -> None:
        """Bytes as they are: a camera that never said that it sends an image means one all the same."""
        super().enable_receiving("i", cmd)

    def handle_error(self) -> None:
        """A file that is refused while it comes."""
        error, file = sys.exc_info()[1], self.file_obj
        if isinstance(error, AppError) and isinstance(file, ComingFile):
            file.settled = True
            self._resp = (self.cmd_channel.refused(file, error), _log.debug)
            self.close()
        else:
            super().handle_error()

    def close(self) -> None:
        """The reply is known before the library sends it."""
        file = self.file_obj
        if not self._closed and self.transfer_finished and isinstance(file, ComingFile) and not file.settled:
            self._resp = (self.cmd_channel.settled(file), _log.debug)
        super().close()


class TlsReceiver(Receiver, TLS_DTPHandler):
    """The same over TLS."""


class Session(FTPHandler):
    """The control connection. ``intake`` and ``most_sessions`` of one camera are given to a class of its own by who serves."""

    intake: Intake
    most_sessions: int
    authorizer = Authorizer()
    abstracted_fs = Folders
    dtp_handler = Receiver
    proto_cmds = _without_unwanted(FTPHandler.proto_cmds)
    banner = "Ready."
    use_sendfile = False
    camera: Sender | None = None
    ssl_context: SSL.Context | None = None
    _rnfr: str | None  # the library's: the file that is to be renamed

    @property
    def address(self) -> str:
        """Where the camera is."""
        address: str = self.remote_ip
        return address.removeprefix("::ffff:")

    @property
    def sender_id(self) -> str:
        """Of the camera that signed in."""
        assert self.camera is not None  # noqa: S101 - the library asks nobody else
        return self.camera.id

    def comes_in(self, camera: Sender) -> bool:
        """Whether the camera may have one more session, which then is this one."""
        self._leave()  # as whom it was here before
        if self.intake.sessions[camera.id] >= self.most_sessions:
            return False
        self.intake.sessions[camera.id] += 1
        self.camera = camera
        return True

    def ftp_PASS(self, line: str) -> None:
        """Whoever cannot be asked for is asked to come again."""
        try:
            super().ftp_PASS(line)
        except Exception:
            _log.warning("nobody can sign in", exc_info=True)
            self.respond("421 The service is not there at the moment.")
            self.close_when_done()

    def ftp_STOR(self, file: str, mode: str = "w") -> Any:
        """Refused before its first byte where it would be at its last."""
        try:
            self.intake.admit(self.sender_id, posixpath.basename(file))
            return super().ftp_STOR(file, mode)
        except AppError as error:
            self._refuse(reply_to(error))
        except Exception:
            _log.warning("whether a file may come cannot be told", exc_info=True)
            self._refuse(FAILED)
        return None

    def ftp_RNTO(self, path: str) -> Any:
        """The file is taken in if it waited for its name."""
        source, self._rnfr = self._rnfr, None
        if source is None:
            self.respond("503 Say first which file (RNFR).")
            return None
        try:
            reply = self.intake.rename(self.fs.place(source), self.fs.place(path), clean_name(posixpath.basename(path)))
        except Exception:
            _log.warning("a file cannot be renamed", exc_info=True)
            reply = FAILED
        if reply is None:
            reply = f"{RENAMED} It had become a photo before that."
        if source in self.fs.taken:
            self.fs.taken[path] = self.fs.taken.pop(source)
        self.respond(reply)
        return source, path

    def settled(self, file: ComingFile) -> str:
        """The reply to a file that is all here, as its sender says."""
        size = file.size
        try:
            reply = self.intake.settle(file)
        except Exception:
            _log.exception("a file of camera %s was not looked after to its end", file.place.sender_id)
            return FAILED
        if reply.startswith("226") and self.fs is not None:
            self.fs.taken[file.place.path] = size
        return reply

    def refused(self, file: ComingFile, error: AppError) -> str:
        """The reply to a file that is refused while it comes."""
        try:
            return self.intake.refuse(file, error)
        except Exception:
            _log.exception("a file of camera %s was not looked after to its end", file.place.sender_id)
            return FAILED

    def close(self) -> None:
        """One session less."""
        super().close()
        self._leave()

    def _leave(self) -> None:
        if self.camera is not None:
            self.intake.sessions[self.camera.id] -= 1
            self.camera = None

    def _refuse(self, reply: str) -> None:
        self.respond(reply)
        if reply == REVOKED:
            self.close_when_done()


class TlsSession(Session, TLS_FTPHandler):
    """The same over TLS, which the camera asks for (AUTH TLS)."""

    dtp_handler = TlsReceiver
    proto_cmds = _without_unwanted(TLS_FTPHandler.proto_cmds)
