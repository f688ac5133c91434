"""The register of public bodies as the desks see it."""

from __future__ import annotations

from django.db.models import Prefetch, Q, QuerySet

from cases.domain.accounts import Role
from cases.domain.parties import AddresseeRole
from cases.models import Addressee, PublicBody, User
from cases.queries import accounts

READING_ROLES = frozenset(
    {Role.OWNER, Role.OFFICER, Role.READER, Role.REGISTRAR, Role.SUBSTITUTE_REGISTRAR}
)
WRITING_ROLES = frozenset({Role.OWNER, Role.OFFICER, Role.REGISTRAR})


def find(words: str = "") -> QuerySet[PublicBody]:
    """Public bodies by a part of their name or abbreviation, in the order of their names."""
    rows = PublicBody.objects.order_by("name").prefetch_related(
        Prefetch("addressees", Addressee.objects.order_by("role"))
    )
    for word in words.split():
        rows = rows.filter(Q(name__icontains=word) | Q(short__icontains=word))
    return rows


def superior_of(body: PublicBody) -> tuple[str, ...]:
    """The lines of an address to the superior of the PPID, as far as they are known."""
    row = Addressee.objects.filter(public_body=body, role=AddresseeRole.SUPERIOR).first()
    office = row.office if row and row.office else "Atasan PPID"
    address = (row.address, row.email) if row else ()
    return (office, body.name, *(line for line in address if line))


def may_read(user: User) -> bool:
    """Whether somebody's roles open the register."""
    return accounts.memberships(user).filter(role__in=READING_ROLES).exists()


def may_write(user: User) -> bool:
    """Whether somebody may enter bodies and say where their letters go."""
    return accounts.memberships(user).filter(role__in=WRITING_ROLES).exists()
