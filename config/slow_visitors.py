"""Visitors who send or read slowly keep no thread of the web server.

A thread is given to a request only when all of its head is there; until then it costs a place
among the open connections, and for ``HEAD_SECONDS`` alone. What comes after the head, and what
is sent back, may take ``GRACE_SECONDS`` and then has to move: whoever falls behind
``LEAST_BYTES`` a second is hung up on. Without this as many people as there are threads stop
the site by saying half a word each.
"""

from __future__ import annotations

import socket
import time
from typing import Any

from gunicorn.workers import gthread

HEAD_SECONDS = 15.0
GRACE_SECONDS = 20.0
LEAST_BYTES = 1000  # a second, on the average of one request
LINGER_SECONDS = 0.2  # for the last answer to be read before the line is taken down
MOST_PEEKED = 64 * 1024  # of a head; longer ones are the parser's to refuse
END_OF_HEAD = b"\r\n\r\n"


class PatientSocket(socket.socket):
    """The line to a visitor: waits for it in recv as long as was moved, and not for ever."""

    waited = moved = 0.0
    until = seen = 0.0  # when a head has to be whole, and how much of it was there

    @classmethod
    def of(cls, line: socket.socket) -> PatientSocket:
        """The same line, which from now on is this one's to close."""
        return cls(fileno=line.detach())

    def begin(self) -> None:
        """A request begins; the one before left neither debt nor credit."""
        self.waited = self.moved = self.until = self.seen = 0.0

    def setblocking(self, flag: bool, /) -> None:
        """As ever; a line that was taken down is taken down again by who counts the lines."""
        if self.fileno() >= 0:
            super().setblocking(flag)

    def shutdown(self, how: int, /) -> None:
        """Say that nothing more is sent, and listen for a moment more."""
        super().shutdown(how)
        self.waited = GRACE_SECONDS + self.moved / LEAST_BYTES - LINGER_SECONDS

    def recv(self, size: int, flags: int = 0, /) -> bytes:
        began, before = time.monotonic(), self.gettimeout()
        left = GRACE_SECONDS + self.moved / LEAST_BYTES - self.waited
        if left <= 0:
            raise TimeoutError("the visitor sends too slowly")
        self.settimeout(left if before is None else min(before, left))
        try:
            got = super().recv(size, flags)
        finally:
            self.waited += time.monotonic() - began
            self.settimeout(before)
        self.moved += len(got)
        return got

    def sendall(self, told: Any, flags: int = 0, /) -> None:
        """Send all of it within the time that so much may take."""
        before = self.gettimeout()
        self.settimeout(GRACE_SECONDS + len(told) / LEAST_BYTES)
        try:
            super().sendall(told, flags)
        finally:
            self.settimeout(before)

    def sendfile(self, file: Any, offset: int = 0, count: int | None = None) -> int:
        """Send a file piece by piece; each has to leave in its time."""
        before = self.gettimeout()
        self.settimeout(GRACE_SECONDS)
        try:
            return super().sendfile(file, offset, count)
        finally:
            self.settimeout(before)

    def is_to_wait(self) -> bool | None:
        """Whether more of a head has to come; None: it never will.

        What is there is only looked at. The system wakes us when there is more than that.
        """
        now = time.monotonic()
        self.until = self.until or now + HEAD_SECONDS
        self.setblocking(False)
        try:
            there = super().recv(MOST_PEEKED, socket.MSG_PEEK)
        except BlockingIOError:
            there = b""
        else:
            if not there or len(there) == self.seen:
                return None  # it woke us, and nothing came: the other side has gone
        if END_OF_HEAD in there.lstrip(b"\r\n") or len(there) >= MOST_PEEKED:
            self._wake_at(1)
            return False
        self.seen = len(there)
        self._wake_at(len(there) + 1)
        return True if now < self.until else None

    def _wake_at(self, count: int) -> None:
        self.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, count)


class PatientWorker(gthread.ThreadWorker):  # type: ignore[misc]
    """Threads as in gunicorn, for requests whose head is there."""

    def handle(self, conn: Any) -> Any:
        """Answer, or put the connection back to wait without a thread.

        A line that is over is taken down here: gunicorn does so where it accepts all others,
        and waits for two seconds for a visitor who does not hang up.
        """
        if self.cfg.is_ssl:  # what is there is no head yet; a proxy ends TLS wherever we serve
            return super().handle(conn)
        if not isinstance(conn.sock, PatientSocket):
            conn.sock = PatientSocket.of(conn.sock)
        is_whole = conn.sock.family == socket.AF_UNIX or _has_read_ahead(conn)
        waits = False if is_whole else conn.sock.is_to_wait()
        if waits:
            return gthread._DEFER  # noqa: SLF001 -- what it asks of a handler
        if waits is None:
            conn.close()
            return False
        conn.data_ready = True
        conn.sock.begin()
        is_kept = super().handle(conn)
        if not is_kept:
            conn.close(graceful=True)
        return is_kept


def _has_read_ahead(conn: Any) -> bool:
    """Whether the next request, or a part of it, was read with the one before."""
    return conn.parser is not None and bool(conn.parser.unreader.buf.getvalue())
