"""What pages say to search engines: public copies in the words of schema.org.

Each function gives one JSON-LD object; ``base`` is the address of the installation, without a
path. Nothing is said here that the page does not say: copies in, plain JSON out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from cases.domain import vocabulary
from cases.domain.hearings import HearingState
from cases.domain.open_data import Export, Licence
from cases.domain.publication.bodies import DisputeBody, EditionBody
from cases.domain.publication.copies import DecisionCopy, PartyCopy
from cases.domain.publication.words import HearingCopy

Linked = dict[str, Any]
CONTEXT = "https://schema.org"
SITE = "Sidang Terbuka"
ENCODINGS = {
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
    "sqlite": "application/vnd.sqlite3",
}
EVENT_STATES = {
    HearingState.MOVED: "EventRescheduled",
    HearingState.VOID: "EventCancelled",
}


class Case(Protocol):
    """The columns of a public dispute that are told here."""

    commission_code: str
    commission: str
    slug: str
    register: str
    applicant: str
    applicant_short: str
    respondent: str
    respondent_short: str
    subject: str
    received_on: date | None
    shelved_at: datetime


class Heard(Protocol):
    """The columns of a public hearing that are told here."""

    code: str
    commission_short: str
    starts_at: datetime | None
    ends_at: datetime | None
    held_on: date
    kind: str
    state: str
    is_public: bool
    title: str
    place: str
    room_name: str


class Frozen(Protocol):
    """The columns of a published edition that are told here."""

    code: str
    no: int
    kind: str
    frozen_on: date
    content_sha256: str
    pages: int


def dispute(row: Case, case: DisputeBody, *, base: str) -> Linked:
    """A dispute: its parties, its hearings, its decisions."""
    address = _case(row, base)
    return _without_nothing(
        {
            "@context": CONTEXT,
            "@type": "CreativeWork",
            "@id": address,
            "url": address,
            "name": f"{row.applicant_short or row.applicant} v. "
            f"{row.respondent_short or row.respondent}",
            "headline": row.subject,
            "genre": "sengketa informasi publik",
            "inLanguage": "id",
            "identifier": [number.raw for number in case.numbers if number.kind != "decision"],
            "dateCreated": _day(row.received_on),
            "dateModified": row.shelved_at.isoformat(),
            "isAccessibleForFree": True,
            "isPartOf": {"@type": "WebSite", "name": SITE, "url": f"{base}/"},
            "sourceOrganization": {"@type": "GovernmentOrganization", "name": row.commission},
            "mentions": [_party(one) for one in case.parties if not one.is_private],
            "subjectOf": [_sat(one, address) for one in case.hearings],
            "hasPart": [_decision(one, address) for one in case.decisions if one.pronounced_on],
        }
    )


def hearing(row: Heard, cases: Iterable[str], *, base: str) -> Linked:
    """A hearing as an event; ``cases``: the paths of the disputes that it serves.

    Of a closed one there is a day and a kind, and neither hour nor place.
    """
    starts = row.starts_at if row.is_public else None
    ends = row.ends_at if row.is_public else None
    state = EVENT_STATES.get(HearingState(row.state), "EventScheduled")
    address = f"{base}/sidang/{row.code}/"
    kind = vocabulary.label("hearing_kind", row.kind)
    return _without_nothing(
        {
            "@context": CONTEXT,
            "@type": "Event",
            "@id": address,
            "url": address,
            "name": f"{row.title}: {kind}" if row.title else kind,
            "startDate": starts.isoformat() if starts else row.held_on.isoformat(),
            "endDate": ends.isoformat() if ends else None,
            "eventStatus": f"{CONTEXT}/{state}",
            "eventAttendanceMode": f"{CONTEXT}/OfflineEventAttendanceMode",
            "location": {"@type": "Place", "name": row.room_name or row.place,
                         "address": row.place} if row.is_public and row.place else None,
            "organizer": {"@type": "GovernmentOrganization", "name": row.commission_short},
            "isAccessibleForFree": True if row.is_public else None,
            "about": [f"{base}{path}" for path in cases],
        }
    )  # fmt: skip


def transcript(row: Frozen, body: EditionBody, hearing_code: str, *, base: str) -> Linked:
    """A published edition of a transcript."""
    address = f"{base}/sidang/{hearing_code}/risalah/{row.no}/"
    return _without_nothing(
        {
            "@context": CONTEXT,
            "@type": "DigitalDocument",
            "@id": address,
            "url": address,
            "name": f"Risalah sidang {body.held_on.isoformat()}, {body.title}",
            "genre": "rekonstruksi" if row.kind == "reconstruction" else "risalah sidang",
            "version": row.no,
            "identifier": [row.code, f"sha256:{row.content_sha256}"],
            "datePublished": row.frozen_on.isoformat(),
            "numberOfPages": row.pages,
            "inLanguage": "id",
            "isAccessibleForFree": True,
            "isBasedOn": f"{base}/sidang/{hearing_code}/",
            "about": list(body.registers),
            "sourceOrganization": {"@type": "GovernmentOrganization", "name": body.commission},
        }
    )


def dataset(licence: Licence, made: Export | None, *, base: str) -> Linked:
    """The open data, with every file of the export that stands."""
    address = f"{base}/data/"
    files = [one for one in made.files if one.form in ENCODINGS] if made else []
    return _without_nothing(
        {
            "@context": CONTEXT,
            "@type": "Dataset",
            "@id": address,
            "url": address,
            "name": f"{SITE}: sengketa informasi publik",
            "description": "Sengketa informasi publik di Komisi Informasi: perkara, sidang, "
            "risalah, pengakuan, pertanyaan, dan putusan, setiap malam sebagai berkas.",
            "license": licence.path,
            "isAccessibleForFree": True,
            "inLanguage": "id",
            "dateModified": made.made_at.isoformat() if made else None,
            "creator": {"@type": "Organization", "name": SITE, "url": f"{base}/"},
            "distribution": [
                {
                    "@type": "DataDownload",
                    "name": one.name,
                    "contentUrl": f"{address}{one.name}",
                    "encodingFormat": ENCODINGS[one.form],
                    "contentSize": f"{one.size} B",
                    "sha256": one.sha256,
                }
                for one in files
            ],
        }
    )


def _case(row: Case, base: str) -> str:
    return f"{base}/perkara/{row.commission_code}/{row.slug}/"


def _party(party: PartyCopy) -> Linked:
    return {"@type": "Organization", "name": party.name}


def _sat(one: HearingCopy, address: str) -> Linked:
    return {
        "@type": "Event",
        "name": vocabulary.label("hearing_kind", one.kind),
        "startDate": one.held_on.isoformat(),
        "url": f"{address}sidang/{one.seq}/",
    }


def _decision(one: DecisionCopy, address: str) -> Linked:
    return _without_nothing(
        {
            "@type": "CreativeWork",
            "genre": "putusan",
            "name": f"{vocabulary.label('decision_kind', one.kind)} {one.number}".strip(),
            "identifier": one.number,
            "datePublished": _day(one.pronounced_on),
            "abstract": one.result,
            "url": f"{address}#putusan",
        }
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _without_nothing(told: Mapping[str, Any]) -> Linked:
    """Only what is said: schema.org knows no empty value."""
    return {key: value for key, value in told.items() if not _is_nothing(value)}


def _is_nothing(value: Any) -> bool:
    return value is None or (isinstance(value, str | Sequence) and not value)
