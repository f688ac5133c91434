"""The register of public bodies: where letters to the PPID and to its superior go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from cases.domain import vocabulary
from cases.domain.errors import CaseError
from cases.domain.parties import AddresseeRole
from cases.models import Addressee, PublicBody
from cases.models.columns import longest
from cases.services import journal, parties
from cases.services.journal import Actor

DEFAULT_KIND = "badan_publik_negara"
COLUMNS = {"jabatan": "office", "alamat": "address", "surel": "email", "telepon": "phone"}
PREFIXES = {"ppid": AddresseeRole.OFFICER, "atasan": AddresseeRole.SUPERIOR}


class UnusableRow(CaseError):
    """A row of an import that says something no public body can be."""

    code = "unusable_row"


@dataclass(frozen=True, slots=True)
class AddresseeDetails:
    """An office and how to reach it; empty is not known."""

    office: str = ""
    address: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class BodyDetails:
    name: str
    short: str = ""
    kind: str = DEFAULT_KIND
    addressees: Mapping[AddresseeRole, AddresseeDetails] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did with each row; ``rejected`` holds the line and the reason."""

    rows: int
    imported: int
    unchanged: int
    rejected: tuple[tuple[int, str], ...]


@transaction.atomic
def enter(details: BodyDetails, *, actor: Actor, now: datetime) -> tuple[PublicBody, bool]:
    """Enter a public body, or what is new of one that is there; whether anything changed."""
    before = PublicBody.objects.filter(name=details.name).exists()
    body = parties.add_public_body(
        details.name, short=details.short, kind=details.kind, actor=actor, now=now
    )
    changed = [
        set_addressee(body, role, addressee, actor=actor, now=now)
        for role, addressee in details.addressees.items()
    ]
    return body, not before or any(changed)


@transaction.atomic
def set_addressee(
    body: PublicBody,
    role: AddresseeRole,
    details: AddresseeDetails,
    *,
    actor: Actor,
    now: datetime,
) -> bool:
    """Say where letters go from now on; whether that is another place than before.

    What is left empty keeps what was known.
    """
    row, _made = Addressee.objects.select_for_update().get_or_create(
        public_body=body, role=role
    )
    new = {name: text for name, text in asdict(details).items() if text}
    changed = {name: text for name, text in new.items() if getattr(row, name) != text}
    if not changed:
        return False
    for name, text in changed.items():
        setattr(row, name, text)
    row.save(update_fields=list(changed))
    journal.record(
        "addressee_set",
        actor=actor,
        at=now,
        payload={"body": body.slug, "role": role.value, **changed},
    )
    return True


def import_rows(rows: Sequence[Mapping[str, str]], *, actor: Actor, now: datetime) -> Imported:
    """Enter every row that can be; each other one is told with its reason, and nothing is lost.

    Columns: ``nama``, ``singkatan``, ``jenis``, and ``ppid_`` or ``atasan_`` with ``jabatan``,
    ``alamat``, ``surel``, ``telepon``. A row is whole or not entered at all.
    """
    imported = unchanged = 0
    rejected: list[tuple[int, str]] = []
    for line, row in enumerate(rows, start=2):
        try:
            _body, is_new = enter(_details(row), actor=actor, now=now)
        except UnusableRow as refusal:
            rejected.append((line, str(refusal)))
            continue
        imported, unchanged = imported + is_new, unchanged + (not is_new)
    return Imported(len(rows), imported, unchanged, tuple(rejected))


def _details(row: Mapping[str, str]) -> BodyDetails:
    name = " ".join(row.get("nama", "").split())
    kind = row.get("jenis") or DEFAULT_KIND
    if not name:
        raise UnusableRow("Kolom nama kosong.")
    if kind not in vocabulary.terms("respondent_kind"):
        known = ", ".join(vocabulary.terms("respondent_kind"))
        raise UnusableRow(f"Jenis {kind} tidak dikenal; pilihannya {known}.")
    _check_lengths(row, name)
    return BodyDetails(
        name=name,
        short=row.get("singkatan", ""),
        kind=kind,
        addressees={role: _addressee(row, prefix) for prefix, role in PREFIXES.items()},
    )


def _addressee(row: Mapping[str, str], prefix: str) -> AddresseeDetails:
    told = {field: row.get(f"{prefix}_{word}", "") for word, field in COLUMNS.items()}
    if told["email"]:
        try:
            validate_email(told["email"])
        except ValidationError:
            raise UnusableRow(f"Alamat surel {told['email']} tidak sah.") from None
    return AddresseeDetails(**told)


def _check_lengths(row: Mapping[str, str], name: str) -> None:
    """Refuse what a column cannot hold; SQLite would keep it and PostgreSQL not."""
    told = {**row, "nama": name}
    limits = {"nama": longest(PublicBody, "name"), "singkatan": longest(PublicBody, "short")}
    for prefix in PREFIXES:
        for word, column in COLUMNS.items():
            limits[f"{prefix}_{word}"] = longest(Addressee, column)
    too_long = [column for column, most in limits.items() if len(told.get(column, "")) > most]
    if too_long:
        raise UnusableRow(f"Terlalu panjang: {', '.join(too_long)}.")
