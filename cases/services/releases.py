"""The release of the calendar: what was drafted becomes known, in one act."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from cases.domain import sittings as rules
from cases.domain.correspondence import CorrespondenceKind
from cases.domain.hearings import (
    HearingPlan,
    HearingState,
    Seat,
    Sitting,
    check_plan,
    informed,
    is_mediation,
)
from cases.domain.notices import PARTIES, Event, NoticeKind, Side
from cases.domain.publication import UNANNOUNCED_KINDS, Visibility
from cases.domain.rights import Right
from cases.domain.vocabulary import label
from cases.domain.wording import local_time, weekday_date
from cases.models import Commission, Dispute, Hearing, User
from cases.queries import calendars, panels
from cases.queries import notices as concerns
from cases.queries import sittings as queries
from cases.services import (
    accounts,
    bookings,
    correspondence,
    docket,
    hearings,
    journal,
    notices,
    publication,
    sittings,
)
from cases.services.correspondence import Writing
from cases.services.rights import right


@right(Right.REGISTRY)
@publication.one_act
def release(
    commission: Commission, chosen: Sequence[Hearing], *, by: User, now: datetime
) -> tuple[Hearing, ...]:
    """Make drafts known in one act: state, docket, messages, public agenda and calendars.

    Raises:
        PanelChanged: a bench is no longer the panel of its dispute; nothing is released.
        UnlawfulPanel, HearingOnDayOff: the panel or the calendar changed since.
    """
    Commission.objects.select_for_update().get(pk=commission.pk)
    wanted = {row.hearing.pk for row in queries.unreleased(commission)}
    released = []
    for one in sorted(chosen, key=lambda row: row.pk):
        if one.pk not in wanted:
            continue
        disputes = sittings.locked(sittings.served(one))
        hearing = hearings.locked(one)
        if hearing.void_reason:
            _cancel(hearing, disputes, by, now)
        else:
            _announce(hearing, disputes, by, now)
        released.append(hearing)
    payload = {"hearings": [one.code for one in released]}
    who = accounts.as_actor(by)
    journal.record(
        "calendar_released", actor=who, at=now, commission=commission, payload=payload
    )
    return tuple(released)


def _announce(hearing: Hearing, disputes: Sequence[Dispute], by: User, now: datetime) -> None:
    bench = {seat.person_id for seat in hearing.seats.all()}
    for dispute in disputes:
        if {seat.person_id for seat in panels.of(dispute).sits_at(hearing.kind)} != bench:
            raise rules.PanelChanged(
                f"Majelis atau mediator sidang {hearing.code} sudah berganti; jadwalkan ulang "
                "lebih dahulu."
            )
    _check(hearing)
    previous = hearing.previous
    _set(hearing, disputes, by, now)
    what, what_en = _what(hearing)
    if previous is not None:
        day, day_en = weekday_date(previous.held_on), weekday_date(previous.held_on, "en")
        text = f"Sidang {day} dipindahkan: {what}"
        text_en = f"The hearing of {day_en} was moved: {what_en}"
    else:
        text, text_en = f"Sidang ditetapkan: {what}", f"A hearing was set: {what_en}"
    _enter("penetapan_sidang", text, text_en, hearing, disputes, by, now)
    # For whoever takes part, and for no page that everybody reads; of a mediation its own page.
    if hearing.link and not is_mediation(hearing.kind):
        _write(disputes, f"Tautan sidang {what}: {hearing.link}", by, now)


def _check(hearing: Hearing) -> None:
    seats = hearing.seats.select_related("person").order_by("no")
    plan = HearingPlan(
        hearing.held_on,
        None,
        hearing.kind,
        tuple(Sitting(one.person.slug, Seat(one.seat)) for one in seats),
        hearing.is_public,
        hearing.caucus_with,
    )
    check_plan(plan, calendar=calendars.working_calendar(hearing.commission.region))


def _set(hearing: Hearing, disputes: Sequence[Dispute], by: User, now: datetime) -> None:
    """The draft becomes the hearing, the one that it stands for a moved one; both sides are
    told of either.
    """
    old = hearings.locked(hearing.previous) if hearing.previous else None
    hearing.state = HearingState.SET
    hearing.announced_at = now
    hearing.save(update_fields=["state", "announced_at"])
    sittings.note("hearing_moved" if old else "hearing_set", hearing, disputes, by, now)
    if old is None:
        hearings.tell(hearing, disputes, NoticeKind.HEARING_SET, {}, now)
    else:
        old.state = HearingState.MOVED
        old.save(update_fields=["state"])
        publication.shelve_hearing(old, now=now)
        notices.cancel(hearings.event_key(old))
        was = {"was_on": old.held_on, "was_at": old.planned_at}
        hearings.tell(hearing, disputes, NoticeKind.HEARING_MOVED, was, now)
    publication.shelve_hearing(hearing, now=now)


def _cancel(hearing: Hearing, disputes: Sequence[Dispute], by: User, now: datetime) -> None:
    hearing.state = HearingState.VOID
    hearing.sequence += 1
    hearing.announced_at = now
    hearing.save(update_fields=["state", "sequence", "announced_at"])
    bookings.release(hearing, now=now)
    notices.cancel(hearings.event_key(hearing))
    sittings.note("hearing_cancelled", hearing, disputes, by, now)
    what, what_en = _what(hearing)
    publication.shelve_hearing(hearing, now=now)
    _enter(
        "pembatalan_sidang",
        f"Sidang dibatalkan: {what}",
        f"The hearing was cancelled: {what_en}",
        hearing,
        disputes,
        by,
        now,
    )
    if is_mediation(hearing.kind):
        return _tell_cancelled(hearing, disputes, now)
    text = f"Sidang dibatalkan: {what}. Alasan: {hearing.void_reason}"
    _write(disputes, text, by, now)
    return None


def _tell_cancelled(hearing: Hearing, disputes: Sequence[Dispute], now: datetime) -> None:
    """Send whom it concerns to the page of the mediation, which says the rest."""
    event = Event(f"hearing:{hearing.code}:cancelled", notices.today(disputes[0], now))
    told = {"what": CorrespondenceKind.MESSAGE, "sender": Side.COMMISSION, "due_on": None}
    notices.tell_parties(
        disputes,
        informed(hearing.kind, hearing.caucus_with),
        NoticeKind.LETTER,
        event=event,
        payload=lambda mine: {
            **told,
            **concerns.about(mine),
            "address": f"/meja/perkara/{mine[0].code}/mediasi/",
        },
        now=now,
    )


def _write(disputes: Sequence[Dispute], text: str, by: User, now: datetime) -> None:
    """Write to both sides of each dispute."""
    writing = Writing(CorrespondenceKind.MESSAGE, text)
    for dispute in disputes:
        correspondence.write(
            dispute, writing, sender=Side.COMMISSION, to=PARTIES, by=by, now=now
        )


def _enter(
    kind: str,
    text: str,
    text_en: str,
    hearing: Hearing,
    disputes: Sequence[Dispute],
    by: User,
    now: datetime,
) -> None:
    """A line in the docket of each dispute, as openly as the hearing itself is announced. Of a
    mediation there is none: the panel reads the docket, too, and of a caucus the other side.
    """
    if is_mediation(hearing.kind):
        return
    seen = Visibility.PUBLIC if hearing.is_public else Visibility.PARTIES
    if hearing.kind in UNANNOUNCED_KINDS:
        seen = Visibility.INTERNAL
    for dispute in disputes:
        line = docket.Line(
            kind=kind,
            text=text,
            text_en=text_en,
            occurred_on=notices.today(dispute, now),
            visibility=seen,
        )
        docket.record(dispute, line, hearing=hearing, actor=accounts.as_actor(by), now=now)


def _what(hearing: Hearing) -> tuple[str, str]:
    zone = hearing.commission.time_zone
    at = local_time(hearing.planned_at, zone) if hearing.planned_at else ""
    kind, kind_en = (
        label("hearing_kind", hearing.kind),
        label("hearing_kind", hearing.kind, "en"),
    )
    return (
        f"{kind}, {weekday_date(hearing.held_on)} pukul {at}",
        f"{kind_en}, {weekday_date(hearing.held_on, 'en')} at {at}",
    )
