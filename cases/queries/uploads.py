"""Uploads: who may see which, who may bring some, and what of them waits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F, Q, QuerySet, Sum

from cases.domain import uploads as rules
from cases.domain.accounts import APPLICANT_ROLES, COMMISSION_ROLES, REGISTRY_ROLES, Role
from cases.domain.uploads import UploadState
from cases.models import (
    Commission,
    Dispute,
    DisputeApplication,
    Document,
    Enclosure,
    ImportBatch,
    Membership,
    Organisation,
    Participant,
    PublicBody,
    Upload,
    User,
)
from cases.queries import access, accounts, correspondence, documents, mediation
from cases.queries.accounts import House
from cases.queries.predicates import built_once

COLUMNS = ("organisation", "public_body", "commission")
INSIDE = (*APPLICANT_ROLES, Role.AGENCY, *COMMISSION_ROLES)
# Who may bring something for a house; a reader reads.
BRINGING = (Role.OWNER, Role.OFFICER, Role.AGENCY, *COMMISSION_ROLES)


@built_once
def visible_to(user: User) -> QuerySet[Upload]:
    """What ``user`` may see: all that their houses brought, what waits for the registry, what
    became an exhibit that they may see, and what came with writing to their side; who came in
    by a link also what they brought into that dispute. A register that was brought for import
    names homes of people, and sound and words of a hearing are not published yet: the registry
    alone sees them. A file of a mediation is seen by those who read what is written there. All
    else does not exist for them.
    """
    registry = _houses(user, REGISTRY_ROLES).values("commission")
    registers = ImportBatch.objects.filter(upload__isnull=False).exclude(
        commission__in=registry
    )
    spoken = Upload.objects.filter(
        Q(recording__isnull=False) | Q(transcript_imports__isnull=False)
    ).exclude(commission__in=registry)
    seen = Upload.objects.filter(
        _of(_houses(user, INSIDE))
        | Q(dispute__commission__in=registry)
        | Q(document__in=documents.visible_to(user).values("pk"))
        | Q(attachment__correspondence__in=correspondence.visible_to(user).values("pk"))
        | Q(uploaded_by=user, dispute__in=access.of(user).values("participant__dispute"))
        | Q(mediation_file__mediation__in=mediation.inside(user))
    )
    hidden = mediation.files_hidden_from(user)
    return (
        seen.exclude(pk__in=hidden.values("upload"))
        .exclude(pk__in=registers.values("upload"))
        .exclude(pk__in=spoken.values("pk"))
        .select_related(*COLUMNS, "dispute", "document")
    )


@built_once
def writable_by(user: User) -> QuerySet[Upload]:
    """What ``user`` may go on with, or take away: what their own houses brought."""
    by_access = Q(uploaded_by=user, dispute__in=access.of(user).values("participant__dispute"))
    return visible_to(user).filter(_of(_houses(user, BRINGING)) | by_access)


def of_house(user: User, organisation: House) -> QuerySet[Upload]:
    """What one house brought, for its own members; newest first."""
    column = column_of(organisation)
    return (
        visible_to(user)
        .filter(_of(_houses(user, INSIDE)), **{column: organisation})
        .order_by("-created_at", "-pk")
    )


def chosen(organisation: Organisation, codes: Sequence[str]) -> dict[str, Upload]:
    """Uploads of one organisation by their codes; codes of others are not known."""
    rows = Upload.objects.filter(organisation=organisation, code__in=codes)
    return {row.code: row for row in rows.select_related(*COLUMNS)}


def enclosed(application: DisputeApplication) -> QuerySet[Enclosure]:
    """What was tendered with an application, in the order of its checklist."""
    columns = ("upload", *(f"upload__{column}" for column in COLUMNS))
    return application.enclosures.select_related(*columns).order_by("pk")


def waiting_in(user: User, dispute: Dispute) -> QuerySet[Upload]:
    """What was brought for a dispute and is no exhibit yet, as far as ``user`` may see it."""
    rows = visible_to(user).filter(dispute=dispute, document=None)
    return rows.select_related(*COLUMNS, "enclosure", "attachment", "proves_service").order_by(
        "created_at", "pk"
    )


def houses_of(user: User) -> list[House]:
    """The houses for which ``user`` may bring something."""
    rows = _houses(user, BRINGING).select_related(*COLUMNS).order_by("pk")
    found = [row.organisation or row.public_body or row.commission for row in rows]
    return list(dict.fromkeys(house for house in found if house is not None))


def houses_in(user: User, dispute: Dispute) -> list[House]:
    """Those of them that have a part in a dispute; and the party for which a link lets in."""
    found = [house for house in houses_of(user) if has_part(house, dispute)]
    for one in access.of(user).filter(participant__dispute=dispute):
        house = one.participant.public_body or one.participant.organisation
        if house is not None and house not in found:
            found.append(house)
    return found


def houses_for(user: User, dispute: Dispute | None) -> list[House]:
    """The houses for which ``user`` may bring something into a dispute, or into none yet."""
    found = houses_of(user)
    if dispute is not None:
        found += [house for house in houses_in(user, dispute) if house not in found]
    return found


def column_of(house: House) -> str:
    """The column under which a house owns an upload."""
    kinds = {Organisation: "organisation", PublicBody: "public_body", Commission: "commission"}
    return kinds[type(house)]


def key_of(house: House) -> str:
    """How a form names a house: its column and the word in its address."""
    return f"{column_of(house)}:{house.code if isinstance(house, Commission) else house.slug}"


def has_part(house: House, dispute: Dispute) -> bool:
    """Whether a house is a party to a dispute, or its commission."""
    if isinstance(house, Commission):
        return dispute.commission_id == house.pk
    return _parts(house, dispute).exists()


def sides_of(house: House, dispute: Dispute) -> tuple[str, ...]:
    """The sides for which a house may bring exhibits: its own; a commission, all."""
    if isinstance(house, Commission):
        return ("P", "T", rules.PANEL_SIDE) if has_part(house, dispute) else ()
    side = rules.side_of(_parts(house, dispute).order_by("pk").values_list("role", flat=True))
    return (side,) if side else ()


def kept_by(house: House) -> int:
    """How many bytes a house keeps or has announced, without the sound of hearings; what was
    refused is gone.
    """
    mine = Upload.objects.filter(**{column_of(house): house}, recording=None)
    kept = mine.exclude(state=UploadState.REFUSED).aggregate(
        announced=Sum("size"), copies=Sum("clean_size")
    )
    return (kept["announced"] or 0) + (kept["copies"] or 0)


def untouched(*, before: datetime) -> QuerySet[Upload]:
    """Uploads that nobody went on with."""
    return Upload.objects.filter(
        state=UploadState.RECEIVING, touched_at__lt=before, received__lt=F("size")
    )


def whole_but_unfinished() -> QuerySet[Upload]:
    """Uploads whose last byte came and whose finish did not."""
    return Upload.objects.filter(state=UploadState.RECEIVING, received=F("size"))


def refused_with_a_file() -> QuerySet[Upload]:
    """Refused uploads whose file should be gone."""
    return Upload.objects.filter(state=UploadState.REFUSED).exclude(original_file="")


def codes_receiving(codes: Sequence[str]) -> set[str]:
    """Those of these codes under which something still arrives."""
    rows = Upload.objects.filter(code__in=codes, state=UploadState.RECEIVING)
    return set(rows.values_list("code", flat=True))


def names_known(names: Sequence[str]) -> set[str]:
    """Those of these files that some row names, or is about to."""
    columns = ("original_file", "clean_file", "thumbnail_file")
    known = {
        name
        for column in columns
        for name in Upload.objects.filter(**{f"{column}__in": names}).values_list(
            column, flat=True
        )
    }
    known |= set(Document.objects.filter(file__in=names).values_list("file", flat=True))
    moving = {f"uploads/original/{code}" for code in codes_receiving(
        [name.rsplit("/", 1)[-1] for name in names]
    )}  # fmt: skip
    return known | moving


def _houses(user: User, roles: Sequence[Role]) -> QuerySet[Membership]:
    return accounts.current().filter(user=user, role__in=roles)


def _of(houses: QuerySet[Membership]) -> Q:
    return (
        Q(organisation__in=houses.filter(organisation__isnull=False).values("organisation"))
        | Q(public_body__in=houses.filter(public_body__isnull=False).values("public_body"))
        | Q(commission__in=houses.filter(commission__isnull=False).values("commission"))
    )


def _parts(house: House, dispute: Dispute) -> QuerySet[Participant]:
    return Participant.objects.filter(dispute=dispute, **{column_of(house): house})
