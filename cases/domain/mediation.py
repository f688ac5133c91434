"""Mediation: what may be mediated, how it ends, and what of it anybody outside may know.

The attempt is compulsory and its outcome free: adjudication is open only once mediation has
failed (UU 14/2008 Pasal 42), and nobody is made to agree. Only agreement or failure becomes
public; what was said proves nothing (Perki 1/2013 Pasal 50).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cases.domain.deadlines import RULES
from cases.domain.errors import CaseError
from cases.domain.filing import may_be_mediated
from cases.domain.notices import PARTIES
from cases.domain.sources import perki_1_2013, uu_kip
from cases.domain.stages import Stage

START = {"umum": "umum_mediation_start"}
LENGTH = {"umum": "umum_mediation_length", "pemilu": "pemilu_mediation_length"}
COPY = {"umum": "umum_decision_copy", "pemilu": "pemilu_decision_copy"}
# Clocks that tell the days of a mediation; none of them is told outside.
CLOCKS = frozenset(rule.key for rule in RULES.values() if rule.stage == "mediation")
# After the first hearing; before it is noted, the stages between are implied by its day. One
# that was reported to be in mediation has none here yet.
BEFORE_IT = frozenset({Stage.PANEL_APPOINTED, Stage.SUMMONED, Stage.PRELIMINARY})
BEGUN_FROM = BEFORE_IT | {Stage.MEDIATION, Stage.ADJUDICATION}
READING = "pembacaan_putusan_mediasi"
DECISION = "putusan_mediasi"
ABSENCES = 2  # of the respondent (Perki 1/2013 Pasal 48, 49; told by secondary sources)


class Outcome(StrEnum):
    """How a mediation ends: the terms of ``mediation_outcome``."""

    AGREED = "sepakat"
    DECLARED = "gagal_dinyatakan"
    WITHDREW = "gagal_menarik_diri"
    TIME_OUT = "gagal_waktu_habis"
    ABSENT = "gagal_termohon_tidak_hadir"


BY_A_PARTY = (Outcome.DECLARED, Outcome.WITHDREW)
FAILED = tuple(one for one in Outcome if one is not Outcome.AGREED)


class Doubt(StrEnum):
    """What the record does not bear out; it warns, and is confirmed by whoever notes it."""

    TIME_LEFT = "time_left"  # jangka waktunya belum habis
    NO_CLOCK = "no_clock"  # tidak ada jangka waktu yang dihitung
    NOT_ABSENT_TWICE = "not_absent_twice"  # dua kali tidak hadir belum tercatat


class FileKind(StrEnum):
    """What a file of a mediation is."""

    AGREEMENT = "agreement"  # kesepakatan yang ditandatangani
    FAILURE = "failure"  # pernyataan tertulis


class NotMediable(CaseError):
    """Only items objected to on grounds b to g are mediated."""

    code = "not_mediable"


class NotTheTime(CaseError):
    """A mediation begins after the first hearing, and one at a time."""

    code = "mediation_not_the_time"


class MediationOver(CaseError):
    """It has ended; its outcome is noted once."""

    code = "mediation_over"


class ExtendedAlready(CaseError):
    """The time is lengthened once, and while it runs."""

    code = "mediation_extended"


class NotAMeeting(CaseError):
    """What is noted as a meeting is no session of this mediation."""

    code = "not_a_meeting"


class WrittenFailureNeeded(CaseError):
    """A party declares failure in writing."""

    code = "written_failure_needed"


class NotAnOutcome(CaseError):
    """The outcome does not fit who notes it, or what is told of it."""

    code = "not_an_outcome"


class OutcomeDoubtful(CaseError):
    """The record does not bear the outcome out; ``doubts`` say why."""

    code = "outcome_doubtful"

    def __init__(self, sentence: str, doubts: Sequence[Doubt]) -> None:
        super().__init__(sentence)
        self.doubts = tuple(doubts)


class AgreementNeeded(CaseError):
    """An agreement has a text and names what it settles."""

    code = "agreement_needed"


class NotRead(CaseError):
    """An agreement becomes a decision by being read in an open hearing, once."""

    code = "mediation_not_read"


class Confidential(CaseError):
    """What belongs to a mediation serves nowhere else."""

    code = "mediation_confidential"


@dataclass(frozen=True, slots=True)
class Split:
    """The items of a dispute by where they go."""

    mediated: tuple[str, ...]
    adjudicated: tuple[str, ...]


def is_mediable(grounds: Collection[str]) -> bool:
    """Whether an item may be mediated (UU 14/2008 Pasal 40 ayat (2)). One that is objected to
    as exempt (ground a) is adjudicated, also where it has other grounds; one whose grounds
    nobody reported may be.
    """
    return all(may_be_mediated(letter) for letter in grounds)


def split(grounds: Mapping[str, Collection[str]]) -> Split:
    """Part the items, known by their labels, into those to mediate and those to adjudicate."""
    mediated = tuple(label for label, letters in grounds.items() if is_mediable(letters))
    return Split(mediated, tuple(label for label in grounds if label not in mediated))


def check_begin(stage: Stage, *, is_running: bool, day: date, today: date) -> None:
    """Refuse to begin before a hearing was held, or while a mediation goes on.

    Raises:
        NotTheTime: as the name says (Perki 1/2013 Pasal 38 ayat (3)).
    """
    if is_running or stage not in BEGUN_FROM or day > today:
        raise NotTheTime(
            "Mediasi dimulai sesudah sidang pertama, dan satu per satu.",
            article=perki_1_2013(38, 3),
        )


def check_items(chosen: Collection[str], grounds: Mapping[str, Collection[str]]) -> None:
    """Refuse an empty choice, and items that Pasal 40 ayat (2) keeps from mediation.

    Raises:
        NotMediable: naming them.
    """
    barred = [label for label in chosen if not is_mediable(grounds[label])]
    if barred or not chosen:
        told = f" Butir {', '.join(barred)} diperiksa melalui ajudikasi." if barred else ""
        raise NotMediable(
            f"Yang dimediasi ialah butir dengan alasan huruf b sampai g.{told}",
            article=uu_kip(40, 2),
        )


def check_open(*, outcome: str, stage: Stage) -> None:
    """Refuse an act in a mediation that has ended.

    Raises:
        MediationOver: it has an outcome, or the dispute went on without it.
    """
    if outcome or stage is not Stage.MEDIATION:
        raise MediationOver("Mediasi ini sudah berakhir; hasilnya dicatat sekali.")


def check_failure(outcome: Outcome, *, side: str, text: str, has_file: bool) -> None:
    """Refuse a failure that is not one of Pasal 42, or that nobody has put in writing.

    Raises:
        NotAnOutcome: it is no failure, or a party declares it and is not named.
        WrittenFailureNeeded: neither words nor a file hold the declaration.
    """
    if outcome not in FAILED or (outcome in BY_A_PARTY) != (side in PARTIES):
        raise NotAnOutcome("Sebutkan hasilnya, dan pihak yang menyatakan bila ada.")
    if outcome in BY_A_PARTY and not text.strip() and not has_file:
        raise WrittenFailureNeeded(
            "Mediasi dinyatakan gagal secara tertulis; tuliskan atau sertakan pernyataannya.",
            article=uu_kip(42),
        )


def doubts(
    outcome: Outcome, *, last_day: date | None, absences: int, today: date
) -> tuple[Doubt, ...]:
    """What the record does not bear out of a failure that nobody declares.

    ``last_day``: of the length by the later reading, None where none is counted; ``absences``:
    how often the respondent is recorded absent. Both limits are told by secondary sources only,
    so they warn and never refuse.
    """
    if outcome is Outcome.TIME_OUT:
        if last_day is None:
            return (Doubt.NO_CLOCK,)
        return (Doubt.TIME_LEFT,) if today <= last_day else ()
    if outcome is Outcome.ABSENT and absences < ABSENCES:
        return (Doubt.NOT_ABSENT_TWICE,)
    return ()


def suggested(*, last_day: date | None, absences: int, today: date) -> tuple[Outcome, ...]:
    """Which failures the record bears out: suggested, and never noted by themselves."""
    return tuple(
        one
        for one in (Outcome.TIME_OUT, Outcome.ABSENT)
        if not doubts(one, last_day=last_day, absences=absences, today=today)
    )


def check_agreement(text: str, settled: Collection[str], mediated: Collection[str]) -> None:
    """Refuse an agreement without words, or about items that were not mediated.

    Raises:
        AgreementNeeded: as the name says (UU 14/2008 Pasal 40 ayat (3)).
    """
    if not text.strip() or not settled or not set(settled) <= set(mediated):
        raise AgreementNeeded(
            "Kesepakatan memerlukan isi yang ditulis mediator dan butir yang diselesaikan.",
            article=uu_kip(40, 3),
        )


def public_word(outcome: str) -> tuple[str, str]:
    """All that becomes public of an outcome, in both languages; why it failed does not."""
    if outcome == Outcome.AGREED:
        return "Mediasi: sepakat", "Mediation: agreed"
    return "Mediasi: gagal", "Mediation: failed"
