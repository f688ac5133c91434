"""Deriving the path of a dispute in seven steps, and its timeline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from cases.domain import vocabulary, wording
from cases.domain.publication.copies import ClockCopy, StepCopy, TimelineCopy
from cases.domain.stages import Phase, Stage, is_over, phase_of
from cases.models import Dispute, DocketEntry, Hearing
from cases.services.publication.naming import first_day, last_day, register_of
from cases.services.publication.words import Telling

READING = "pembacaan_"  # hearings in which a decision is read examine nothing
LIMIT = "tenggat"  # the kind of a timeline entry that is a limit and not an event
Words = tuple[str, str]
NOTHING: Words = ("", "")


def path(dispute: Dispute, telling: Telling) -> tuple[StepCopy, ...]:
    """The seven steps a lay reader follows, each with what is known of it.

    Of what has ended, those that it reached: nothing lies ahead of it.
    """
    stage = Stage(dispute.stage)
    now = list(Phase).index(phase_of(stage))
    steps = []
    for place, phase in enumerate(Phase):
        told, told_en = _WORDS[phase](dispute, telling)
        if place > now and not told and is_over(stage):
            continue
        state = "now" if place == now else "next" if place > now else "unknown"
        if told and state != "now":
            state = "done"
        steps.append(StepCopy(phase=phase, state=state, words=told, words_en=told_en))
    return tuple(steps)


def timeline(
    dispute: Dispute, telling: Telling, limits: tuple[ClockCopy, ...]
) -> tuple[TimelineCopy, ...]:
    """The public docket with the limits of the clocks between its lines, in order of days."""
    part = _parts(dispute, telling)
    lines = [
        (row.sort_on or row.occurred_on or date.max, 0, row.pk, _event(row, telling, part))
        for row in dispute.docket.all()
    ]
    lines += [
        (clock.due_on, 1, place, _limit(clock, part)) for place, clock in enumerate(limits)
    ]
    return tuple(line[-1] for line in sorted(lines, key=lambda line: line[:3]))


def _parts(dispute: Dispute, telling: Telling) -> Callable[[date | None], str]:
    """Says to which part of the history a day belongs: request, dispute or after."""
    decided = last_day(row.pronounced_on for row in dispute.decisions.all())
    held = (hearing.held_on for hearing in _hearings(telling))
    began = dispute.received_on or first_day([dispute.registered_on, *held])

    def part(day: date | None) -> str:
        if day is None:
            return "after" if decided else "dispute"
        if began and day < began:
            return "request"
        return "after" if decided and day > decided else "dispute"

    return part


def _event(
    row: DocketEntry, telling: Telling, part: Callable[[date | None], str]
) -> TimelineCopy:
    return TimelineCopy(
        kind=row.kind,
        part=part(row.sort_on or row.occurred_on),
        occurred_on=row.occurred_on,
        date_note=row.date_note,
        text=row.text,
        text_en=row.text_en,
        hearing_seq=telling.seqs.get(row.hearing_id or 0),
        rule="",
        note=row.source_note,
        refs=telling.cite.refs(row.sources),
        confidence=row.confidence,
    )


def _limit(clock: ClockCopy, part: Callable[[date | None], str]) -> TimelineCopy:
    unit = {"hari_kerja": ("hari kerja", "working days"), "bulan": ("bulan", "months")}
    words, words_en = unit.get(clock.unit, ("hari", "days"))
    return TimelineCopy(
        kind=LIMIT,
        part=part(clock.due_on),
        occurred_on=clock.due_on,
        date_note="",
        text=f"Batas {clock.length} {words}",
        text_en=f"End of {clock.length} {words_en}",
        hearing_seq=None,
        rule=clock.rule,
        note=clock.article,
        refs=(),
        confidence="",
    )


def _request(dispute: Dispute, _telling: Telling) -> Words:
    rows = list(dispute.information_requests.all())
    return _dated(
        (row.submitted_on or row.received_on for row in rows), [row.date_note for row in rows]
    )


def _objection(dispute: Dispute, _telling: Telling) -> Words:
    rows = [
        row for asked in dispute.information_requests.all() for row in asked.objections.all()
    ]
    rows.sort(key=lambda row: row.pk)
    return _dated((row.filed_on for row in rows), [row.date_note for row in rows])


def _filing(dispute: Dispute, _telling: Telling) -> Words:
    number = register_of(dispute)
    notes = [dispute.date_note, number.raw if number else ""]
    return _dated([dispute.received_on or dispute.registered_on], notes)


def _examination(_dispute: Dispute, telling: Telling) -> Words:
    rows = [row for row in _hearings(telling) if not row.kind.startswith(READING)]
    if not rows:
        return NOTHING
    days = [row.held_on for row in rows]
    spread, spread_en = (_spread(min(days), max(days), language) for language in ("id", "en"))
    plural = "hearing" if len(rows) == 1 else "hearings"
    return f"{len(rows)} sidang, {spread}", f"{len(rows)} {plural}, {spread_en}"


def _decision(dispute: Dispute, _telling: Telling) -> Words:
    rows = list(dispute.decisions.all())
    if not rows:
        return NOTHING
    last = rows[-1]
    day, day_en = _dated([last.pronounced_on], [last.date_note])
    code = last.disposition or dispute.disposition
    result = vocabulary.label("disposition", code).lower() if code else last.result
    result_en = vocabulary.label("disposition", code, "en").lower() if code else last.result
    return _joined(day, result), _joined(day_en, result_en)


def _court(dispute: Dispute, _telling: Telling) -> Words:
    rows = list(dispute.court_stages.all())
    if not rows:
        return NOTHING
    last = rows[-1]
    day, day_en = _dated([last.dated_on], [last.date_note])
    return _joined(last.court_name, day), _joined(last.court_name, day_en)


def _compliance(dispute: Dispute, _telling: Telling) -> Words:
    orders = [order for row in dispute.decisions.all() for order in row.orders.all()]
    return _dated((order.complied_on for order in orders), [])


_WORDS: Mapping[Phase, Callable[[Dispute, Telling], Words]] = {
    Phase.REQUEST: _request,
    Phase.OBJECTION: _objection,
    Phase.FILING: _filing,
    Phase.EXAMINATION: _examination,
    Phase.DECISION: _decision,
    Phase.COURT: _court,
    Phase.COMPLIANCE: _compliance,
}


def _hearings(telling: Telling) -> list[Hearing]:
    return [telling.record.hearings[pk] for pk in telling.seqs]


def _dated(days: Iterable[date | None], notes: Sequence[str]) -> Words:
    first = first_day(days)
    if first is not None:
        return wording.long_date(first), wording.long_date(first, "en")
    note = next((note for note in notes if note), "")
    return note, note


def _spread(first: date, last: date, language: str) -> str:
    if first == last:
        return wording.long_date(first, language)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{wording.long_date(last, language)}"
    return f"{wording.long_date(first, language)}–{wording.long_date(last, language)}"


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
