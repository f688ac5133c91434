"""Whether a hearing can be held at some hour: one checker, every reason told with its rule.

A hard finding refuses the slot, a soft one wants somebody to confirm it, a note only tells.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from cases.domain import bookings, deadlines, vocabulary, wording
from cases.domain.bookings import Clash
from cases.domain.calendars import CalendarDoesNotReach, WorkingCalendar
from cases.domain.deadlines import Computation, Reading
from cases.domain.errors import CaseError
from cases.domain.hearings import (
    MediatorNeeded,
    Sitting,
    UnlawfulPanel,
    check_bench,
    is_mediation,
)

FRIDAY = 4
PRAYER = (time(11, 30), time(13, 0))
OFFICE = (time(8, 0), time(16, 0))
OFFICE_BASIS = "kebiasaan jam kerja; belum dipastikan dari peraturan"
SUMMONS = {"umum": "umum_summons", "pemilu": "pemilu_summons"}


class Weight(StrEnum):
    HARD = "hard"  # ditolak
    SOFT = "soft"  # perlu dipastikan
    NOTE = "note"  # keterangan


class SlotRefused(CaseError):
    """A hearing cannot be held there; ``findings`` say why."""

    code = "slot_refused"

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(" ".join(one.text for one in findings))
        self.findings = tuple(findings)


class SlotDoubtful(SlotRefused):
    """It can be held there once somebody has confirmed what is doubtful."""

    code = "slot_doubtful"


class PanelChanged(CaseError):
    """Who was to hear it no longer sits on the panel of the dispute."""

    code = "panel_changed"


class NotADraft(CaseError):
    """Only what nobody was told of yet can be changed or dropped without a trace."""

    code = "not_a_draft"


class CancelReasonNeeded(CaseError):
    """Whoever was told of a hearing is told why it is not held."""

    code = "cancel_reason_needed"


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason; ``basis`` is the rule or the article it rests on."""

    code: str
    weight: Weight
    text: str
    text_en: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody who is needed and is not there; ``is_bench``: one of those who lead it."""

    name: str
    starts_on: date
    ends_on: date
    reason: str
    is_bench: bool


@dataclass(frozen=True, slots=True)
class Overlap:
    """A party, or who speaks for one, with another hearing at that time."""

    name: str
    registers: str
    held_on: date


@dataclass(frozen=True, slots=True)
class Plan:
    """A slot and what is known of everybody it needs. Day and hours are the commission's own.

    ``panel`` leads a hearing of that kind, also where it is a mediator. ``unregistered`` and
    ``other_panels`` name the disputes of which that is so.
    """

    held_on: date
    starts: time
    ends: time
    today: date
    zone: str
    regimes: tuple[str, ...]
    panel: tuple[Sitting, ...]
    kind: str = ""
    unregistered: tuple[str, ...] = ()
    other_panels: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = ()
    away: tuple[Away, ...] = ()
    overlaps: tuple[Overlap, ...] = ()


@dataclass(frozen=True, slots=True)
class LastService:
    """The last day on which a summons can be served, under one way of counting."""

    reading: Reading
    is_clear: bool
    count: Computation

    @property
    def day(self) -> date:
        """The last local day."""
        return self.count.due_on


def check(plan: Plan, *, calendar: WorkingCalendar) -> tuple[Finding, ...]:
    """Everything that stands against a slot, the hard findings first."""
    found = [
        *_hours(plan),
        *_day(plan, calendar),
        *_bench(plan),
        *_taken(plan),
        *_away(plan),
        *_elsewhere(plan),
        *_summons(plan, calendar),
    ]
    order = list(Weight)
    return tuple(sorted(found, key=lambda one: order.index(one.weight)))


def check_day(plan: Plan, *, calendar: WorkingCalendar) -> tuple[Finding, ...]:
    """The part of ``check`` that is the same at every hour of a day."""
    return (
        *_day(plan, calendar),
        *_bench(plan),
        *_away(plan),
        *_summons(plan, calendar),
    )


def check_hours(plan: Plan) -> tuple[Finding, ...]:
    """The rest of ``check``: what stands against the hours, and who is taken in them."""
    return (*_hours(plan), *_taken(plan), *_elsewhere(plan))


def judge(findings: Sequence[Finding], confirmed: Collection[str]) -> None:
    """Refuse what is hard, and what is doubtful until its code is confirmed.

    Raises:
        SlotRefused: at least one finding is hard.
        SlotDoubtful: a soft finding is not among ``confirmed``.
    """
    if hard := [one for one in findings if one.weight is Weight.HARD]:
        raise SlotRefused(hard)
    if open_ones := [one for one in doubtful(findings) if one.code not in confirmed]:
        raise SlotDoubtful(open_ones)


def doubtful(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What somebody has to confirm."""
    return tuple(one for one in findings if one.weight is Weight.SOFT)


def service_days(
    regime: str, held_on: date, *, calendar: WorkingCalendar
) -> tuple[LastService, ...]:
    """The last day of service under each way of counting; none where no figure is known.

    Raises:
        CalendarDoesNotReach: the count leaves the decreed calendar.
    """
    rule = deadlines.find(SUMMONS[regime])
    if not rule.is_known:
        return ()
    return tuple(
        LastService(reading, is_clear, counted)
        for is_clear in (False, True)
        for reading, counted in deadlines.readings(
            rule, triggered_on=held_on, calendar=calendar, is_clear=is_clear
        )
    )


def _hours(plan: Plan) -> Iterator[Finding]:
    if plan.ends <= plan.starts:
        yield Finding(
            "wrong_hours",
            Weight.HARD,
            "Jam selesai harus sesudah jam mulai, pada hari yang sama.",
            "A hearing ends after it begins, on the same day.",
        )
        return
    if plan.held_on.weekday() == FRIDAY and plan.starts < PRAYER[1] and plan.ends > PRAYER[0]:
        hours = f"{PRAYER[0]:%H.%M}–{PRAYER[1]:%H.%M}"
        yield Finding(
            "friday_prayer",
            Weight.SOFT,
            f"Jumat pukul {hours} adalah waktu salat Jumat.",
            f"Friday {hours} is the time of Friday prayer.",
            OFFICE_BASIS,
        )
    if plan.starts < OFFICE[0] or plan.ends > OFFICE[1]:
        hours = f"{OFFICE[0]:%H.%M}–{OFFICE[1]:%H.%M}"
        yield Finding(
            "outside_office_hours",
            Weight.SOFT,
            f"Di luar jam kerja kantor, {hours}.",
            f"Outside office hours, {hours}.",
            OFFICE_BASIS,
        )


def _day(plan: Plan, calendar: WorkingCalendar) -> Iterator[Finding]:
    day, day_en = _written(plan.held_on)
    if plan.held_on < plan.today:
        yield Finding(
            "day_past", Weight.HARD, f"{day} sudah lewat.", f"{day_en} has passed already."
        )
    try:
        reason = calendar.reason_off(plan.held_on)
    except CalendarDoesNotReach as beyond:
        yield Finding(
            "calendar_does_not_reach",
            Weight.HARD,
            str(beyond),
            "The decreed calendar does not reach that day.",
        )
        return
    if reason is None:
        return
    name_en = vocabulary.label("day_off", reason.name, "en")
    yield Finding(
        "hearing_on_day_off",
        Weight.HARD,
        f"{day} bukan hari kerja: {reason.name}.",
        f"{day_en} is not a working day: {name_en}.",
        reason.decree,
    )


def _bench(plan: Plan) -> Iterator[Finding]:
    for name in plan.unregistered:
        yield Finding(
            "hearing_before_registration",
            Weight.HARD,
            f"Sengketa {name} belum diregistrasi; sidang ditetapkan sesudahnya.",
            f"Dispute {name} is not registered; hearings come after that.",
            "Perki 1/2013 Pasal 17",
        )
    yield from (_other_bench(name, plan.kind) for name in plan.other_panels)
    try:
        check_bench(plan.kind, plan.panel)
    except (UnlawfulPanel, MediatorNeeded) as refusal:
        yield Finding(
            refusal.code,
            Weight.HARD,
            str(refusal),
            vocabulary.label("refusal", refusal.code, "en"),
            str(refusal.article),
        )


def _other_bench(name: str, kind: str) -> Finding:
    if is_mediation(kind):
        return Finding(
            "other_panel",
            Weight.HARD,
            f"Mediator sengketa {name} lain; yang dimediasi bersama bermediator sama.",
            f"Dispute {name} has another mediator; what is mediated together has the same one.",
            "UU 14/2008 Pasal 41",
        )
    return Finding(
        "other_panel",
        Weight.HARD,
        f"Majelis sengketa {name} lain; yang disidangkan bersama bermajelis sama.",
        f"Dispute {name} has another panel; what is heard together has the same one.",
        "UU 14/2008 Pasal 43 ayat (1)",
    )


def _taken(plan: Plan) -> Iterator[Finding]:
    for clash in plan.clashes:
        yield Finding(
            "double_booked",
            Weight.HARD,
            str(bookings.refusal([clash], plan.zone)),
            _clash_en(clash, plan.zone),
        )


def _away(plan: Plan) -> Iterator[Finding]:
    for one in plan.away:
        first, first_en = _written(one.starts_on)
        last, last_en = _written(one.ends_on)
        yield Finding(
            "panel_away" if one.is_bench else "registrar_away",
            Weight.HARD if one.is_bench else Weight.SOFT,
            f"{one.name} tidak hadir {first} sampai {last}: {one.reason}.",
            f"{one.name} is away from {first_en} to {last_en}: {one.reason}.",
        )


def _elsewhere(plan: Plan) -> Iterator[Finding]:
    for overlap in plan.overlaps:
        day, day_en = _written(overlap.held_on)
        yield Finding(
            "party_elsewhere",
            Weight.SOFT,
            f"{overlap.name} bersidang pula pada jam itu, {day} ({overlap.registers}).",
            f"{overlap.name} has another hearing then, {day_en} ({overlap.registers}).",
        )


def _summons(plan: Plan, calendar: WorkingCalendar) -> Iterator[Finding]:
    """Nothing of mediation: it may follow the first hearing on its very day (Perki 1/2013
    Pasal 38 ayat (3)), and its days are agreed.
    """
    if is_mediation(plan.kind):
        return
    for regime in dict.fromkeys(plan.regimes):
        rule = deadlines.find(SUMMONS[regime])
        if not rule.is_known:
            yield Finding(
                "summons_unknown",
                Weight.NOTE,
                "Jumlah hari panggilan untuk jalur ini belum dapat dipastikan; tidak dihitung.",
                "No figure is known for the summons in this regime; nothing is counted.",
            )
            continue
        try:
            days = service_days(regime, plan.held_on, calendar=calendar)
        except CalendarDoesNotReach:
            continue
        late = [one for one in days if one.day < plan.today]
        if not late:
            continue
        told, told_en = (
            wording.listing(
                list(dict.fromkeys(wording.long_date(one.day, tongue) for one in late)), tongue
            )
            for tongue in ("id", "en")
        )
        weight = Weight.HARD if rule.may_enforce else Weight.SOFT
        yield Finding(
            "summons_short",
            weight,
            f"Terlalu dekat untuk panggilan {rule.length} hari kerja: "
            f"hari terakhir penyampaian {told} sudah lewat.",
            f"Too near for a summons {rule.length} working days ahead: "
            f"the last day of service, {told_en}, has passed.",
            vocabulary.label("deadline_basis", rule.key),
        )


def _clash_en(clash: Clash, zone: str) -> str:
    starts = wording.local_time(clash.starts_at, zone).split(" ")[0]
    hours = f"{starts}–{wording.local_time(clash.ends_at, zone)}"
    where = ", ".join(part for part in (clash.place, clash.registers) if part)
    told = f"{clash.resource} is taken {hours}"
    return f"{told} ({where})." if where else f"{told}."


def _written(day: date) -> tuple[str, str]:
    return wording.weekday_date(day), wording.weekday_date(day, "en")
