"""Opening files of strangers: only ever in a child process that may do little and not for long.

This side starts the child and reads its answer. The child (``child.py``) and the rooms it uses
know no Django, no database and no secret; what it has to say is one line of JSON.
"""

from __future__ import annotations

import importlib.util
import json
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cases.domain.redactions import Box, Trace
from cases.domain.signatures import Changed, FoundSignature, Trust
from cases.domain.uploads import Reason, Refused, Removed, Searchable

logger = logging.getLogger(__name__)

HOME = Path(__file__).resolve().parents[3]  # where the package ``cases`` lies
CHILD = "cases.adapters.inspection.child"
LOOK_SECONDS = 90
READ_SECONDS = 420
VERIFY_SECONDS = 60
SHOW_SECONDS = 30
REDACT_SECONDS = 1200
COPY, THUMBNAIL, READ_COPY, SAID = "copy", "thumbnail.jpg", "read.pdf", "said"
# As the room of the child names them; this side imports nothing that opens a file.
PLAN, REDACTED, LEFT, PAGE = "plan.json", "redacted.pdf", "left.txt", "page.png"
LAST_WORDS = 400


@dataclass(frozen=True, slots=True)
class Finding:
    """What a file is, and what its clean copy is like. Both copies lie in the given folder."""

    mime: str
    pages: int
    removed: tuple[Removed, ...]
    searchable: Searchable
    copy: Path
    thumbnail: Path | None
    duration_ms: int = 0


def inspect(original: Path, folder: Path) -> Finding:
    """Find out what ``original`` is and make its clean copy and its thumbnail in ``folder``.

    Raises:
        Refused: it is not taken, and why.
    """
    told = _run("look", original, folder, seconds=LOOK_SECONDS)
    thumbnail = folder / THUMBNAIL
    return Finding(
        mime=str(told["mime"]),
        pages=int(str(told["pages"])),
        removed=tuple(Removed(one) for one in list(told["removed"])),  # type: ignore[call-overload]
        searchable=Searchable(str(told["searchable"])),
        copy=folder / COPY,
        thumbnail=thumbnail if thumbnail.is_file() else None,
        duration_ms=int(str(told["duration_ms"])),
    )


def can_read_scans() -> bool:
    """Whether this installation can make scans searchable: the library and the programs."""
    library = importlib.util.find_spec("ocrmypdf") is not None
    return library and shutil.which("tesseract") is not None


def read_scan(scan: Path, folder: Path) -> Path | None:
    """A copy of a scanned PDF with its words; None when it could not be read."""
    try:
        _run("read", scan, folder, seconds=READ_SECONDS)
    except Refused as gave_up:
        logger.warning("scan not read: %s", gave_up)
        return None
    return folder / READ_COPY


def page_of(file: Path, folder: Path, number: int) -> bytes:
    """One page of a PDF as a PNG for the screen; ``number`` from 1.

    Raises:
        Refused: there is no such page, or it could not be drawn.
    """
    (folder / PLAN).write_text(json.dumps({"page": number}), encoding="utf-8")
    _run("show", file, folder, seconds=SHOW_SECONDS)
    return (folder / PAGE).read_bytes()


def redacted(file: Path, folder: Path, boxes: Sequence[Box], *, pages: int) -> Path:
    """A copy of a PDF without what lies under the boxes, in ``folder``; not read back yet.

    Raises:
        Refused: it could not be read, or took too long.
    """
    told = [[one.page, one.x, one.y, one.width, one.height] for one in boxes]
    plan = {"boxes": told, "pages": pages}
    (folder / PLAN).write_text(json.dumps(plan), encoding="utf-8")
    _run("redact", file, folder, seconds=REDACT_SECONDS)
    return folder / REDACTED


def traces_in(copy: Path, folder: Path) -> tuple[Trace, ...]:
    """What a redacted copy still tells; ``folder`` is the one in which it was made.

    Raises:
        Refused: it could not be read, or took too long.
    """
    told = _run("read_back", copy, folder, seconds=REDACT_SECONDS)
    return tuple(Trace(one) for one in list(told["traces"]))  # type: ignore[call-overload]


def words_left(folder: Path) -> tuple[str, ...]:
    """The words of each page that stayed outside the boxes, as far as the file told them."""
    return tuple(json.loads((folder / LEFT).read_text(encoding="utf-8")))


def signatures_of(
    file: Path, folder: Path, roots: Mapping[Trust, bytes]
) -> tuple[FoundSignature, ...]:
    """The signatures inside a PDF; ``roots`` are certificates (PEM) and whose they are.

    Raises:
        Refused: it could not be read, or took too long.
    """
    for trust, root in roots.items():
        (folder / f"{trust}.pem").write_bytes(root)
    told = _run("verify", file, folder, seconds=VERIFY_SECONDS)
    return tuple(_signature(one) for one in list(told["signatures"]))  # type: ignore[call-overload]


def _signature(told: Mapping[str, Any]) -> FoundSignature:
    moment = told["signed_at"]
    return FoundSignature(
        **{
            **told,
            "signed_at": datetime.fromisoformat(moment) if moment else None,
            "trust": Trust(told["trust"]),
            "changed": Changed(told["changed"]),
        }
    )


def _run(act: str, file: Path, folder: Path, *, seconds: int) -> dict[str, object]:
    """Let the child do one thing; whatever ends it badly is a reason to refuse the file."""
    command = [sys.executable, "-m", CHILD, act, str(file), str(folder)]
    try:
        with (folder / SAID).open("wb") as said:
            done = subprocess.run(
                command,
                cwd=HOME,
                env=_surroundings(folder),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=said,
                timeout=seconds,
                check=False,
            )
    except subprocess.TimeoutExpired as slow:
        raise Refused(Reason.TOO_HEAVY) from slow
    if done.returncode < 0:  # killed by its own limits, or by what it opened
        logger.warning("child of %s ended by signal %s", act, -done.returncode)
        raise Refused(Reason.TOO_HEAVY)
    if done.returncode:
        logger.warning("child of %s fell over: %s", act, _last_words(folder / SAID))
        raise Refused(Reason.BROKEN)
    told: dict[str, object] = json.loads(done.stdout)
    if "refused" in told:
        raise Refused(Reason(str(told["refused"])))
    return told


def _last_words(said: Path) -> str:
    with said.open("rb") as file:
        file.seek(max(said.stat().st_size - LAST_WORDS, 0))
        return file.read().decode("utf-8", "replace").strip()


def _surroundings(folder: Path) -> dict[str, str]:
    """No word of ours reaches the child: neither keys nor addresses."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": str(HOME),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LANG": "C.UTF-8",
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "OMP_THREAD_LIMIT": "1",
    }
