"""A search that tells its news by mail, without an account: asked for, proved, told, ended.

The address stands in one row and nowhere else: no job, no journal and no log holds it. Ending
is deleting. What is asked for is answered the same, whoever has what already.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cases.adapters import account_letters
from cases.domain import alerts as rules
from cases.models import Job, PublicDispute, SearchAlert
from cases.queries import alerts as held
from cases.services import jobs, journal, links
from cases.services.jobs import JobKind, Progress
from cases.services.journal import Actor

logger = logging.getLogger(__name__)

SALT = "cases.alerts"
READER, CLOCK = Actor("pembaca"), Actor.system("kabar")
JAKARTA = ZoneInfo("Asia/Jakarta")
RUN_AT = time(6, 45)


@transaction.atomic
def ask(query: str, *, email: str, language: str, now: datetime) -> None:
    """Order the letter that proves an address; nothing comes of it where there are enough."""
    email = email.strip().lower()
    theirs = SearchAlert.objects.select_for_update().filter(email=email)
    same = theirs.filter(query=query).first()
    lately = theirs.filter(created_at__gt=now - timedelta(hours=1)).count()
    if (same and same.confirmed_at) or lately >= rules.AN_HOUR or theirs.count() >= rules.MOST:
        return
    if same:
        same.delete()

    alert = SearchAlert.objects.create(
        **links.draw(SALT), email=email, query=query, language=language, created_at=now
    )
    jobs.order(JobKind.SEND_ALERT_LINK, str(alert.pk), args={"alert": alert.pk}, now=now)
    _note("alert_asked", alert, READER, now)


@transaction.atomic
def confirm(token: str, *, now: datetime) -> SearchAlert:
    """Take the word of whoever reads the mail of that address; from now on news are told.

    Raises:
        AlertUnknown: there is no such link, or it came too late.
    """
    alert = find(token, now=now)
    if alert.confirmed_at is None:
        alert.confirmed_at, alert.looked_at = now, now
        alert.save(update_fields=["confirmed_at", "looked_at"])
        _note("alert_confirmed", alert, READER, now)
    return alert


def find(token: str, *, now: datetime) -> SearchAlert:
    """The search to which a link leads.

    Raises:
        AlertUnknown: there is no such link, or it came too late.
    """
    alert = held.by_hash(links.hash_of(token))
    if alert is None or _is_stale(alert, now):
        raise rules.AlertUnknown("Tautan ini tidak berlaku lagi.")
    return alert


@transaction.atomic
def end(token: str, *, now: datetime) -> None:
    """End it, and forget the address; a second time changes nothing."""
    alert = held.by_hash(links.hash_of(token))
    if alert is not None:
        _forget([alert], "alert_ended", READER, now)


def order_daily(*, now: datetime) -> Job | None:
    """Order the look of this day of the capital, once; None before its hour has come."""
    here = timezone.localtime(now, JAKARTA)
    if here.time() < RUN_AT:
        return None
    day = here.date().isoformat()
    return jobs.order(JobKind.DAILY_ALERTS, day, args={"on": day}, now=now)


def run_daily(job: Job, progress: Progress, now: datetime) -> None:
    """Forget who never answered, and order a letter for each search that has news."""
    on = date.fromisoformat(job.args["on"])
    stale = SearchAlert.objects.filter(
        confirmed_at=None, created_at__lte=now - rules.PROVED_WITHIN
    )
    _forget(stale, "alert_lapsed", CLOCK, now)
    waiting = list(held.proved().order_by("pk").values_list("pk", flat=True))
    for done, pk in enumerate(waiting):
        progress.step("cari", done, len(waiting))
        try:
            _look(pk, on, until=now - rules.SETTLED, now=now)
        except Exception:  # one search that fails in whatever way holds nobody else up
            logger.exception("no news of search %s", pk)
    with progress.effect(now=now):
        pass


def send_link(job: Job, progress: Progress, now: datetime) -> None:
    """Send the letter that proves an address, while it is still asked for."""
    alert = SearchAlert.objects.filter(pk=job.args["alert"]).first()
    row = SearchAlert.objects.filter(pk=job.args["alert"])
    is_open = alert is not None and alert.confirmed_at is None and not _is_stale(alert, now)

    def mail() -> None:
        if alert is not None:
            _mail(alert, "alert_confirm", {"within": rules.PROVED_WITHIN.days}, key="link")

    links.send(job, progress, mail, is_open=is_open, row=row, now=now)


def send(job: Job, progress: Progress, now: datetime) -> None:
    """Send the news of a search, of what may still be read; nothing once it was ended."""
    alert = held.proved().filter(pk=job.args["alert"]).first()
    cases = held.still_public(job.args["cases"])

    def mail() -> None:
        if alert is not None:
            _mail(alert, "alert_news", {"cases": [_told(row) for row in cases]}, key=job.key)

    is_open = alert is not None and bool(cases)
    links.send(job, progress, mail, is_open=is_open, row=None, now=now)


def link_of(alert: SearchAlert) -> str:
    """The address in its letters, under the public address of the installation."""
    return f"{settings.BASE_URL}/kabar/{links.token(alert.nonce, SALT)}/"


@transaction.atomic
def _look(pk: int, on: date, *, until: datetime, now: datetime) -> None:
    alert = held.proved().select_for_update().filter(pk=pk).first()
    if alert is None or alert.looked_at is None or alert.looked_at >= until:
        return
    since = alert.looked_at
    cases = held.news(alert.query, since=since, until=until) if held.has_changed(since) else ()
    if cases:
        told = {"alert": alert.pk, "cases": list(cases)}
        jobs.order(JobKind.SEND_ALERT, f"{alert.pk}:{on}", args=told, now=now)
    alert.looked_at = until
    alert.save(update_fields=["looked_at"])


def _mail(alert: SearchAlert, name: str, context: dict[str, object], *, key: str) -> None:
    link = link_of(alert)
    unsubscribe = f"{link}berhenti/"
    account_letters.send(
        alert.email,
        name,
        {
            **context,
            "said": held.said(alert.query),
            "results": f"{settings.BASE_URL}/perkara/?{alert.query}",
            "link": link,
            "unsubscribe": unsubscribe,
        },
        language=alert.language,
        key=f"alert.{alert.token_hash[:16]}.{key.replace(':', '.')}",
        unsubscribe=unsubscribe,
    )


def _told(row: PublicDispute) -> dict[str, object]:
    sides = (
        f"{row.applicant_short or row.applicant} v. {row.respondent_short or row.respondent}"
    )
    return {
        "register": row.register or row.short,
        "sides": sides,
        "subject": row.subject,
        "stage": row.stage,
        "address": f"{settings.BASE_URL}/perkara/{row.commission_code}/{row.slug}/",
    }


def _is_stale(alert: SearchAlert, now: datetime) -> bool:
    return alert.confirmed_at is None and now >= alert.created_at + rules.PROVED_WITHIN


@transaction.atomic
def _forget(alerts: Iterable[SearchAlert], act: str, actor: Actor, now: datetime) -> None:
    for alert in list(alerts):
        _note(act, alert, actor, now)
        alert.delete()


def _note(act: str, alert: SearchAlert, actor: Actor, now: datetime) -> None:
    journal.record(act, actor=actor, at=now, payload={"alert": alert.pk})
