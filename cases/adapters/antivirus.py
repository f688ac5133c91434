"""ClamAV over its own socket: the file is streamed to ``clamd``, which answers in one line."""

from __future__ import annotations

import logging
import socket
import struct
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from cases.domain.uploads import Antivirus

logger = logging.getLogger(__name__)

BLOCK = 256 * 1024
PATIENCE_SECONDS = 60.0
DEFAULT_PORT = 3310


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was said, and the name of what was found."""

    said: Antivirus
    found: str = ""


def scan(path: Path) -> Verdict:
    """Ask the daemon at ``CLAMAV_URL``; where there is none, the file stays unchecked."""
    if not settings.CLAMAV_URL:
        return Verdict(Antivirus.UNCHECKED)
    try:
        answer = _ask(path)
    except OSError as unreachable:
        logger.warning("antivirus unreachable: %s", unreachable)
        return Verdict(Antivirus.UNCHECKED)
    if answer.endswith(" FOUND"):
        found = answer.removeprefix("stream: ").removesuffix(" FOUND")
        return Verdict(Antivirus.INFECTED, found)
    if answer == "stream: OK":
        return Verdict(Antivirus.CLEAN)
    logger.warning("antivirus did not check: %s", answer)
    return Verdict(Antivirus.UNCHECKED)


def _ask(path: Path) -> str:
    with _connected() as line, path.open("rb") as file:
        line.sendall(b"zINSTREAM\0")
        while block := file.read(BLOCK):
            line.sendall(struct.pack("!I", len(block)) + block)
        line.sendall(struct.pack("!I", 0))
        return _answer(line)


def _connected() -> socket.socket:
    """A line to ``tcp://host:port`` or ``unix:///path``."""
    url = urlsplit(settings.CLAMAV_URL)
    if url.scheme == "unix":
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(PATIENCE_SECONDS)
        line.connect(url.path)
        return line
    address = (url.hostname or "127.0.0.1", url.port or DEFAULT_PORT)
    return socket.create_connection(address, timeout=PATIENCE_SECONDS)


def _answer(line: socket.socket) -> str:
    told = b""
    while not told.endswith(b"\0") and (piece := line.recv(4096)):
        told += piece
    return told.rstrip(b"\0\n").decode("utf-8", "replace")
