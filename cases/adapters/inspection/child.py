"""The child: gives up what it may use, opens one file, says in one line of JSON what it is."""

from __future__ import annotations

import ctypes
import json
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from cases.adapters.inspection import (
    images,
    ocr,
    packed,
    pdfs,
    redacting,
    signatures,
    sounds,
    texts,
    web,
)
from cases.adapters.inspection.found import Found
from cases.domain.uploads import MEGABYTE, Reason, Refused

PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38
MEMORY = {
    "look": 2048 * MEGABYTE,
    "read": 4096 * MEGABYTE,
    "verify": 1024 * MEGABYTE,
    "show": 1024 * MEGABYTE,
    "redact": 2048 * MEGABYTE,
    "read_back": 2048 * MEGABYTE,
}
CPU_SECONDS = {
    "look": 60,
    "read": 400,
    "verify": 30,
    "show": 20,
    "redact": 900,
    "read_back": 900,
}
LARGEST_FILE = 1024 * MEGABYTE

PDF, JPEG, PNG = b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def main() -> int:
    act, file, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    confine(act)
    try:
        told = ACTS[act](file, folder)
    except Refused as refusal:
        told = {"refused": refusal.reason.value}
    except MemoryError:
        told = {"refused": Reason.TOO_HEAVY.value}
    print(json.dumps(told))  # noqa: T201 -- this is how the child answers
    return 0


def confine(act: str) -> None:
    """Take away room, time and the way back; gone with whoever started us."""
    limits = {
        resource.RLIMIT_AS: MEMORY[act],
        resource.RLIMIT_CPU: CPU_SECONDS[act],
        resource.RLIMIT_FSIZE: LARGEST_FILE,
        resource.RLIMIT_NOFILE: 128,
        resource.RLIMIT_CORE: 0,
    }
    for what, wanted in limits.items():
        _soft, hard = resource.getrlimit(what)
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(what, (most, most))
    if sys.platform == "linux":
        kernel = ctypes.CDLL(None)
        kernel.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        kernel.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def look(file: Path, folder: Path) -> Found:
    """By what stands at its very beginning, hand the file to the room that can open it.

    Raises:
        Refused: nobody takes it.
    """
    with file.open("rb") as opened:
        head = opened.read(1024)
    if head.startswith(PDF):
        return pdfs.look(file, folder)
    if head.startswith(JPEG):
        return images.look(file, folder, "JPEG")
    if head.startswith(PNG):
        return images.look(file, folder, "PNG")
    if head.startswith(ZIP):
        return packed.look(file, folder)
    for kind_of, look_at in ((sounds.kind_of, sounds.look), (web.kind_of, web.look)):
        if (mime := kind_of(head)) is not None:
            return look_at(file, folder, mime)
    if head.startswith(OLE):
        raise Refused(packed.what_old_office_is(file))
    return texts.look(file, folder, head)


ACTS: dict[str, Callable[[Path, Path], dict[str, object]]] = {
    "look": lambda file, folder: look(file, folder).told(),
    "read": ocr.read,
    "verify": lambda file, folder: {"signatures": signatures.find(file, folder)},
    "show": redacting.show,
    "redact": redacting.redact,
    "read_back": redacting.read_back,
}


if __name__ == "__main__":
    raise SystemExit(main())
