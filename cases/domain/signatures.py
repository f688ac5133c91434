"""Signatures of papers: who may sign what, what a signature says, what is found in a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cases.domain.errors import CaseError
from cases.domain.transcripts import EditionKind

NOT_REAL = "Tanda tangan uji: otoritas uji, bukan PSrE/BSrE."
REASONS = {
    EditionKind.CERTIFIED: "Salinan elektronik risalah yang disahkan.",
    EditionKind.RECONSTRUCTION: (
        "Keutuhan berkas. Rekonstruksi dari pemberitaan pers, bukan risalah resmi."
    ),
}


class SigningRefused(CaseError):
    """A paper cannot be signed here: no key, no library, or a paper that nobody signs."""

    code = "signing_refused"


class Trust(StrEnum):
    """Whose word stands behind the certificate of a signature."""

    OURS = "ours"  # the key that this installation was given
    TEST = "test"  # the authority of the demonstration: nobody's
    UNKNOWN = "unknown"


class Changed(StrEnum):
    """What was added to a file after it was signed."""

    NOTHING = "nothing"
    UPKEEP = "upkeep"  # time stamps and certificates, as archives add them
    FORMS = "forms"  # further signatures and fields of a form
    CONTENT = "content"


@dataclass(frozen=True, slots=True)
class FoundSignature:
    """One signature inside a file. ``is_intact``: no signed byte is another than it was."""

    signer: str
    authority: str
    certificate_sha256: str
    signed_at: datetime | None
    reason: str
    is_intact: bool
    trust: Trust
    changed: Changed


def may_sign(kind: EditionKind, *, is_test: bool) -> bool:
    """Whether a key signs an edition of this kind.

    A reconstruction is certified by nobody: only the key of the demonstration, which stands for
    nobody, closes its file. A draft is signed by none.
    """
    return kind is EditionKind.CERTIFIED or (is_test and kind in REASONS)


def reason_for(kind: EditionKind, *, is_test: bool) -> str:
    """What a signature says it is for.

    Raises:
        SigningRefused: this key does not sign an edition of this kind.
    """
    if not may_sign(kind, is_test=is_test):
        raise SigningRefused("Hanya risalah yang disahkan ditandatangani dengan kunci ini.")
    return f"{REASONS[kind]} {NOT_REAL}" if is_test else REASONS[kind]
