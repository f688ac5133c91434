"""Deriving the clocks of a dispute, each with the days counted and the days skipped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from cases.domain import deadlines as rules
from cases.domain.calendars import CalendarDoesNotReach, DayOff, days_between
from cases.domain.publication.copies import ClockCopy, ClockDay
from cases.models import Deadline, Dispute
from cases.queries import calendars, deadlines
from cases.services.publication.words import Telling

ONE_DAY = timedelta(days=1)


def clocks(dispute: Dispute, telling: Telling) -> tuple[ClockCopy, ...]:
    """Every clock that holds, in the order in which they started."""
    order = sorted(dispute.deadlines.all(), key=lambda row: (row.triggered_on, row.pk))
    hearings = {
        telling.record.hearings[pk].held_on: seq
        for pk, seq in sorted(telling.seqs.items(), key=lambda pair: -pair[1])
    }
    decided = frozenset(
        row.pronounced_on for row in dispute.decisions.all() if row.pronounced_on
    )
    return tuple(
        _Tape(row, dispute.commission.region, hearings, decided).clock() for row in order
    )


@dataclass(frozen=True, slots=True)
class _Tape:
    row: Deadline
    region: str
    hearings: Mapping[date, int]
    decided: frozenset[date]

    def clock(self) -> ClockCopy:
        row, rule = self.row, deadlines.rule_of(self.row)
        days = tuple(self._days())
        met_on = row.met_on
        used = [day for day in days if day.number and met_on and day.day <= met_on]
        return ClockCopy(
            rule=row.rule,
            article=rule.article,
            confidence=rule.confidence,
            length=rule.length,
            unit=rule.unit,
            trigger=rule.trigger,
            effect=rule.effect,
            consequence=rule.consequence,
            note=rule.note,
            triggered_on=row.triggered_on,
            trigger_note=row.trigger_note,
            due_on=row.due_on,
            due_on_other_reading=row.due_on_other_reading,
            joint_leave_counts=row.joint_leave_counts,
            met_on=met_on,
            ended_on=row.ended_on,
            is_unreported=row.is_unreported,
            used_days=len(used) if met_on else None,
            late_days=sum(day.kind == "late" for day in days),
            calendar_version=row.calendar_version,
            region=self.region,
            days=days,
        )

    def _days(self) -> Iterator[ClockDay]:
        """The cells: as counted up to the limit, and on to the day of the deed."""
        working = self.row.working
        counted = {
            date.fromisoformat(day): number for day, number in working.get("counted", ())
        }
        skipped = {
            date.fromisoformat(day): (kind, name)
            for day, kind, name, _decree in working.get("skipped", ())
        }
        yield self._cell(self.row.triggered_on, "start")
        for day in sorted({*counted, *skipped}):
            kind = "counted" if day in counted else "off"
            yield self._cell(day, kind, counted.get(day), skipped.get(day, ("", "")))
        if counted and self.row.met_on is not None:
            yield from self._late_days(self.row.met_on, len(counted))

    def _late_days(self, met_on: date, number: int) -> Iterator[ClockDay]:
        if met_on <= self.row.due_on:
            return
        is_working = rules.RULES[self.row.rule].unit is not rules.Unit.CALENDAR_DAYS
        calendar = calendars.working_calendar(self.region) if is_working else None
        for day in days_between(self.row.due_on + ONE_DAY, met_on):
            try:
                off: DayOff | None = calendar.reason_off(day) if calendar else None
            except CalendarDoesNotReach:
                return
            number += off is None
            if off is None:
                yield self._cell(day, "late", number)
            else:
                yield self._cell(day, "off", None, (off.kind, off.name))

    def _cell(
        self,
        day: date,
        kind: str,
        number: int | None = None,
        off: tuple[str, str] = ("", ""),
    ) -> ClockDay:
        return ClockDay(
            day=day,
            kind=kind,
            number=number,
            off_kind=off[0],
            name=off[1],
            is_limit=day == self.row.due_on,
            hearing_seq=self.hearings.get(day),
            is_decision=day in self.decided,
        )
