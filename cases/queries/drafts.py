"""Drafts of applications: whose they are, and what each step says now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Max, Prefetch, QuerySet

from cases.domain.accounts import APPLICANT_ROLES, WRITING_ROLES
from cases.models import Commission, DraftAnswer, FilingDraft, Objection, RequestProof, User
from cases.queries import accounts


@dataclass(frozen=True, slots=True)
class Written:
    """A draft with what each of its steps says now."""

    draft: FilingDraft
    answers: Mapping[str, DraftAnswer]

    def rev(self, step: str) -> int:
        """The revision of a step; 0 where it was never saved."""
        return self.answers[step].rev if step in self.answers else 0


def visible_to(user: User) -> QuerySet[FilingDraft]:
    """The drafts of one's organisations that were not put away; others do not exist."""
    houses = accounts.organisations(user, APPLICANT_ROLES)
    rows = FilingDraft.objects.filter(organisation__in=houses, discarded_at=None)
    return rows.select_related("organisation", "information_request__public_body", "dispute")


def writable_by(user: User) -> QuerySet[FilingDraft]:
    """Those into which one may write: as owner or officer, while they are not filed."""
    houses = accounts.organisations(user, WRITING_ROLES)
    return visible_to(user).filter(organisation__in=houses, submitted_at=None)


def written(draft: FilingDraft) -> Written:
    """What each step says now: its highest revision."""
    last = draft.answers.values("step").annotate(rev=Max("rev"))
    revs = {row["step"]: row["rev"] for row in last}
    rows = draft.answers.all()
    return Written(draft, {row.step: row for row in rows if revs[row.step] == row.rev})


def with_request(draft: FilingDraft) -> FilingDraft:
    """The draft with all that is held of its request, for filling in the first time."""
    objections = Objection.objects.order_by("pk").prefetch_related("item_grounds")
    proofs = RequestProof.objects.select_related("upload").order_by("pk")
    rows = FilingDraft.objects.select_related(
        "organisation", "information_request__public_body"
    ).prefetch_related(
        "information_request__items",
        Prefetch("information_request__objections", objections),
        Prefetch("information_request__proofs", proofs),
    )
    return rows.get(pk=draft.pk)


def commissions() -> tuple[Commission, ...]:
    """The commissions that take applications, the central one first."""
    order = {"pusat": 0}
    found = Commission.objects.order_by("name")
    return tuple(sorted(found, key=lambda one: order.get(one.level, 1)))
