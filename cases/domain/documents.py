"""Papers the house makes itself. All other kinds are in the vocabulary."""

from __future__ import annotations

from enum import StrEnum


class Paper(StrEnum):
    """Kinds of ``document_kind`` that a job can make, by their code."""

    APPLICATION = "permohonan_sengketa"
    RECEIPT = "tanda_terima_permohonan"
    REGISTRATION_DEED = "akta_registrasi"
    TRANSCRIPT = "berita_acara_persidangan"
