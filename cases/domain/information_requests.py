"""The course of a request for information before there is a dispute.

Whose turn it is, until which day, and whether an act on some day would be early or late.
Nothing is forbidden: a bar of time is for the panel to apply (UU 14/2008 Pasal 22, 36, 37).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cases.domain import deadlines
from cases.domain.calendars import CalendarDoesNotReach, WorkingCalendar
from cases.domain.deadlines import Computation, DeadlineRule, Reading
from cases.domain.errors import CaseError


class Act(StrEnum):
    """What one side does next, in the order of the law."""

    REPLY = "reply"  # tanggapan PPID
    OBJECT = "object"  # keberatan kepada atasan PPID
    ANSWER = "answer"  # tanggapan atasan PPID
    FILE = "file"  # permohonan penyelesaian sengketa


class Side(StrEnum):
    BODY = "body"
    APPLICANT = "applicant"


class TurnState(StrEnum):
    AHEAD = "ahead"  # its first day is not known yet
    RUNNING = "running"
    LAPSED = "lapsed"  # the last day has passed and nobody acted
    DONE = "done"
    DONE_LATE = "done_late"
    UNCOUNTED = "uncounted"  # no figure was confirmed, or the calendar does not reach


class Timeliness(StrEnum):
    EARLY = "early"
    IN_TIME = "in_time"
    LATE = "late"
    UNCERTAIN = "uncertain"


class ReplyKind(StrEnum):
    """What a reply says (Pasal 22 ayat (7)); an answer to an objection likewise."""

    GRANTED = "granted"  # dikabulkan
    PARTLY = "partly"  # dikabulkan sebagian
    REFUSED = "refused"  # ditolak
    NOT_HELD = "not_held"  # tidak dikuasai


class Channel(StrEnum):
    """How a letter went out or came in."""

    IN_PERSON = "in_person"
    POST = "post"
    EMAIL = "email"
    PORTAL = "portal"
    OTHER = "other"


class ProofKind(StrEnum):
    """What a file proves of the course of a request."""

    REQUEST_SENT = "request_sent"  # bukti pengiriman permintaan
    REQUEST_RECEIVED = "request_received"  # tanda terima permintaan
    REPLY = "reply"  # tanggapan PPID
    OBJECTION_SENT = "objection_sent"  # bukti pengiriman keberatan
    OBJECTION_RECEIVED = "objection_received"  # tanda terima keberatan
    ANSWER = "answer"  # tanggapan atasan PPID


class ImpossibleOrder(CaseError):
    """A day lies before the act that it follows, or has not come yet."""

    code = "impossible_order"


class NotYourTurn(CaseError):
    """The act was done already, or the one that it answers was not."""

    code = "not_your_turn"


SIDES = {
    Act.REPLY: Side.BODY,
    Act.OBJECT: Side.APPLICANT,
    Act.ANSWER: Side.BODY,
    Act.FILE: Side.APPLICANT,
}
RULES = {  # the rows of the table by act; filing has two, with and without an answer
    "umum": {
        Act.REPLY: "umum_request_reply",
        Act.OBJECT: "umum_objection_file",
        Act.ANSWER: "umum_objection_reply",
        Act.FILE: "umum_dispute_file_after_reply",
    },
    "pemilu": {
        Act.REPLY: "pemilu_request_reply",
        Act.OBJECT: "pemilu_objection_file",
        Act.ANSWER: "pemilu_objection_reply",
        Act.FILE: "pemilu_dispute_file",
    },
}
UMUM_FILE_UNANSWERED = "umum_dispute_file_no_reply"


@dataclass(frozen=True, slots=True)
class Course:
    """The dated facts of one request; a day is the one on which the other side had it."""

    regime: str
    received_on: date | None = None
    extended_on: date | None = None
    replied_on: date | None = None
    objected_on: date | None = None
    answered_on: date | None = None
    filed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One act with its limit. ``other`` is the reading that counts joint leave, where it gives
    another day; ``safe_on`` the earlier of both.
    """

    act: Act
    side: Side
    rule: DeadlineRule
    state: TurnState
    done_on: date | None = None
    count: Computation | None = None
    other: Computation | None = None

    @property
    def due_on(self) -> date | None:
        return self.count.due_on if self.count else None

    @property
    def safe_on(self) -> date | None:
        """The last day that is in time by every reading."""
        if self.count is None:
            return None
        return min(self.count.due_on, self.other.due_on) if self.other else self.count.due_on


@dataclass(frozen=True, slots=True)
class Advice:
    """Whether an act is early, in time or late on a day; ``day`` is the first or the last."""

    timeliness: Timeliness
    turn: Turn
    day: date | None = None


def turns(course: Course, *, calendar: WorkingCalendar, today: date) -> tuple[Turn, ...]:
    """The four turns of a course as they stand on a local day, in their order."""
    return tuple(_turns(course, calendar, today))


def next_turn(told: tuple[Turn, ...]) -> Turn | None:
    """The turn that is on: the first that nobody has taken or let lapse; None after filing.

    A body that let its time lapse leaves the turn to the applicant; an applicant who did has no
    further turn, and is still told of this one.
    """
    for turn in told:
        if turn.state in {TurnState.DONE, TurnState.DONE_LATE}:
            continue
        if turn.state is TurnState.LAPSED and turn.side is Side.BODY:
            continue
        return turn
    return None


def advise(told: tuple[Turn, ...], act: Act, *, on: date) -> Advice:
    """Whether ``act`` on a local day would be early, in time or late."""
    turn = next(one for one in told if one.act is act)
    before = told[: told.index(turn)]
    waiting = next((one for one in reversed(before) if _is_awaited(one)), None)
    if waiting is not None:
        first = waiting.due_on
        if first is None or on <= first:
            return Advice(Timeliness.EARLY, waiting, first)
    if turn.count is None:
        return Advice(Timeliness.UNCERTAIN, turn)
    if on > turn.count.due_on:
        return Advice(Timeliness.LATE, turn, turn.count.due_on)
    return Advice(Timeliness.IN_TIME, turn, turn.safe_on)


def received_at_once(channel: Channel, sent_on: date) -> date | None:
    """The day of receipt where a letter arrives as it is sent; None where a receipt must tell.

    By hand, by e-mail or by the body's portal the receipt is due at once (Pasal 22 ayat (5)).
    """
    return sent_on if channel in {Channel.IN_PERSON, Channel.EMAIL, Channel.PORTAL} else None


def check_order(earlier: date | None, later: date, *, what: str, today: date) -> None:
    """Refuse a day that lies before what it follows, or that has not come yet.

    Raises:
        ImpossibleOrder: saying which.
    """
    if later > today:
        raise ImpossibleOrder(f"Tanggal {what} belum tiba.")
    if earlier is not None and later < earlier:
        raise ImpossibleOrder(f"Tanggal {what} mendahului langkah sebelumnya.")


def check_undisputed(dispute: object) -> None:
    """Refuse to change what a dispute stands on; ``dispute``: its key, None if there is none.

    Raises:
        NotYourTurn: there is one.
    """
    if dispute is not None:
        raise NotYourTurn("Atas permintaan ini sudah diajukan sengketa.")


def _is_awaited(turn: Turn) -> bool:
    """A turn of the body that may still be taken in time, or of which nothing is known."""
    awaited = {TurnState.AHEAD, TurnState.RUNNING}
    return turn.side is Side.BODY and turn.state in awaited


def _turns(course: Course, calendar: WorkingCalendar, today: date) -> Iterator[Turn]:
    rules = RULES[course.regime]
    reply = _turn(
        Act.REPLY, rules[Act.REPLY], course.received_on, course.replied_on, calendar, today,
        is_extended=course.extended_on is not None,
    )  # fmt: skip
    yield reply
    ground_on = course.replied_on or _lapsed_on(reply)
    objection = _turn(
        Act.OBJECT, rules[Act.OBJECT], ground_on, course.objected_on, calendar, today
    )
    yield objection
    answer = _turn(
        Act.ANSWER, rules[Act.ANSWER], course.objected_on, course.answered_on, calendar, today
    )
    yield answer
    filing = rules[Act.FILE]
    if course.answered_on is None and course.regime == "umum":
        filing = UMUM_FILE_UNANSWERED
    opened_on = course.answered_on or _lapsed_on(answer)
    yield _turn(Act.FILE, filing, opened_on, course.filed_on, calendar, today)


def _lapsed_on(turn: Turn) -> date | None:
    """The day on which the body's silence became a ground; None while it may still answer."""
    return turn.due_on if turn.state is TurnState.LAPSED else None


def _turn(
    act: Act,
    key: str,
    triggered_on: date | None,
    done_on: date | None,
    calendar: WorkingCalendar,
    today: date,
    *,
    is_extended: bool = False,
) -> Turn:
    rule = deadlines.find(key)
    if is_extended:
        rule = deadlines.extended(rule)
    count, other = _count(rule, triggered_on, calendar)
    return Turn(
        act=act,
        side=SIDES[act],
        rule=rule,
        state=_state(triggered_on, done_on, count, today),
        done_on=done_on,
        count=count,
        other=other,
    )


def _count(
    rule: DeadlineRule, triggered_on: date | None, calendar: WorkingCalendar
) -> tuple[Computation | None, Computation | None]:
    if triggered_on is None or not rule.is_known:
        return None, None
    try:
        found = dict(deadlines.readings(rule, triggered_on=triggered_on, calendar=calendar))
    except CalendarDoesNotReach:
        return None, None
    usual = found[Reading.WITHOUT_JOINT_LEAVE]
    other = found.get(Reading.WITH_JOINT_LEAVE)
    return usual, other if other and other.due_on != usual.due_on else None


def _state(
    triggered_on: date | None, done_on: date | None, count: Computation | None, today: date
) -> TurnState:
    if done_on is not None:
        is_late = count is not None and done_on > count.due_on
        return TurnState.DONE_LATE if is_late else TurnState.DONE
    if triggered_on is None:
        return TurnState.AHEAD
    if count is None:
        return TurnState.UNCOUNTED
    return TurnState.LAPSED if today > count.due_on else TurnState.RUNNING
