"""Every night the house looks whether it adds up, and tells those who keep it what does not.

The findings name codes, chains and rules, and nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from cases.adapters import account_letters
from cases.models import Job, SelfCheck, User
from cases.models.jobs import JobState
from cases.queries import documents, invariants, operation
from cases.queries import self_checks as queries
from cases.services import checkpoints, jobs, links, publication
from cases.services.jobs import JobKind, Progress

JAKARTA = ZoneInfo("Asia/Jakarta")
MADE_AT = time(2, 30)  # after backup and open data
LATE = timedelta(hours=6)  # for which work may wait before somebody should look
TOLD = 200  # sentences that are kept of one night


def faults_of_the_record() -> Iterator[str]:
    """What the four checks of the record find, one sentence each."""
    for broken in checkpoints.verify():
        yield f"jurnal {broken.chain} entri {broken.seq}: {broken.reason}"
    _checked, wrong = documents.verify_files()
    for one in wrong:
        yield f"berkas {one.file}: {one.reason}"
    for difference in publication.verify():
        yield f"rak publik: {difference}"
    for rule in invariants.check():
        if rule.broken:
            yield f"aturan {rule.rule}: {rule.broken} dilanggar"


def findings(*, now: datetime) -> Iterator[str]:
    """All that does not add up: in the record, and in the work that is on order."""
    yield from faults_of_the_record()
    for one in operation.jobs_standing(now=now):
        if one.state == JobState.FAILED:
            yield f"pekerjaan {one.kind}: {one.count} gagal"
        elif one.kind != JobKind.SELF_CHECK and one.age > LATE.total_seconds():
            hours = int(one.age // 3600)
            yield f"pekerjaan {one.kind}: {one.count} belum selesai, tertua {hours} jam"


def order_nightly(*, now: datetime) -> Job | None:
    """Order the look of this night of the capital, once; None before its hour has come."""
    here = timezone.localtime(now, JAKARTA)
    if here.time() < MADE_AT:
        return None
    day = here.date().isoformat()
    return jobs.order(JobKind.SELF_CHECK, day, args={"day": day}, now=now)


def perform(job: Job, progress: Progress, now: datetime) -> None:
    """Look, keep what was found, and write to the administrators where something was."""
    progress.step("periksa", 0, 1)
    found = findings(now=now)
    told = list(islice(found, TOLD))
    count = len(told) + sum(1 for _more in found)
    with progress.effect(now=now):
        row = SelfCheck.objects.create(
            day=job.args["day"],
            begun_at=now,
            ended_at=timezone.now(),
            count=count,
            findings=told,
        )
        for user in queries.administrators() if count else ():
            key = f"{row.day}:{user.pk}"
            args = {"check": row.pk, "user": user.pk}
            jobs.order(JobKind.SEND_SELF_CHECK, key, args=args, now=now)


def send(job: Job, progress: Progress, now: datetime) -> None:
    """Write to one administrator what the look of a night found."""
    row = SelfCheck.objects.get(pk=job.args["check"])
    user = User.objects.get(pk=job.args["user"])
    told = {"check": row, "more": row.count - len(row.findings)}
    told["link"] = f"{settings.BASE_URL}/pemeriksaan/"

    def mail() -> None:
        language, key = settings.LANGUAGE_CODE, f"self-check.{row.day}.{user.pk}"
        account_letters.send(user.email, "self_check", told, language=language, key=key)

    is_open = user in queries.administrators()
    links.send(job, progress, mail, is_open=is_open, row=None, now=now)
