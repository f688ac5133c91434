"""Is this file ours? Fingerprints of papers, asked for one by one or taken along as a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.domain.documents import TranscriptForm, file_id, identity_of
from cases.domain.publication.copies import SignatureCopy
from cases.domain.publication.folding import restore
from cases.models import PublicDocument, PublicEdition, PublicFingerprint
from cases.queries.public.cases import Verified
from cases.queries.public.shelves import shelf

NEWEST = 20_000  # papers of one list, so that a telephone can take it along


@dataclass(frozen=True, slots=True)
class KnownPaper:
    """A public paper by the fingerprint of its file; the edition is that of a transcript, and
    ``file_ids`` what its PDFs carry.
    """

    code: str
    sha256: str
    kind: str
    form: str
    mime: str
    title: str
    made_on: date | None
    held_on: date | None
    edition: int | None
    edition_code: str
    signature: SignatureCopy | None
    file_ids: tuple[str, ...] = ()


def by_fingerprint(sha256: str) -> Verified | None:
    """What the fingerprint of a file, or of the words of an edition, stands for.

    A paper that is not public is known by its fingerprint too, without what it is about:
    whoever knows it has the file.
    """
    asked = sha256.strip().lower()
    if paper := _papers().filter(sha256=asked).exclude(file="").order_by("code").first():
        return Verified(document=paper)
    editions = shelf(PublicEdition).select_related("hearing").order_by("code")
    if edition := editions.filter(content_sha256=asked).first():
        return Verified(edition=edition)
    fingerprint = shelf(PublicFingerprint).filter(sha256=asked).order_by("code").first()
    return Verified(fingerprint=fingerprint) if fingerprint else None


def known_papers() -> tuple[tuple[KnownPaper, ...], bool]:
    """The newest public papers, and whether these are all. One query."""
    rows = (
        shelf(PublicDocument)
        .exclude(file="")
        .order_by("-made_on", "code")
        .values("code", "sha256", "kind", "form", "mime", "title", "made_on", "signature",
                "hearing__held_on", "edition__no", "edition__code", "edition__content_sha256")
    )  # fmt: skip
    found = tuple(_known(row) for row in rows[: NEWEST + 1])
    return found[:NEWEST], len(found) <= NEWEST


def known_paper(paper: PublicDocument) -> KnownPaper:
    """A public paper as the list has it."""
    edition = paper.edition
    return KnownPaper(
        code=paper.code,
        sha256=paper.sha256,
        kind=paper.kind,
        form=paper.form,
        mime=paper.mime,
        title=paper.title,
        made_on=paper.made_on,
        held_on=paper.hearing.held_on if paper.hearing else None,
        edition=edition.no if edition else None,
        edition_code=edition.code if edition else "",
        signature=signature_of(paper.signature),
    )


def claimed_by(carried: str) -> PublicEdition | None:
    """The edition whose PDF carries this identifier, as hexadecimal digits."""
    editions = shelf(PublicEdition).select_related("hearing").defer("body", "hearing__body")
    return next((one for one in editions.iterator() if carried in ids_of(one)), None)


def ids_of(edition: PublicEdition) -> tuple[str, ...]:
    """The identifiers of the PDFs of an edition."""
    return _ids(edition.code, edition.no, edition.content_sha256)


def _ids(code: str, no: int, content_sha256: str) -> tuple[str, ...]:
    return tuple(
        file_id(identity_of(form, code, no, content_sha256)).hex()
        for form in (TranscriptForm.PDF, TranscriptForm.CONDENSED)
    )


def signature_of(told: Mapping[str, Any] | None) -> SignatureCopy | None:
    """The signature that a row of the shelf tells."""
    return restore(SignatureCopy, told) if told else None


def signed_by(papers: Iterable[PublicDocument]) -> SignatureCopy | None:
    """Who signed one of these papers; None where nobody did."""
    return next((signature_of(one.signature) for one in papers if one.signature), None)


def _known(row: Mapping[str, Any]) -> KnownPaper:
    told = {name: row[name] for name in KnownPaper.__slots__ if name in row}
    return KnownPaper(
        **{
            **told,
            "signature": signature_of(row["signature"]),
            "held_on": row["hearing__held_on"],
            "edition": row["edition__no"],
            "edition_code": row["edition__code"] or "",
            "file_ids": _ids(
                row["edition__code"], row["edition__no"], row["edition__content_sha256"]
            )
            if row["edition__code"] and row["form"] == TranscriptForm.PDF
            else (),
        }
    )


def _papers() -> Any:
    rows = shelf(PublicDocument).select_related("dispute", "hearing", "edition")
    return rows.defer("dispute__body", "hearing__body", "edition__body")
