"""Who is called by name in public, and who only by a label."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cases.domain import vocabulary
from cases.domain.parties import PartyRole
from cases.domain.publication.folding import Veil, veil
from cases.models import Participant
from cases.queries import personal_data
from cases.queries.personal_data import Masks

# Who stands under a label when the participant is a person and not a house.
PRIVATE_ROLES = (PartyRole.APPLICANT, PartyRole.RELATED, PartyRole.WITNESS)
Private = Mapping[int, list[Participant]]


def is_private(participant: Participant) -> bool:
    """Whether a person stands there under a label: no house, and no office to speak from."""
    if participant.organisation_id or participant.public_body_id:
        return False
    return participant.person_id is None or participant.role in PRIVATE_ROLES


def public_name(participant: Participant) -> str:
    """The name in public; of a private person only the label."""
    house = participant.organisation or participant.public_body
    if house is not None:
        return house.name
    if is_private(participant) or participant.person is None:
        return label_of(participant)
    return participant.person.name


def full_name(participant: Participant) -> str:
    """The name as it stands on papers of the parties, which the public never sees."""
    who = participant.organisation or participant.public_body or participant.person
    return who.name if who else participant.public_label


def label_of(participant: Participant) -> str:
    """The words under which a private person stands in public."""
    if participant.public_label:
        return participant.public_label
    if participant.role == PartyRole.APPLICANT:
        return "Perseorangan"
    return vocabulary.label("party_role", participant.role)


def private_people(dispute_ids: Iterable[int]) -> Private:
    """The private persons of each dispute."""
    rows = Participant.objects.filter(
        dispute__in=dispute_ids, person__isnull=False, role__in=PRIVATE_ROLES
    ).select_related("person")
    people: dict[int, list[Participant]] = {}
    for row in rows.order_by("pk"):
        people.setdefault(row.dispute_id, []).append(row)
    return people


def people_of(people: Private, dispute_ids: Iterable[int]) -> list[Participant]:
    """The private persons of several disputes together."""
    return [row for pk in sorted(dispute_ids) for row in people.get(pk, ())]


def veil_over(private: Iterable[Participant], masks: Masks = ()) -> Veil:
    """What puts these persons under their labels, however their names are spelled, and what
    somebody decided to mask under its kind.
    """
    names = [
        (name, label_of(row))
        for row in private
        if row.person is not None
        for name in [row.person.name, *row.person.spellings]
    ]
    return veil([*names, *masks])


def veil_of(dispute_ids: Iterable[int]) -> Veil:
    """The veil over everything that these disputes share."""
    ids = list(dispute_ids)
    people = (row for rows in private_people(ids).values() for row in rows)
    return veil_over(people, personal_data.all_masks(ids))
