"""What became of each item, and in what manner information is to be given."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from cases.domain.errors import CaseError
from cases.domain.stages import Stage


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


class ExemptionOutcome(StrEnum):
    """What became of a claim that information is exempt."""

    UPHELD = "upheld"  # dibenarkan: tidak ada butir yang terbuka
    PARTLY = "partly"  # sebagian
    ANNULLED = "annulled"  # dibatalkan: semua butir terbuka
    SETTLED = "settled"  # selesai lewat mediasi
    WITHDRAWN = "withdrawn"  # klaim dicabut badan publik
    ENDED = "ended"  # perkara berakhir tanpa penilaian
    RUNNING = "running"  # belum diputus
    UNKNOWN = "unknown"  # tidak dilaporkan


class Obedience(StrEnum):
    """Whether a decision was obeyed, as far as the record knows."""

    NOTHING = "nothing"  # belum ada yang harus dilaksanakan
    OBEYED = "obeyed"
    PARTLY = "partly"
    OVERDUE = "overdue"  # lewat hari yang ditetapkan
    EXECUTION = "execution"  # eksekusi dimohonkan atau ditetapkan
    CONTESTED = "contested"  # masih di pengadilan
    UNKNOWN = "unknown"


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


_JUDGED = frozenset({Fate.OPEN, Fate.PARTLY_OPEN, Fate.EXEMPT})
_JUDGEMENTS = {
    frozenset({Fate.EXEMPT}): ExemptionOutcome.UPHELD,
    frozenset({Fate.OPEN}): ExemptionOutcome.ANNULLED,
}
_UNJUDGED = {  # the first that is there tells
    Fate.MEDIATED: ExemptionOutcome.SETTLED,
    Fate.RUNNING: ExemptionOutcome.RUNNING,
    Fate.LAPSED: ExemptionOutcome.ENDED,
    Fate.WITHDRAWN: ExemptionOutcome.ENDED,
    Fate.STRUCK_OFF: ExemptionOutcome.ENDED,
}
_OWING = frozenset({Fate.OPEN, Fate.PARTLY_OPEN, Fate.MEDIATED})
_BY_STAGE = {
    Stage.COMPLIED: Obedience.OBEYED,
    Stage.EXECUTION_REQUESTED: Obedience.EXECUTION,
    Stage.EXECUTION_ORDERED: Obedience.EXECUTION,
    Stage.COURT_OBJECTION: Obedience.CONTESTED,
    Stage.CASSATION: Obedience.CONTESTED,
}


def exemption_outcome(fates: Collection[Fate], *, is_withdrawn: bool) -> ExemptionOutcome:
    """What became of a claim, read from the fates of the items of its dispute.

    A claim is on the dispute and not on an item; items whose fate nobody reports are left out.
    """
    if is_withdrawn:
        return ExemptionOutcome.WITHDRAWN
    if judged := _JUDGED.intersection(fates):
        return _JUDGEMENTS.get(judged, ExemptionOutcome.PARTLY)
    reached = (outcome for fate, outcome in _UNJUDGED.items() if fate in fates)
    return next(reached, ExemptionOutcome.UNKNOWN)


def obedience(
    stage: Stage,
    fates: Collection[Fate],
    orders: Collection[tuple[date | None, date | None]],
    *,
    today: date,
) -> Obedience:
    """Whether a decision was obeyed; ``orders`` are pairs of the day it is due and was done."""
    if stage is not Stage.COMPLIED and not _OWING.intersection(fates):
        return Obedience.NOTHING
    if stage in _BY_STAGE:
        return _BY_STAGE[stage]
    done = [done_on is not None for _due_on, done_on in orders]
    if done and all(done):
        return Obedience.OBEYED
    if any(due_on and due_on < today and not done_on for due_on, done_on in orders):
        return Obedience.OVERDUE
    return Obedience.PARTLY if any(done) else Obedience.UNKNOWN
