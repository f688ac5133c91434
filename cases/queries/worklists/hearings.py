"""Hearings that are set, called to, held and not recorded; absences that are to be weighed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from cases.domain.absences import Consequence
from cases.domain.hearings import HearingState, is_mediation
from cases.domain.publication import UNANNOUNCED_KINDS
from cases.domain.summons import UNPROVEN, Standing
from cases.domain.worklists import AHEAD, Why, WorkList
from cases.models import Dispute
from cases.queries import absences, summons
from cases.queries.summons import Calls
from cases.queries.worklists.rows import HELD, Row

WAITING = {*UNPROVEN, Standing.RETURNED}


def of_hearings(open_ones: Sequence[Any], today: date) -> Iterator[Row]:
    """Hearings that are set for the next days or drafted, and held ones that are not frozen.

    Of what was only reported nobody here writes a transcript.
    """
    served: dict[int, tuple[Any, list[Dispute]]] = {}
    for one in open_ones:
        for place in one.places:
            served.setdefault(place.hearing_id, (place, []))[1].append(one)
    for place, disputes in served.values():
        if (found := _sitting(place, today)) is not None:
            listed, why = found
            hearing = place.hearing
            yield Row(listed, why, tuple(disputes), since=hearing.held_on, hearing=hearing)


def _sitting(place: Any, today: date) -> tuple[WorkList, Why] | None:
    hearing = place.hearing
    is_ahead = today <= hearing.held_on <= today + timedelta(days=AHEAD)
    if hearing.state == HearingState.SET and hearing.held_on < today:
        listed = WorkList.MEDIATE if is_mediation(hearing.kind) else WorkList.RECORD
        return listed, Why.UNNOTED
    if hearing.state in {HearingState.SET, HearingState.OPEN} and is_ahead:
        return WorkList.HEARING, Why.HEARING_SET
    if hearing.state == HearingState.DRAFT and today <= hearing.held_on:
        return WorkList.HEARING, Why.HEARING_DRAFTED
    return _held(place)


def _held(place: Any) -> tuple[WorkList, Why] | None:
    """What is still to be done with the record of a hearing that was held."""
    hearing = place.hearing
    if place.is_under_way:
        return WorkList.CERTIFY, Why.UNRELEASED
    if hearing.state not in HELD or hearing.sources or place.is_frozen:
        return None
    if hearing.kind in UNANNOUNCED_KINDS or is_mediation(hearing.kind):
        return None
    if place.has_words:
        return WorkList.CERTIFY, Why.UNCERTIFIED
    return WorkList.RECORD, Why.UNRECORDED


def of_summonses(open_ones: Sequence[Dispute], today: date) -> Iterator[Row]:
    """Announced hearings to which somebody was not summoned, or nobody knows whether they were.

    The last day is the one that is in time by every count.
    """
    mine = {one.pk: one for one in open_ones}
    for calls in summons.calls_to(summons.ahead(open_ones, today)):
        served = tuple(mine[one.pk] for one in calls.disputes if one.pk in mine)
        if calls.missing:
            why = Why.PARTLY_SUMMONED if calls.summonses else Why.UNSUMMONED
            people = [one.name for one in calls.missing]
            yield _call(WorkList.SUMMON, why, served, calls, people)
        waiting = [
            (one, standing)
            for one in calls.summonses
            if (standing := summons.standing_of(one)) in WAITING
        ]
        if waiting:
            came_back = any(standing is Standing.RETURNED for _one, standing in waiting)
            why = Why.RETURNED if came_back else Why.UNPROVEN
            people = [
                summons.name_of(one.participant, one.representation) for one, _said in waiting
            ]
            yield _call(WorkList.SERVICE, why, served, calls, people)


def _call(
    listed: WorkList,
    why: Why,
    disputes: tuple[Dispute, ...],
    calls: Calls,
    people: Sequence[str],
) -> Row:
    last = calls.strictest
    other = calls.of_reading(last) if last else None
    return Row(
        listed,
        why,
        disputes,
        since=calls.hearing.held_on,
        due_on=last.day if last else None,
        due_on_other_reading=other.day if other else None,
        rule=last.count.rule.key if last else "",
        people=tuple(dict.fromkeys(people)),
        hearing=calls.hearing,
    )


def of_absences(open_ones: Sequence[Dispute]) -> Iterator[Row]:
    """Where the record suggests something to the panel, and nobody has decided it."""
    examined = absences.examined(open_ones)
    found = absences.of(examined)
    for one in examined:
        for record in found.get(one.pk, ()):
            if record.suggestion is not None:
                is_lapse = record.suggestion.consequence is Consequence.LAPSE
                why = Why.ABSENT_APPLICANT if is_lapse else Why.ABSENT_RESPONDENT
                last = record.lines[-1].noted.hearing.held_on
                yield Row(WorkList.ABSENCE, why, (one,), since=last, people=(record.name,))
