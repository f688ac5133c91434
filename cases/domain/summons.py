"""The summons to a hearing: whom it calls, by when it is served, and how far its service is.

How many days lie between service and hearing stands in the table of limits; in the law itself
it was not read, so nothing here refuses a late summons: it warns.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cases.domain import deadlines, vocabulary, wording
from cases.domain.errors import CaseError
from cases.domain.hearings import HearingState, Presence
from cases.domain.notices import Side
from cases.domain.parties import PartyRole, RepresentationBasis, may_speak
from cases.domain.publication import UNANNOUNCED_KINDS
from cases.domain.sittings import SUMMONS, Finding, LastService, Weight, doubtful
from cases.domain.stages import Stage

SIDES: Mapping[PartyRole, Side] = {
    PartyRole.APPLICANT: Side.APPLICANT,
    PartyRole.RESPONDENT: Side.RESPONDENT,
}
HELD = frozenset({HearingState.CLOSED, HearingState.ADJOURNED})
WITHDRAWN = frozenset({HearingState.MOVED, HearingState.VOID})
CAME = frozenset({Presence.PRESENT, Presence.REMOTE})
FIRST = "pemeriksaan_awal"


class ServiceWay(StrEnum):
    """How a summons is brought to its addressee."""

    POST = "post"  # pos tercatat
    COURIER = "courier"  # kurir
    EMAIL = "email"  # surel
    HAND = "hand"  # diserahkan langsung
    DESK = "desk"  # meja elektronik
    ORAL = "oral"  # diumumkan lisan dalam sidang
    BOARD = "board"  # papan pengumuman


class ServiceResult(StrEnum):
    """What became of it."""

    SENT = "sent"  # dikirim
    RECEIVED = "received"  # diterima
    REFUSED = "refused"  # ditolak
    RETURNED = "returned"  # kembali: alamat tidak dikenal, pindah
    NOTICE = "notice"  # diumumkan


class Standing(StrEnum):
    """How far the service of one summons is."""

    UNSENT = "unsent"
    SENT = "sent"
    RECEIVED = "received"
    REFUSED = "refused"
    RETURNED = "returned"
    NOTICE = "notice"


# What still waits for a proof of service.
UNPROVEN = frozenset({Standing.UNSENT, Standing.SENT})


class NotSummonable(CaseError):
    """Parties are summoned to a hearing that is announced and still to come."""

    code = "not_summonable"


class SummonsDoubtful(CaseError):
    """It can be issued once somebody has confirmed what is doubtful."""

    code = "summons_doubtful"

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(" ".join(one.text for one in findings))
        self.findings = tuple(findings)


class UnknownConvention(CaseError):
    """The way of counting is none of those that are argued for."""

    code = "unknown_convention"


class SummonsWithdrawn(CaseError):
    """The hearing was moved or cancelled; this summons calls to nothing any more."""

    code = "summons_withdrawn"


class WrongServiceDay(CaseError):
    """A summons is served after it was written, and not in the future."""

    code = "wrong_service_day"


class RecipientNeeded(CaseError):
    """Who says that a summons was received says by whom."""

    code = "recipient_needed"


class AlreadyReceived(CaseError):
    """The party has said so before."""

    code = "already_received"


class WrongCorrection(CaseError):
    """Only a record of the registry on the same summons is corrected, and once."""

    code = "wrong_correction"


@dataclass(frozen=True, slots=True)
class Served:
    """One record of service as the rules read it; ``on`` is a local day of the commission."""

    on: date
    result: ServiceResult


def convention(one: LastService) -> str:
    """The code of one way of counting, as forms and rows name it."""
    return code_of(one.reading, is_clear=one.is_clear)


def code_of(reading: str, *, is_clear: bool) -> str:
    """The code of a way of counting; empty where nothing was counted."""
    return f"{reading}.{'clear' if is_clear else 'inclusive'}" if reading else ""


def strictest(days: Sequence[LastService]) -> LastService | None:
    """The way of counting whose last day comes first: in time by it is in time by all."""
    return min(days, key=lambda one: (one.day, not one.is_clear), default=None)


def chosen(days: Sequence[LastService], code: str) -> LastService | None:
    """The way of counting that somebody chose; none where the regime has no known figure.

    Raises:
        UnknownConvention: there are figures, and the code names none of them.
    """
    if not days:
        return None
    found = next((one for one in days if convention(one) == code), None)
    if found is None:
        raise UnknownConvention("Pilih cara menghitung hari terakhir penyampaian.")
    return found


def is_counted(regime: str) -> bool:
    """Whether a number of days is known for the summons of a regime at all."""
    return deadlines.find(SUMMONS[regime]).is_known


def is_called_to(kind: str) -> bool:
    """Whether parties are called to a hearing of this kind by a summons at all."""
    return kind not in UNANNOUNCED_KINDS


def is_summoned_himself(
    basis: str, on: date, *, starts_on: date | None, ends_on: date | None
) -> bool:
    """Whether a representative gets a summons besides the party: by a power of attorney that
    holds on the local day of the hearing. Whoever acts by office is the party.
    """
    is_attorney = basis == RepresentationBasis.POWER_OF_ATTORNEY
    return is_attorney and may_speak(on, starts_on=starts_on, ends_on=ends_on)


def ordinal(presences: Iterable[Presence | None]) -> int:
    """Which summons the next one is: after an absence the second, after two in a row the third.

    ``presences``: how the party was noted at the hearings held so far, the earliest first; None
    where nobody noted it.
    """
    count = 1
    for presence in presences:
        count = count + 1 if presence is Presence.ABSENT else 1
    return count


def stage_after(stage: Stage, *, kind: str, last_kind: str, is_adjourned: bool) -> Stage | None:
    """To which stage a dispute moves with the first summonses to a hearing; None: it stays.

    After an adjourned preliminary examination only a summons to another one leads back.
    """
    if stage is Stage.PANEL_APPOINTED:
        return Stage.SUMMONED
    is_same = kind == last_kind == FIRST
    if stage is Stage.PRELIMINARY and is_same and is_adjourned:
        return Stage.SUMMONED
    return None


def doubts(
    regimes: Iterable[str],
    days: Sequence[LastService],
    choice: LastService | None,
    *,
    today: date,
) -> tuple[Finding, ...]:
    """What stands against issuing on a local day. Nothing refuses; late is for the panel."""
    found = [_unknown()] if not all(is_counted(one) for one in regimes) else []
    if choice is not None and choice.day < today:
        found.append(_late(choice))
    elsewhere = [one.day for one in days if one.day < today and one != choice]
    if elsewhere:
        found.append(_late_elsewhere(elsewhere))
    return tuple(found)


def check(findings: Sequence[Finding], confirmed: Collection[str]) -> None:
    """Refuse what is doubtful until its code is confirmed.

    Raises:
        SummonsDoubtful: with the findings that nobody confirmed.
    """
    soft = [one for one in doubtful(findings) if one.code not in confirmed]
    if soft:
        raise SummonsDoubtful(soft)


def standing(records: Iterable[Served]) -> Standing:
    """How far the service is. Once received it stays received; otherwise the latest tells.

    ``records``: those that nobody corrected, the earliest first.
    """
    found = Standing.UNSENT
    for one in records:
        if one.result is ServiceResult.RECEIVED:
            return Standing.RECEIVED
        is_step_back = one.result is ServiceResult.SENT and found is not Standing.UNSENT
        found = found if is_step_back else Standing(one.result.value)
    return found


def received_on(records: Iterable[Served]) -> date | None:
    """The first local day on which it was received."""
    days = [one.on for one in records if one.result is ServiceResult.RECEIVED]
    return min(days, default=None)


def check_service(
    *,
    on: date,
    written_on: date,
    today: date,
    result: ServiceResult,
    received_by: str,
) -> None:
    """Refuse a record of service that cannot be.

    Raises:
        WrongServiceDay: before the letter, or in the future.
        RecipientNeeded: received, and nobody is named.
    """
    if not written_on <= on <= today:
        raise WrongServiceDay(
            f"Hari penyampaian antara {wording.long_date(written_on)} dan hari ini."
        )
    if result is ServiceResult.RECEIVED and not received_by.strip():
        raise RecipientNeeded("Tuliskan siapa yang menerima.")


def _late(choice: LastService) -> Finding:
    rule = choice.count.rule
    day, day_en = wording.weekday_date(choice.day), wording.weekday_date(choice.day, "en")
    return Finding(
        "summons_late",
        Weight.SOFT,
        f"Hari terakhir penyampaian menurut hitungan yang dipilih, {day}, sudah lewat; "
        "ketidakhadiran sesudah panggilan ini dapat tidak dihitung.",
        f"The last day of service by the chosen count, {day_en}, has passed; an absence after "
        "this summons may not count.",
        vocabulary.label("deadline_basis", rule.key),
    )


def _late_elsewhere(days: Sequence[date]) -> Finding:
    told, told_en = (
        wording.listing([wording.long_date(one, tongue) for one in sorted(set(days))], tongue)
        for tongue in ("id", "en")
    )
    return Finding(
        "summons_late_elsewhere",
        Weight.NOTE,
        f"Menurut hitungan lain hari terakhirnya sudah lewat: {told}.",
        f"By other counts the last day has passed: {told_en}.",
    )


def _unknown() -> Finding:
    return Finding(
        "summons_unknown",
        Weight.NOTE,
        "Jumlah hari panggilan untuk jalur ini belum dapat dipastikan; tidak dihitung.",
        "No figure is known for the summons in this regime; nothing is counted.",
    )
