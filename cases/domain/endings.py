"""Ends that the registry records before an examination: not registered, stopped, struck off."""

from __future__ import annotations

from enum import StrEnum

from cases.domain.errors import CaseError, ReasonNeeded
from cases.domain.sources import perki_1_2013
from cases.domain.stages import Stage, next_stages

# Dispositions.
NOT_REGISTERED, STOPPED = "tidak_diregistrasi", "penghentian_proses"
STRUCK_OFF = "pencoretan"
# As secondary sources tell them (law/README, 3.6 and 3.8).
IDENTITY_MISSING, BAD_FAITH = perki_1_2013(18), perki_1_2013(4)
CONFIDENCE = "SECONDARY"
STRIKE_CONFIDENCE = (
    "UNVERIFIED"  # registers show it ("Register Dihapus"); no provision was read
)
STOPPABLE = frozenset({Stage.DISPUTE_FILED, Stage.COMPLETENESS_CHECK, Stage.REGISTERED})


class Criterion(StrEnum):
    """When a request is not serious or not in good faith (Perki 1/2013 Pasal 4)."""

    PURPOSELESS = "purposeless"
    DISRUPTIVE = "disruptive"
    HARASSING = "harassing"


class NotRefusable(CaseError):
    """Only what waits for the identity of its applicant is not registered."""

    code = "not_refusable"


class StillTime(CaseError):
    """While the applicant may complete, nothing is refused for what is missing."""

    code = "still_time"


class NotStoppable(CaseError):
    """A process is stopped while the application is checked, or once it is registered."""

    code = "not_stoppable"


class NotStrikable(CaseError):
    """A double is struck off while it is checked, registered or has a panel, and not later."""

    code = "not_strikable"


class AlreadyHeard(CaseError):
    """What was heard or ruled on is no mere entry any more."""

    code = "already_heard"


class HearingAnnounced(CaseError):
    """People were told of a hearing; it is cancelled before its dispute is struck off."""

    code = "hearing_announced"


class HeardTogether(CaseError):
    """A drafted hearing serves other disputes as well; it is changed first."""

    code = "heard_together"


class NotTheOther(CaseError):
    """The entry that stands is another one of the same register, and was not struck itself."""

    code = "not_the_other"


def check_refusal(stage: Stage, *, is_identity_missing: bool, is_time_left: bool) -> None:
    """Refuse an end that the provision does not have.

    Raises:
        NotRefusable: nobody was told that the identity is missing, or it is there now.
        StillTime: the last day to complete is not over, by either reading.
    """
    if stage != Stage.INCOMPLETE_NOTIFIED or not is_identity_missing:
        raise NotRefusable(
            "Permohonan tidak diregistrasi hanya bila identitas Pemohon tetap tidak ada "
            "setelah diberitahukan.",
            article=IDENTITY_MISSING,
        )
    if is_time_left:
        raise StillTime(
            "Pemohon masih dapat melengkapi; hari terakhirnya belum lewat.",
            article=IDENTITY_MISSING,
        )


def check_stop(stage: Stage) -> None:
    """Refuse to stop what is not at a stage from which one stops.

    Raises:
        NotStoppable: as the name says.
    """
    if stage not in STOPPABLE:
        raise NotStoppable(
            "Pada tahap ini proses tidak dapat dihentikan dengan dasar itu.", article=BAD_FAITH
        )


def may_strike(stage: Stage) -> bool:
    """Whether an entry at this stage can be struck off as a double."""
    return Stage.STRUCK_OFF in next_stages(stage)


def check_strike(stage: Stage, *, is_heard: bool, is_announced: bool, is_shared: bool) -> None:
    """Refuse to strike off what is more than an entry.

    ``is_heard``: a hearing was held, or a panel ruled; ``is_announced``: one is set;
    ``is_shared``: a drafted one serves other disputes too.

    Raises:
        NotStrikable, AlreadyHeard, HearingAnnounced, HeardTogether: as the names say.
    """
    if is_heard:
        raise AlreadyHeard("Perkara ini sudah disidangkan atau diputus; tidak dapat dicoret.")
    if not may_strike(stage):
        raise NotStrikable("Pada tahap ini pendaftaran tidak dapat dicoret.")
    if is_announced:
        raise HearingAnnounced(
            "Sidang perkara ini sudah diumumkan. Batalkan dan rilis dahulu, lalu coret."
        )
    if is_shared:
        raise HeardTogether(
            "Rancangan sidang perkara ini juga melayani perkara lain. Ubah rancangan itu "
            "dahulu."
        )


def check_standing(stage: Stage, *, is_itself: bool, is_of_the_commission: bool) -> None:
    """Refuse an entry that cannot stand in the place of the double.

    Raises:
        NotTheOther: it is the double itself, of another commission, or struck off as well.
    """
    if is_itself or not is_of_the_commission or stage is Stage.STRUCK_OFF:
        raise NotTheOther(
            "Pilih pendaftaran lain pada komisi ini yang tidak dicoret sebagai yang berlaku."
        )


def check_reason(reason: str) -> str:
    """The reason without blanks around it.

    Raises:
        ReasonNeeded: there are no words.
    """
    told = reason.replace("\0", "").strip()
    if not told:
        raise ReasonNeeded("Tulislah alasannya.")
    return told
