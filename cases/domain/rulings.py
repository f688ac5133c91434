"""What became of each item, and in what manner information is to be given."""

from __future__ import annotations

from enum import StrEnum

from cases.domain.errors import CaseError


class Fate(StrEnum):
    """The fate (nasib) of one requested item."""

    RUNNING = "running"  # berjalan
    OPEN = "open"  # terbuka
    PARTLY_OPEN = "partly_open"  # terbuka sebagian
    MEDIATED = "mediated"  # selesai lewat mediasi
    EXEMPT = "exempt"  # dikecualikan / ditolak
    LAPSED = "lapsed"  # gugur
    WITHDRAWN = "withdrawn"  # dicabut
    STRUCK_OFF = "struck_off"  # dicoret bersama pendaftaran gandanya
    UNKNOWN = "unknown"  # tidak diketahui


class AccessMode(StrEnum):
    """How information is to be given."""

    COPY = "copy"  # salinan
    CSV = "csv"
    SHOWN = "shown"  # diperlihatkan, tanpa salinan
    EXPLANATION = "official_explanation"  # penjelasan resmi
    ON_SITE = "on_site"  # akses di tempat
    UNREPORTED = "unreported"  # tidak dilaporkan


class NotOfThisDispute(CaseError):
    """A decision disposes of the items of its own dispute only."""

    code = "not_of_this_dispute"


_FATES = {
    "dikabulkan_seluruhnya": Fate.OPEN,
    "dikabulkan": Fate.OPEN,
    "dikabulkan_sebagian": Fate.PARTLY_OPEN,
    "ditolak_seluruhnya": Fate.EXEMPT,
    "putusan_mediasi": Fate.MEDIATED,
    "putusan_gugur": Fate.LAPSED,
    "putusan_sela": Fate.LAPSED,
    "pencabutan": Fate.WITHDRAWN,
    "pencabutan_saat_sidang": Fate.WITHDRAWN,
    "penghentian_proses": Fate.LAPSED,
    "tidak_diregistrasi": Fate.LAPSED,
    "pencoretan": Fate.STRUCK_OFF,
}


def fate_of(disposition: str) -> Fate:
    """The fate that the register's summary of a dispute stands for; unknown without one."""
    return _FATES.get(disposition, Fate.UNKNOWN)
