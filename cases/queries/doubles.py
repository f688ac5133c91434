"""Entries of a register that may be one and the same, and how an entry is named."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cases.domain import doubles as rules
from cases.domain import numbering
from cases.domain.doubles import Asked, Likeness
from cases.domain.parties import PartyRole
from cases.domain.publication import Visibility
from cases.domain.stages import Stage
from cases.models import Commission, Dispute, DisputeApplication, Participant
from cases.queries import notices, parties

SHOWN = 10  # of more than that a page says nothing


@dataclass(frozen=True, slots=True)
class Suspect:
    """Another entry that may be the same, and why."""

    dispute: Dispute
    because: tuple[Likeness, ...]


def suspected(dispute: Dispute) -> tuple[Suspect, ...]:
    """Other entries of the same applicant and body that ask on the same day, or the same.

    Applicants are compared as houses and people of the record, and by the name on the
    application; of a label in an imported register nothing is concluded. As many queries for
    one entry as for many.
    """
    mine = _asked(dispute)
    found = []
    rows = _near(dispute).prefetch_related("numbers", "items", "information_requests")
    for other in rows.order_by("-pk"):
        because = rules.likeness(mine, _asked(other))
        if because:
            found.append(Suspect(other, because))
    return tuple(found[:SHOWN])


def named(commission: Commission, written: str) -> Dispute | None:
    """The dispute of a commission that a number or a code names, however it is typed."""
    text = " ".join(written.split())
    rows = Dispute.objects.filter(commission=commission).exclude(visibility=Visibility.SEALED)
    if (found := rows.filter(code__iexact=text).first()) is not None:
        return found
    number = numbering.read(text)
    register = rows.filter(numbers__kind="register").distinct()
    keys = (
        Q(numbers__normal=number.normal),
        Q(numbers__slug__iexact=number.slug),
        Q(numbers__short__iexact=text) | Q(numbers__short=number.short),
    )
    for key in keys:
        matches = list(register.filter(key)[:2])
        if len(matches) == 1:
            return matches[0]
    return None


def name_of(dispute: Dispute) -> str:
    """Its register number, else its code."""
    return notices.register_of(dispute) or dispute.code


def names_somebody(dispute: Dispute, text: str) -> bool:
    """Whether words name a private person of the dispute."""
    return parties.veil_of([dispute.pk]).finds(text)


def _asked(dispute: Dispute) -> Asked:
    return rules.asked(
        [one.submitted_on for one in dispute.information_requests.all()],
        [one.text for one in dispute.items.all()],
    )


def _near(dispute: Dispute) -> QuerySet[Dispute]:
    """Entries of the same applicant against the same body that were not struck off."""
    bodies = _of(dispute, PartyRole.RESPONDENT).exclude(public_body=None)
    applicants = _of(dispute, PartyRole.APPLICANT)
    role = {"role": PartyRole.APPLICANT}
    same = Participant.objects.filter(
        Q(organisation__in=applicants.exclude(organisation=None).values("organisation"))
        | Q(person__in=applicants.exclude(person=None).values("person")),
        **role,
    )
    written = DisputeApplication.objects.filter(
        applicant_name__in=DisputeApplication.objects.filter(dispute=dispute).values(
            "applicant_name"
        )
    )
    against = Participant.objects.filter(
        role=PartyRole.RESPONDENT, public_body__in=bodies.values("public_body")
    )
    return (
        Dispute.objects.filter(commission=dispute.commission_id)
        .filter(Q(pk__in=same.values("dispute")) | Q(pk__in=written.values("dispute")))
        .filter(pk__in=against.values("dispute"))
        .exclude(pk=dispute.pk)
        .exclude(stage=Stage.STRUCK_OFF)
        .exclude(visibility=Visibility.SEALED)
    )


def _of(dispute: Dispute, role: PartyRole) -> QuerySet[Participant]:
    return Participant.objects.filter(dispute=dispute, role=role)
