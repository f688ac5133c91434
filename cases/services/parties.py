"""Commissions, public bodies, organisations, people, and the publications that name them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify

from cases.models import (
    Affiliation,
    Commission,
    Organisation,
    Person,
    PublicBody,
    Source,
)
from cases.services import journal
from cases.services.journal import Actor


@dataclass(frozen=True, slots=True)
class SourceDetails:
    key: str
    publisher: str
    title: str
    kind: str
    published_on: date | None = None
    date_text: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CommissionDetails:
    code: str
    name: str
    short: str
    level: str
    region: str = ""
    time_zone: str = "Asia/Jakarta"
    address: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """Where a fact was found, and how sure it is."""

    sources: Sequence[str] = ()
    confidence: str = ""
    note: str = ""

    def fields(self) -> dict[str, object]:
        """The three columns of a sourced record."""
        return {
            "sources": list(self.sources),
            "confidence": self.confidence,
            "source_note": self.note,
        }


NOWHERE = Said()


@transaction.atomic
def add_source(details: SourceDetails, *, actor: Actor, now: datetime) -> Source:
    """Add a publication; its key is how records cite it."""
    source, made = Source.objects.get_or_create(
        key=details.key, defaults={k: v for k, v in asdict(details).items() if k != "key"}
    )
    if made:
        journal.record("source_added", actor=actor, at=now, payload={"key": source.key})
    return source


@transaction.atomic
def add_commission(details: CommissionDetails, *, actor: Actor, now: datetime) -> Commission:
    """Add an Information Commission, whose journal chain begins with this act."""
    commission, made = Commission.objects.get_or_create(
        code=details.code,
        defaults={k: v for k, v in asdict(details).items() if k != "code"},
    )
    if made:
        journal.record(
            "commission_added",
            actor=actor,
            at=now,
            commission=commission,
            payload={"name": commission.name},
        )
    return commission


@transaction.atomic
def add_public_body(
    name: str,
    *,
    short: str = "",
    kind: str = "badan_publik_negara",
    actor: Actor,
    now: datetime,
) -> PublicBody:
    """Add a public body; the same name again is the same body."""
    body, made = PublicBody.objects.get_or_create(
        name=name,
        defaults={"slug": slug_for(short or name, PublicBody), "short": short, "kind": kind},
    )
    if made:
        journal.record("public_body_added", actor=actor, at=now, payload={"name": name})
    return body


@transaction.atomic
def add_organisation(
    name: str,
    *,
    short: str = "",
    kind: str = "",
    spellings: Sequence[str] = (),
    note: str = "",
    said: Said = NOWHERE,
    actor: Actor,
    now: datetime,
) -> Organisation:
    """Add an organisation; the same name again is the same organisation."""
    organisation, made = Organisation.objects.get_or_create(
        name=name,
        defaults={
            "slug": slug_for(short or name, Organisation),
            "short": short,
            "kind": kind,
            "spellings": list(spellings),
            "note": note,
            **said.fields(),
        },
    )
    if made:
        journal.record("organisation_added", actor=actor, at=now, payload={"name": name})
    return organisation


@transaction.atomic
def add_person(
    name: str,
    *,
    spellings: Sequence[str] = (),
    spelling_note: str = "",
    said: Said = NOWHERE,
    actor: Actor,
    now: datetime,
) -> Person:
    """Add a person who acts in public; every spelling found stays beside the one in use."""
    slug = slugify(name)
    person, made = Person.objects.get_or_create(
        slug=slug,
        defaults={
            "name": name,
            "spellings": list(spellings),
            "spelling_note": spelling_note,
            **said.fields(),
        },
    )
    if made:
        journal.record("person_added", actor=actor, at=now, payload={"name": name})
    return person


@transaction.atomic
def affiliate(
    person: Person,
    house: Organisation | PublicBody | Commission,
    *,
    title: str,
    title_variants: Sequence[str] = (),
    starts_on: date | None = None,
    ends_on: date | None = None,
    said: Said = NOWHERE,
    actor: Actor,
    now: datetime,
) -> Affiliation:
    """Record a person's place in a house, under the title that the sources give."""
    place = {
        Organisation: "organisation",
        PublicBody: "public_body",
        Commission: "commission",
    }[type(house)]
    affiliation = Affiliation.objects.create(
        person=person,
        title=title,
        starts_on=starts_on,
        ends_on=ends_on,
        title_variants=list(title_variants),
        **{place: house},
        **said.fields(),
    )
    journal.record(
        "affiliation_added",
        actor=actor,
        at=now,
        payload={"person": person.slug, "house": str(house), "title": title},
    )
    return affiliation


def slug_for(name: str, model: type[Organisation | PublicBody]) -> str:
    """A slug that nobody of this kind has yet."""
    base = slugify(name)[:100] or "tanpa-nama"
    slug, attempt = base, 1
    while model.objects.filter(slug=slug).exists():
        attempt += 1
        slug = f"{base}-{attempt}"
    return slug
