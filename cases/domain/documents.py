"""Papers the house makes itself. All other kinds are in the vocabulary."""

from __future__ import annotations

import hashlib
from enum import StrEnum


class Paper(StrEnum):
    """Kinds of ``document_kind`` that a job can make, by their code."""

    APPLICATION = "permohonan_sengketa"
    RECEIPT = "tanda_terima_permohonan"
    REGISTRATION_DEED = "akta_registrasi"
    INCOMPLETENESS_NOTICE = "surat_ketidaklengkapan"
    CANCELLATION_DEED = "akta_pembatalan_registrasi"
    REGISTRATION_REFUSAL = "akta_penolakan_registrasi"
    STRIKE_DEED = "akta_pencoretan_register"
    PROCESS_STOP = "keputusan_penghentian_proses"
    PANEL_APPOINTMENT = "penetapan_majelis"
    SUMMONS = "panggilan_sidang"
    TRANSCRIPT = "berita_acara_persidangan"


class TranscriptForm(StrEnum):
    """The papers made of one transcript, in the order in which they are offered."""

    PDF = "pdf"
    SIGNED = "signed"  # the PDF with a signature behind it
    CONDENSED = "condensed"  # four pages on a sheet
    HTML = "html"
    DOCX = "docx"
    TXT = "txt"
    VTT = "vtt"
    CSV = "csv"
    JSON = "json"
    AKN = "akn"


def identity_of(
    form: TranscriptForm, code: str, edition: int | None, content_sha256: str
) -> str:
    """What names the PDF of an edition for ever; ``code`` is its verification code."""
    told = f"{code}:{edition}:{content_sha256}"
    return told if form is TranscriptForm.PDF else f"{told}:{form}"


def file_id(identity: str) -> bytes:
    """The identifier that a PDF carries where every program finds it; a signature keeps it."""
    return hashlib.sha256(identity.encode()).digest()[:16]
