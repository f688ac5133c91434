"""Whether the registry may end a process here, and on what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from cases.domain import endings as rules
from cases.domain.checking import Verdict
from cases.domain.correspondence import CorrespondenceKind
from cases.domain.errors import CaseError
from cases.domain.filing import IDENTITY
from cases.domain.hearings import HearingState
from cases.domain.stages import Stage
from cases.models import Correspondence, Dispute, Hearing, StruckEntry
from cases.queries import checking

HELD = (HearingState.OPEN, HearingState.CLOSED, HearingState.ADJOURNED)


def told_missing(dispute: Dispute) -> Correspondence | None:
    """The latest notice of what is missing."""
    sent = dispute.correspondence.filter(kind=CorrespondenceKind.INCOMPLETENESS)
    return sent.select_related("deadline").order_by("-pk").first()


def is_identity_missing(dispute: Dispute) -> bool:
    """Whether the applicant was told so, and nobody has found it in the meantime."""
    notice = told_missing(dispute)
    if notice is None or IDENTITY.code not in notice.missing:
        return False
    found = checking.findings_of(dispute).get(IDENTITY.code)
    return found is None or found.verdict != Verdict.VALID or found.found_at < notice.sent_at


def check_refusal(dispute: Dispute, *, today: date) -> None:
    """Refuse what Perki 1/2013 Pasal 18 does not have; see ``domain.endings``."""
    rules.check_refusal(
        Stage(dispute.stage),
        is_identity_missing=is_identity_missing(dispute),
        is_time_left=checking.is_time_left(dispute, today),
    )


def may_refuse(dispute: Dispute, *, today: date) -> bool:
    """Whether the application can be left unregistered as things are."""
    try:
        check_refusal(dispute, today=today)
    except CaseError:
        return False
    return True


def check_strike(dispute: Dispute) -> None:
    """Refuse to strike off what was heard or is set to be; see ``domain.endings``."""
    states = set(dispute.hearings.values_list("state", flat=True))
    shared = drafts_of(dispute).filter(
        served__dispute__in=Dispute.objects.exclude(pk=dispute.pk)
    )
    rules.check_strike(
        Stage(dispute.stage),
        is_heard=bool(states & set(HELD))
        or dispute.decisions.exists()
        or dispute.panel_orders.exists(),
        is_announced=HearingState.SET in states,
        is_shared=shared.exists(),
    )


def drafts_of(dispute: Dispute) -> QuerySet[Hearing]:
    """The hearings of a dispute that nobody was told of."""
    return dispute.hearings.filter(state=HearingState.DRAFT).order_by("pk")


def struck(dispute: Dispute) -> StruckEntry | None:
    """Where a dispute was struck off as a double: which one stands, and why."""
    rows = StruckEntry.objects.filter(dispute=dispute)
    return rows.select_related("stands__commission", "struck_by").first()


def doubles_of(dispute: Dispute) -> Sequence[Dispute]:
    """The entries that were struck off because this one stands."""
    rows = Dispute.objects.filter(struck__stands=dispute)
    return list(rows.prefetch_related("numbers").order_by("pk"))
