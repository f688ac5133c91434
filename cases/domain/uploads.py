"""What people bring: which files are taken, how large, and why one is not.

Nothing here opens a file. What a name says never counts; what stands inside does.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from cases.domain.errors import CaseError
from cases.domain.parties import PartyRole

MEGABYTE = 1024 * 1024
LONGEST_NAME = 200
# Categories of Unicode: control, invisible and bidi, halves, private, unassigned, line ends.
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# What a file may become when it is unpacked, whatever it weighs on the line.
MOST_EXPANDED = 1024 * MEGABYTE
# One packed part that grows more than this is a bomb, unless it stays small all the same.
MOST_GROWTH, HARMLESS_GROWTH = 200, 64 * MEGABYTE
DEEPEST_NESTING = 3
MOST_PARTS = 10_000
MOST_OBJECTS = 1_000_000
MOST_PAGES = 5_000
MOST_PAGES_READ = 100  # so many pages are made searchable; more would keep a worker for long
LONGEST_SIDE = 20_000
MOST_PIXELS = 80_000_000
THUMBNAIL_SIDE = 480


class UploadState(StrEnum):
    """Where an upload is on its way; it only goes forward."""

    RECEIVING = "receiving"
    RECEIVED = "received"
    CHECKING = "checking"
    CLEAN = "clean"
    REFUSED = "refused"


class Antivirus(StrEnum):
    """What the antivirus said, if there is one."""

    UNCHECKED = "unchecked"
    CLEAN = "clean"
    INFECTED = "infected"


class Searchable(StrEnum):
    """Whether words can be found in the clean copy, and if not, why."""

    UNKNOWN = ""
    TEXT = "text"  # it came with its words
    READ = "read"  # a scan, read by OCR
    NOT_INSTALLED = "not_installed"
    UNREADABLE = "unreadable"
    TOO_LONG = "too_long"
    IMAGE = "image"


class Reason(StrEnum):
    """Why a file is refused."""

    NOT_ALLOWED = "not_allowed"
    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    OLD_OFFICE = "old_office"
    MACROS = "macros"
    EMBEDDED = "embedded"
    BOMB = "bomb"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_HEAVY = "too_heavy"
    INFECTED = "infected"


class Removed(StrEnum):
    """What the clean copy does not have any more."""

    JAVASCRIPT = "javascript"
    OPEN_ACTION = "open_action"
    LAUNCH = "launch"
    ACTION = "action"
    EMBEDDED_FILES = "embedded_files"
    MEDIA = "media"
    LOCK = "lock"
    SIGNATURE = "signature"
    EXIF = "exif"
    LOCATION = "location"
    FRAMES = "frames"
    CONTROLS = "controls"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that is taken."""

    mime: str
    suffix: str
    word: str
    is_shown: bool = False  # a browser may show it; all others are only saved
    is_sound: bool = False  # taken as the sound of a hearing only
    is_web: bool = False  # taken as a copy of a publication only, and never shown


_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
KINDS: Mapping[str, FileKind] = {
    kind.mime: kind
    for kind in (
        FileKind("application/pdf", "pdf", "PDF", is_shown=True),
        FileKind("image/jpeg", "jpg", "JPEG", is_shown=True),
        FileKind("image/png", "png", "PNG", is_shown=True),
        FileKind(f"{_OOXML}.wordprocessingml.document", "docx", "DOCX"),
        FileKind(f"{_OOXML}.spreadsheetml.sheet", "xlsx", "XLSX"),
        FileKind(f"{_ODF}.text", "odt", "ODT"),
        FileKind(f"{_ODF}.spreadsheet", "ods", "ODS"),
        FileKind("text/plain", "txt", "TXT"),
        FileKind("text/csv", "csv", "CSV"),
        FileKind("audio/wav", "wav", "WAV", is_sound=True),
        FileKind("audio/flac", "flac", "FLAC", is_sound=True),
        FileKind("audio/ogg", "ogg", "OGG", is_sound=True),
        FileKind("audio/mpeg", "mp3", "MP3", is_sound=True),
        FileKind("audio/mp4", "m4a", "M4A", is_sound=True),
        FileKind("audio/aac", "aac", "AAC", is_sound=True),
        FileKind("audio/3gpp", "3gp", "3GP", is_sound=True),
        FileKind("audio/amr", "amr", "AMR", is_sound=True),
        FileKind("text/html", "html", "HTML", is_web=True),
        FileKind("application/warc", "warc", "WARC", is_web=True),
        FileKind("application/gzip", "warc.gz", "WARC", is_web=True),
    )
}
PAPERS = tuple(kind for kind in KINDS.values() if not kind.is_sound and not kind.is_web)
COPIES = tuple(
    kind
    for kind in KINDS.values()
    if kind.is_web or kind.mime in {"application/pdf", "image/jpeg", "image/png", "text/plain"}
)
SOUNDS = tuple(kind for kind in KINDS.values() if kind.is_sound)
ACCEPT = ",".join([*(f".{kind.suffix}" for kind in PAPERS), ".jpeg"])
KIND_WORDS = ", ".join(kind.word for kind in PAPERS)

SIDES = {  # who acts for a party brings what the party brings
    PartyRole.APPLICANT: "P",
    PartyRole.APPLICANT_COUNSEL: "P",
    PartyRole.RESPONDENT: "T",
    PartyRole.RESPONDENT_COUNSEL: "T",
}
PANEL_SIDE = "M"


class Unreadable(CaseError):
    """A name that cannot be one."""

    code = "upload_without_name"


class WrongSize(CaseError):
    """Nothing, or more than one may bring."""

    code = "upload_size"


class QuotaFull(CaseError):
    """The house has brought as much as it may keep."""

    code = "upload_quota"


class NoRoom(CaseError):
    """The disk is too full to take it."""

    code = "upload_no_room"


class NotReceiving(CaseError):
    """The upload is whole already; nothing more can be added."""

    code = "upload_not_receiving"


class WrongOffset(CaseError):
    """Bytes for another place than the next; ``offset`` is where to go on."""

    code = "upload_offset"

    def __init__(self, offset: int) -> None:
        super().__init__(f"Bagian itu bukan lanjutannya. Lanjutkan dari bita ke-{offset}.")
        self.offset = offset


class PartBusy(CaseError):
    """Another connection is writing the same upload at this moment."""

    code = "upload_busy"


class Unfinished(CaseError):
    """Not all of its bytes have arrived."""

    code = "upload_unfinished"


class NotAParty(CaseError):
    """The house has no part in that dispute."""

    code = "upload_not_a_party"


class NotClean(CaseError):
    """Only a file that was checked may enter the file of a dispute."""

    code = "upload_not_clean"


class AlreadyAdmitted(CaseError):
    """The upload is an exhibit already, or serves somewhere; it is not taken away."""

    code = "upload_in_use"


class Refused(Exception):
    """What inspecting a file ends with when it is not taken: an answer, not a fault."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def clean_name(given: str) -> str:
    """The name as given, fit to be shown: no path, no control or invisible characters.

    Raises:
        Unreadable: nothing of it is left.
    """
    name = clean_words(PurePosixPath(given.replace("\\", "/")).name)
    if name.strip(". ") == "":
        raise Unreadable("Berkas itu tidak bernama. Beri nama, lalu unggah lagi.")
    return _shortened(name)


def clean_words(given: str) -> str:
    """Words on one line, in one spelling, with nothing in them that is not seen."""
    seen = "".join(
        letter if unicodedata.category(letter) not in UNSEEN else ""
        for letter in unicodedata.normalize("NFC", " ".join(given.split()))
    )
    return " ".join(seen.split())


def _shortened(name: str) -> str:
    if len(name) <= LONGEST_NAME:
        return name
    stem, dot, suffix = name.rpartition(".")
    if not dot or len(suffix) > 8:
        return name[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(suffix) - 1]}.{suffix}"


def check_size(size: int, *, most: int) -> None:
    """A file must hold something, and not more than the house takes.

    Raises:
        WrongSize: it does not.
    """
    if size < 1:
        raise WrongSize("Berkas itu kosong. Pilih berkas yang berisi.")
    if size > most:
        raise WrongSize(
            f"Berkas itu {_megabytes(size)} MB; paling besar {_megabytes(most)} MB. "
            "Pindai hitam putih 200 dpi, atau bagi menjadi beberapa berkas."
        )


def check_quota(kept: int, size: int, *, most: int) -> None:
    """What a house keeps stays within its share.

    Raises:
        QuotaFull: it would not.
    """
    if kept + size > most:
        raise QuotaFull(
            f"Ruang unggahan Anda terpakai {_megabytes(kept)} dari {_megabytes(most)} MB. "
            "Buang unggahan yang tidak dipakai, lalu coba lagi."
        )


def side_of(roles: Iterable[str]) -> str:
    """The side for which a house with these roles in a dispute brings exhibits; empty: none."""
    return next((SIDES[PartyRole(role)] for role in roles if role in set(SIDES)), "")


def _megabytes(size: int) -> str:
    return f"{max(size / MEGABYTE, 0.1):.1f}".rstrip("0").rstrip(".").replace(".", ",")
