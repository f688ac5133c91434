"""Proofs of identity: whether they have served, and which are no longer kept."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone

from cases.domain import retention
from cases.domain.checking import Verdict
from cases.domain.filing import IDENTITY
from cases.models import Dispute, Enclosure, IdentityPaper
from cases.queries import checking


def is_verified(dispute: Dispute) -> bool:
    """Whether the registry has found the identity of the applicant to be in order."""
    found = checking.findings_of(dispute).get(IDENTITY.code)
    return found is not None and found.verdict == Verdict.VALID


def standing() -> QuerySet[IdentityPaper]:
    """Those that are still kept, the oldest first."""
    rows = IdentityPaper.objects.filter(erased_at=None).order_by("brought_at", "pk")
    return rows.select_related("upload", "dispute__commission")


def enclosed_unknown() -> QuerySet[Enclosure]:
    """What lies in the place of the proof of identity and is not known as such yet."""
    rows = Enclosure.objects.filter(place=IDENTITY.code, upload__identity_paper=None)
    return rows.select_related("upload", "application__dispute").order_by("pk")


def erased() -> QuerySet[IdentityPaper]:
    """Those of which only the row is kept."""
    return IdentityPaper.objects.filter(erased_at__isnull=False).select_related("upload")


def due(now: datetime) -> list[IdentityPaper]:
    """Those whose time of keeping is over on the local day of their commission."""
    return [one for one in standing() if due_on(one) <= _day(one, now)]


def due_on(paper: IdentityPaper) -> date:
    """The first local day on which it is no longer kept."""
    rule = retention.classes()[retention.IDENTITY_PAPER]
    return rule.due_on(_day(paper, paper.brought_at))


def _day(paper: IdentityPaper, at: datetime) -> date:
    return timezone.localdate(at, ZoneInfo(paper.dispute.commission.time_zone))
