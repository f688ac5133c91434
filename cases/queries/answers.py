"""Who may answer for the respondent, what is in dispute, and what was answered before."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from cases.domain.correspondence import CorrespondenceKind
from cases.domain.notices import Side
from cases.domain.parties import PartyRole
from cases.domain.publication import Visibility
from cases.domain.uploads import SIDES
from cases.models import Correspondence, Dispute, InformationItem, User
from cases.queries import correspondence, disputes, uploads
from cases.queries.accounts import House

RESPONDENT = SIDES[PartyRole.RESPONDENT]


@dataclass(frozen=True, slots=True)
class Answering:
    """A dispute that somebody may answer, and the public body for which they do."""

    dispute: Dispute
    house: House


def answerable(user: User, code: str) -> Answering | None:
    """The dispute of that code, if ``user`` acts for its respondent; sealed ones are shut."""
    seen = disputes.visible_to(user).exclude(visibility=Visibility.SEALED)
    dispute = seen.prefetch_related("numbers").filter(code=code).first()
    if dispute is None or Side.RESPONDENT not in correspondence.sides_of(user, dispute):
        return None
    houses = uploads.houses_in(user, dispute)
    theirs = [one for one in houses if RESPONDENT in uploads.sides_of(one, dispute)]
    return Answering(dispute, theirs[0]) if theirs else None


def items(dispute: Dispute) -> QuerySet[InformationItem]:
    """What is in dispute, each with its label, in the order of the application."""
    return InformationItem.objects.filter(dispute=dispute).order_by("no", "pk")


def filed(user: User, dispute: Dispute) -> QuerySet[Correspondence]:
    """The answers so far, the first one first, as far as ``user`` may read them."""
    rows = correspondence.of_dispute(user, dispute).filter(kind=CorrespondenceKind.ANSWER)
    return rows.prefetch_related("attachments__upload__public_body")


def count(dispute: Dispute) -> int:
    """How often the respondent has answered."""
    rows = Correspondence.objects.filter(dispute=dispute, kind=CorrespondenceKind.ANSWER)
    return rows.count()
