"""Sources, houses and people of the YAKIN v. KPU family."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.management.demo.context import PREFIX, Loading, said
from cases.models import Commission, Organisation, PublicBody
from cases.services import parties
from cases.services.parties import CommissionDetails, SourceDetails

KIP = CommissionDetails(
    code="kip",
    name="Komisi Informasi Pusat",
    short="KI Pusat",
    level="pusat",
    address="Wisma BSG, Jalan Abdul Muis, Petojo Selatan, Jakarta Pusat",
)
PUBLIC_BODIES = ("kpu", "kominfo", "bssn")


def load(family: Mapping[str, Any], loading: Loading) -> None:
    """Everybody whom the rest of the file names."""
    for row in family["source"]:
        _source(row, loading)
    loading.commission = parties.add_commission(KIP, **loading.by)
    for row in family["organisation"]:
        _house(row, loading)
    for row in family["person"]:
        _person(row, loading)


def _source(row: Mapping[str, Any], loading: Loading) -> None:
    parties.add_source(
        SourceDetails(
            key=f"{PREFIX}{row['id']}",
            publisher=row["publisher"],
            title=row["title"],
            kind=row["kind"],
            published_on=row.get("date"),
            date_text=row.get("date_on_text", ""),
            note=". ".join(t for t in (row.get("note", ""), row.get("date_note", "")) if t),
        ),
        **loading.by,
    )


def _house(row: Mapping[str, Any], loading: Loading) -> None:
    if row["id"] == "kip":
        return
    if row["id"] in PUBLIC_BODIES:
        loading.bodies[row["id"]] = parties.add_public_body(
            row["name"], short=row.get("short", ""), **loading.by
        )
    loading.organisations[row["id"]] = parties.add_organisation(
        row["name"],
        short=row.get("short", ""),
        kind="badan_hukum" if row["id"] == "yakin" else "",
        spellings=row.get("spellings", []),
        note=row.get("note_id", row.get("role", "")),
        said=said(row),
        **loading.by,
    )


def _person(row: Mapping[str, Any], loading: Loading) -> None:
    person = parties.add_person(
        row["name"],
        spellings=row.get("spellings", []),
        spelling_note=row.get("spelling_note", row.get("note_id", "")),
        said=said(row),
        **loading.by,
    )
    loading.people[row["id"]] = person
    if house := _house_of(row, loading):
        parties.affiliate(
            person,
            house,
            title=row.get("title_id") or row["role"],
            title_variants=row.get("title_variants", []),
            said=said(row),
            **loading.by,
        )


def _house_of(
    row: Mapping[str, Any], loading: Loading
) -> Organisation | PublicBody | Commission | None:
    key = row.get("organisation")
    if key is None:
        return None
    if key == "kip":
        return loading.kip
    return loading.bodies.get(key) or loading.organisations[key]
