"""Withdrawals: whether one was filed, for whom somebody may file one, and of what."""

from __future__ import annotations

from cases.domain import withdrawals as rules
from cases.domain.accounts import WRITING_ROLES
from cases.domain.correspondence import CorrespondenceKind
from cases.domain.notices import Side
from cases.domain.parties import PartyRole
from cases.domain.publication import Visibility
from cases.domain.stages import Stage
from cases.models import Correspondence, Dispute, Organisation, User
from cases.queries import accounts, parties
from cases.queries.correspondence import ROLES


def filed(dispute: Dispute) -> Correspondence | None:
    """The withdrawal that the applicant filed, if any."""
    rows = dispute.correspondence.filter(kind=CorrespondenceKind.WITHDRAWAL)
    return rows.order_by("pk").first()


def waiting(dispute: Dispute) -> Correspondence | None:
    """The withdrawal that the registry has still to note."""
    return None if dispute.stage == Stage.WITHDRAWN else filed(dispute)


def house_for(user: User, dispute: Dispute) -> Organisation | None:
    """The applicant for which ``user`` may withdraw this dispute today; None where nobody may.

    Only who writes for the organisation does; the stage must allow it, and it is done once.
    """
    if not rules.may_withdraw(Stage(dispute.stage)) or dispute.visibility == Visibility.SEALED:
        return None
    applicants = dispute.participants.filter(role__in=ROLES[Side.APPLICANT])
    mine = accounts.organisations(user, WRITING_ROLES)
    house = mine.filter(pk__in=applicants.values("organisation")).first()
    return None if house is None or filed(dispute) else house


def is_registered(dispute: Dispute) -> bool:
    """Whether it stands in the register: it has a day there, or a number."""
    return dispute.registered_on is not None or bool(number_of(dispute))


def number_of(dispute: Dispute) -> str:
    """Its register number in force; empty while there is none."""
    number = dispute.numbers.filter(kind="register", is_current=True).first()
    return number.raw if number else ""


def respondent_of(dispute: Dispute) -> str:
    """The public body as letters name it."""
    found = dispute.participants.filter(role=PartyRole.RESPONDENT)
    rows = found.select_related("organisation", "public_body", "person").order_by("pk")
    return ", ".join(parties.full_name(one) for one in rows)
