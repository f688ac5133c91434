"""Once a day: reminders of what falls due, and the digests of those who want one message."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases.domain import notices as rules
from cases.domain.calendars import CalendarDoesNotReach, WorkingCalendar
from cases.domain.notices import Event, NoticeKind
from cases.models import Job, User
from cases.models.jobs import JobState
from cases.queries import calendars
from cases.queries import notices as held
from cases.queries.accounts import House
from cases.queries.notices import Due
from cases.services import jobs
from cases.services.jobs import JobKind, Progress
from cases.services.notices.telling import JAKARTA, tell

logger = logging.getLogger(__name__)

RUN_AT = time(6, 30)
AHEAD = max(rules.REMIND_BEFORE)  # working days that a digest looks ahead


def order_daily(*, now: datetime) -> Job | None:
    """Order the run of this day of the capital, once; None before its hour has come.

    Asked again later the same day, it makes up for a run that nobody was there to do.
    """
    here = timezone.localtime(now, JAKARTA)
    if here.time() < RUN_AT:
        return None
    day = here.date().isoformat()
    return jobs.order(JobKind.DAILY_NOTICES, day, args={"on": day}, now=now)


def run_daily(job: Job, progress: Progress, now: datetime) -> None:
    """Put the reminders and digests of a day in the outbox; again, it adds nothing."""
    on = date.fromisoformat(job.args["on"])
    today = max(on, timezone.localdate(now, JAKARTA))
    progress.step("ingatkan", 0, 2)
    dues = held.dues(today)
    remind(dues, since=_since(on), today=today, now=now)
    suggest(today=today, now=now)
    progress.step("kumpulkan", 1, 2)
    gather(dues, today=today, now=now)
    with progress.effect(now=now):
        pass


def remind(dues: Sequence[Due], *, since: date, today: date, now: datetime) -> int:
    """Remind each house of what falls due; how many messages, old ones among them.

    Where a day was missed and several reminders of one duty fall together, the last one
    stands for all.
    """
    calendar_of = cache(calendars.working_calendar)
    count = 0
    for due in dues:
        calendar = calendar_of(due.region)
        try:
            found = list(
                rules.reminders(due.due_on, since=since, today=today, calendar=calendar)
            )
        except CalendarDoesNotReach as refusal:
            logger.warning("no reminder of %s: %s", due.key, refusal)
            continue
        if found:
            count += _remind(due, min(found), calendar.count(today, due.due_on), now)
    return count


def suggest(*, today: date, now: datetime) -> int:
    """Tell the registry, once, of promises whose last day is over; nothing lapses by itself."""
    count = 0
    for due in held.promises_lapsed(today):
        people = held.wanting(
            held.people_in(due.dispute, due.house), NoticeKind.DEADLINE_REMINDER
        )
        for user in people:
            told = tell(
                NoticeKind.DEADLINE_REMINDER,
                to=user,
                event=Event(f"{due.key}:{due.due_on}:over", due.due_on),
                payload={**_line(due), "is_over": True},
                dispute=due.dispute,
                now=now,
            )
            count += len(told)
    return count


def gather(dues: Sequence[Due], *, today: date, now: datetime) -> int:
    """One message for each person who wants a digest, and for whom there is something."""
    calendar_of = cache(calendars.working_calendar)
    near = [due for due in dues if _is_near(due, today, calendar_of(due.region))]
    by_house: dict[House, list[Due]] = {}
    for due in near:
        by_house.setdefault(due.house, []).append(due)
    members = {house: set(held.people_of(house)) for house in by_house}
    count = 0
    for user in held.digest_readers():
        mine = [due for house in by_house if user in members[house] for due in by_house[house]]
        count += _gather(user, mine, today, now)
    return count


@transaction.atomic
def _gather(user: User, mine: Sequence[Due], today: date, now: datetime) -> int:
    """What is new after the digest of the day was gathered stands in that of tomorrow."""
    news = held.waiting_for_digest(user)
    event = Event(f"digest:{today}", today)
    is_gathered = held.of_user(user).filter(event=event.key).exists()
    if is_gathered or not (mine or news.exists()):
        return 0
    digests = tell(
        NoticeKind.DIGEST,
        to=user,
        event=event,
        payload={
            "on": today,
            "address": "/meja/",
            "due": [_line(due) for due in sorted(mine, key=lambda due: due.due_on)],
        },
        now=now,
    )
    for digest in digests:
        news.filter(channel=digest.channel).update(digest=digest)
    return len(digests)


def _remind(due: Due, before: int, left: int, now: datetime) -> int:
    payload = {**_line(due), "left": left}
    concerned = held.people_in(due.dispute, due.house)
    people = held.wanting(concerned, NoticeKind.DEADLINE_REMINDER)
    told = [
        tell(
            NoticeKind.DEADLINE_REMINDER,
            to=user,
            event=due.event(before),
            payload=payload,
            dispute=due.dispute,
            now=now,
        )
        for user in people
    ]
    return sum(len(notices) for notices in told)


def _line(due: Due) -> Mapping[str, Any]:
    named = held.register_of(due.dispute) or due.dispute.code if due.dispute else ""
    return {
        "house": held.key_of_house(due.house),
        "what": due.what,
        "due_on": due.due_on,
        "registers": named,
        "body": due.body,
        "address": due.address,
    }


def _is_near(due: Due, today: date, calendar: WorkingCalendar) -> bool:
    try:
        return calendar.count(today, due.due_on) <= AHEAD
    except CalendarDoesNotReach:
        return False


def _since(on: date) -> date:
    """The first day whose reminders nobody has sent: a machine may have been off for days."""
    done = Job.objects.filter(
        kind=JobKind.DAILY_NOTICES, state=JobState.DONE, key__lt=on.isoformat()
    )
    last = done.order_by("-key").values_list("key", flat=True).first()
    if last is None:
        return on
    missed = date.fromisoformat(last) + timedelta(days=1)
    return max(missed, on - rules.MADE_UP)
