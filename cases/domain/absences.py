"""The rule of two absences, as a suggestion: what the record allows, and why it does not.

Perki 1/2013 Pasal 30: an applicant who, like its representative, is absent twice without a
clear reason lets the application lapse. Pasal 31: a respondent's absence does not keep the
panel from going on; commissions wait for a second one. Whether the two must follow each other
was not read. The panel decides; nothing here moves a stage.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cases.domain.errors import CaseError
from cases.domain.hearings import Presence
from cases.domain.notices import Side
from cases.domain.sources import Article, perki_1_2013
from cases.domain.summons import CAME, Standing

TWICE = 2  # Pasal 30 says the number in words: dua kali


class Uncounted(StrEnum):
    """Why an absence does not count against a party."""

    NOT_SUMMONED = "not_summoned"
    UNPROVEN = "unproven"
    REFUSED = "refused"
    RETURNED = "returned"
    NOTICE = "notice"
    LATE = "late"
    NO_FIGURE = "no_figure"
    UNJUDGED = "unjudged"
    ACCEPTED = "accepted"


class Consequence(StrEnum):
    """What a panel may come to."""

    LAPSE = "lapse"  # gugur
    GO_ON = "go_on"  # diperiksa dan diputus tanpa Termohon


class NoAbsence(CaseError):
    """A reason is judged of somebody who was noted as absent."""

    code = "no_absence"


@dataclass(frozen=True, slots=True)
class Summoned:
    """One summons of a party to a hearing, and how its service stands. Days are local.

    ``last_on``: the last day of service by the count that the registrar chose; None where no
    figure is known.
    """

    standing: Standing
    received_on: date | None = None
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class Attendance:
    """A party at one hearing that was held. ``presence`` None: nobody noted it.

    ``is_excused`` None: a reason was given, and nobody has judged it.
    """

    hearing: str
    held_on: date
    presence: Presence | None
    summonses: tuple[Summoned, ...] = ()
    is_excused: bool | None = False


@dataclass(frozen=True, slots=True)
class Judged:
    """An attendance, and why an absence in it does not count; None: it counts, or was none."""

    attendance: Attendance
    why: Uncounted | None

    @property
    def is_absent(self) -> bool:
        return self.attendance.presence is Presence.ABSENT

    @property
    def counts(self) -> bool:
        return self.is_absent and self.why is None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the panel may come to, by which article, and on which hearings it rests.

    ``is_consecutive``: the party came to none between the last two. ``is_first``: practice
    waits for another absence.
    """

    consequence: Consequence
    article: Article
    hearings: tuple[str, ...]
    is_consecutive: bool
    is_first: bool


def judge(attendance: Attendance) -> Judged:
    """Whether an absence counts, or the first thing for which it does not."""
    if attendance.presence is not Presence.ABSENT:
        return Judged(attendance, None)
    if attendance.is_excused is None:
        return Judged(attendance, Uncounted.UNJUDGED)
    if attendance.is_excused:
        return Judged(attendance, Uncounted.ACCEPTED)
    return Judged(attendance, _fault(attendance.summonses))


def suggest(side: Side, history: Sequence[Judged]) -> Suggestion | None:
    """What may follow from the absences that count; None where nothing does.

    ``history``: the hearings of a dispute that were held, the earliest first.
    """
    counted = [one for one in history if one.counts]
    if side is Side.APPLICANT and len(counted) >= TWICE:
        return _suggestion(Consequence.LAPSE, perki_1_2013(30), counted, history)
    if side is Side.RESPONDENT and counted:
        return _suggestion(Consequence.GO_ON, perki_1_2013(31), counted, history)
    return None


def _suggestion(
    consequence: Consequence,
    article: Article,
    counted: Sequence[Judged],
    history: Sequence[Judged],
) -> Suggestion:
    last = counted[-TWICE:]
    first, second = history.index(last[0]), history.index(last[-1])
    came = any(one.attendance.presence in CAME for one in history[first:second])
    return Suggestion(
        consequence,
        article,
        tuple(one.attendance.hearing for one in counted),
        is_consecutive=len(last) == TWICE and not came,
        is_first=len(counted) < TWICE,
    )


# From the service that lacks least to the one that lacks most.
_FAULTS = (
    Uncounted.LATE,
    Uncounted.NO_FIGURE,
    Uncounted.REFUSED,
    Uncounted.RETURNED,
    Uncounted.NOTICE,
    Uncounted.UNPROVEN,
)
_BY_STANDING = {
    Standing.UNSENT: Uncounted.UNPROVEN,
    Standing.SENT: Uncounted.UNPROVEN,
    Standing.REFUSED: Uncounted.REFUSED,
    Standing.RETURNED: Uncounted.RETURNED,
    Standing.NOTICE: Uncounted.NOTICE,
}


def _fault(summonses: Sequence[Summoned]) -> Uncounted | None:
    """What the best served of several summonses lacks; one without fault is enough."""
    if not summonses:
        return Uncounted.NOT_SUMMONED
    found = [_lacks(one) for one in summonses]
    if None in found:
        return None
    return min((one for one in found if one is not None), key=_FAULTS.index)


def _lacks(one: Summoned) -> Uncounted | None:
    if one.standing is not Standing.RECEIVED or one.received_on is None:
        return _BY_STANDING.get(one.standing, Uncounted.UNPROVEN)
    if one.last_on is None:
        return Uncounted.NO_FIGURE
    return Uncounted.LATE if one.received_on > one.last_on else None
