"""Calls to addresses that strangers named: to the outside alone, once, and not for long.

The name is resolved here, every address that it has is checked, and the connection goes to one
of those that were checked: a name that changes its mind in between leads nowhere else.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from cases.domain.webhooks import AddressRefused, is_outside

STEP, WHOLE = 5.0, 15.0  # seconds for one step of the line, and for all of it
READ = 4096  # bytes of the answer; what it says is not kept
PORTS = {"https": 443, "http": 80}


class NotTaken(Exception):
    """The other side did not answer, or not with a 2xx; ``status`` where there is one."""

    def __init__(self, sentence: str, *, status: int | None = None) -> None:
        super().__init__(sentence)
        self.status = status


def _resolve(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


@dataclass(frozen=True, slots=True)
class Gate:
    """The way out: how names are resolved, which addresses are let through, whom we trust."""

    resolve: Callable[[str, int], list[str]] = _resolve
    admits: Callable[[str], bool] = is_outside
    context: Callable[[], ssl.SSLContext] = field(default=ssl.create_default_context)
    whole: float = WHOLE


GATE = Gate()


def post(address: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Send ``body`` and say the status of the answer. A redirect is not followed.

    Raises:
        AddressRefused: the name leads inside, wholly or in part.
        NotTaken: anything but a 2xx; it may be taken later.
    """
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    path = parts.path or "/"
    path += f"?{parts.query}" if parts.query else ""
    try:
        found = GATE.resolve(host, port)
    except (OSError, UnicodeError) as fault:
        raise NotTaken(f"Nama alamat tidak ditemukan: {fault}") from fault
    if not found or not all(GATE.admits(one) for one in found):
        raise AddressRefused("Alamat ini menunjuk ke jaringan dalam; tidak ada yang dikirim.")
    context = GATE.context() if parts.scheme == "https" else None
    status = _call(_Pinned(host, port, found[0], context), path, body, headers)
    if not 200 <= status < 300:
        raise NotTaken(f"Dijawab dengan status {status}.", status=status)
    return status


class _Pinned(http.client.HTTPConnection):
    """A connection to one IP address, under the name of the host."""

    def __init__(self, host: str, port: int, ip: str, context: ssl.SSLContext | None) -> None:
        super().__init__(host, port, timeout=STEP)
        self.ip, self.context = ip, context

    def connect(self) -> None:
        """Connect to the address that was checked; the certificate is that of the name."""
        self.sock = socket.create_connection((self.ip, self.port), self.timeout)
        if self.context is not None:
            line = self.context.wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.sock = line
            line.do_handshake()


def _call(line: _Pinned, path: str, body: bytes, headers: Mapping[str, str]) -> int:
    try:
        with _hung_up_after(line, GATE.whole):
            line.request("POST", path, body=body, headers=dict(headers))
            answer = line.getresponse()
            answer.read(READ)
            return answer.status
    except (OSError, http.client.HTTPException, ValueError) as fault:
        raise NotTaken(f"Tidak dijawab: {type(fault).__name__}: {fault}") from fault
    finally:
        line.close()


@contextmanager
def _hung_up_after(line: _Pinned, seconds: float) -> Iterator[None]:
    """Break the line when its time is over: byte by byte, no single step would ever be late."""

    def hang_up() -> None:
        with suppress(OSError):
            if line.sock is not None:
                line.sock.shutdown(socket.SHUT_RDWR)

    clock = threading.Timer(seconds, hang_up)
    clock.daemon = True
    clock.start()
    try:
        yield
    finally:
        clock.cancel()
