"""Disputes, hearings, papers and parties, each by what people know of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.db.models import QuerySet

from cases.domain.hearings import HearingState
from cases.domain.publication.bodies import DisputeBody, HearingBody
from cases.domain.publication.folding import restore
from cases.models import (
    PublicAlias,
    PublicDispute,
    PublicDocument,
    PublicEdition,
    PublicFingerprint,
    PublicHearing,
    PublicHearingPlace,
)
from cases.queries.public.engine import Written, later
from cases.queries.public.shelves import shelf

MOST = 32_767  # hearings of a dispute that the base could number
Paper = PublicDocument  # as pages call it
Dispute = PublicDispute


@dataclass(frozen=True, slots=True)
class Found:
    """A dispute and everything its page shows."""

    dispute: PublicDispute
    case: DisputeBody


@dataclass(frozen=True, slots=True)
class Moved:
    """The address of a dispute that was asked for by one it no longer has."""

    commission_code: str
    slug: str


@dataclass(frozen=True, slots=True)
class Sitting:
    """A hearing and what its page shows; ``seq`` is its number in the dispute asked for.

    ``versions`` are all that stand on the shelf of one hearing that was moved, the first to the
    newest, this one among them; without their bodies.
    """

    row: PublicHearing
    body: HearingBody
    seq: int = 0
    versions: tuple[PublicHearing, ...] = ()

    @property
    def went_to(self) -> PublicHearing | None:
        """The newest, where this one gave way to it."""
        later = [one for one in self.versions if one.sequence > self.row.sequence]
        return later[-1] if later else None

    @property
    def came_from(self) -> PublicHearing | None:
        """The one that gave way to this."""
        earlier = [one for one in self.versions if one.sequence < self.row.sequence]
        return earlier[-1] if earlier else None


@dataclass(frozen=True, slots=True)
class Verified:
    """What a code stands for: exactly one of the five is set."""

    edition: PublicEdition | None = None
    document: PublicDocument | None = None
    hearing: PublicHearing | None = None
    dispute: PublicDispute | None = None
    fingerprint: PublicFingerprint | None = None


def dispute_by_slug(commission_code: str, slug: str) -> Found | Moved:
    """The dispute at an address, or where it went.

    Raises:
        PublicDispute.DoesNotExist: the public knows no dispute there.
    """
    if rows := _found(_there(), commission_code, slug):
        return Found(rows[0], restore(DisputeBody, rows[0].body))
    return _moved(commission_code, slug)


def listed_by_slug(commission_code: str, slug: str) -> PublicDispute | Moved:
    """The same without its page, for what only names it.

    Raises:
        PublicDispute.DoesNotExist: the public knows no dispute there.
    """
    rows = _found(_listed_there(), commission_code, slug)
    return rows[0] if rows else _moved(commission_code, slug)


def _found(told: Written, commission_code: str, slug: str) -> list[PublicDispute]:
    return told.objects(PublicDispute, told.rows(commission_code, slug))


@cache
def _there() -> Written:
    return Written(_at_an_address().defer("traits"))


@cache
def _listed_there() -> Written:
    return Written(_at_an_address().defer("body", "traits"))


def _at_an_address() -> QuerySet[PublicDispute]:
    """The dispute of an address that is told later; there is one at most."""
    return shelf(PublicDispute).filter(commission_code=later(0), slug=later(1))


def dispute_by_code(code: str) -> Found:
    """The dispute of a public code.

    Raises:
        PublicDispute.DoesNotExist: there is none, or it is not public.
    """
    row = shelf(PublicDispute).get(code=code)
    return Found(row, restore(DisputeBody, row.body))


def hearing_by_seq(dispute: PublicDispute, seq: int) -> Sitting:
    """The hearing with that number in the dispute.

    Raises:
        PublicHearingPlace.DoesNotExist: there is none, or it is not announced.
    """
    told = _of_a_number()
    rows = told.rows(dispute.pk, seq) if seq <= MOST else []
    if not rows:
        raise PublicHearingPlace.DoesNotExist
    (row,) = told.objects(PublicHearing, rows)
    return Sitting(row, restore(HearingBody, row.body), seq, versions([row])[row.event_code])


def has_hearing(dispute: PublicDispute, seq: int) -> bool:
    """Whether there is that hearing, without reading it. One query."""
    return seq <= MOST and bool(_places().rows(dispute.pk, seq))


@cache
def _of_a_number() -> Written:
    return Written(_at_a_place().select_related("hearing"))


@cache
def _places() -> Written:
    return Written(_at_a_place().values("seq"))


def _at_a_place() -> QuerySet[PublicHearingPlace]:
    return shelf(PublicHearingPlace).filter(dispute=later(0), seq=later(1, int))


def hearing_by_code(code: str) -> Sitting:
    """The hearing of a public code.

    Raises:
        PublicHearing.DoesNotExist: there is none, or it is not announced.
    """
    row = shelf(PublicHearing).get(code=code)
    return Sitting(row, restore(HearingBody, row.body))


def versions(rows: Sequence[PublicHearing]) -> Mapping[str, tuple[PublicHearing, ...]]:
    """What stands on the shelf of the events of these hearings, by event; nothing of those
    that were never moved. One query, and none where nothing was.
    """
    found: dict[str, tuple[PublicHearing, ...]] = {row.event_code: () for row in rows}
    moved = {row.event_code for row in rows if row.sequence or row.state == HearingState.MOVED}
    if not moved:
        return found
    known = shelf(PublicHearing).filter(event_code__in=moved).defer("body")
    for row in known.order_by("sequence"):
        found[row.event_code] = (*found[row.event_code], row)
    return found


def document(code: str) -> PublicDocument:
    """A public paper with what it belongs to.

    Raises:
        PublicDocument.DoesNotExist: there is none, or it is not public.
    """
    return _documents().get(code=code)


def documents_of(edition: PublicEdition) -> tuple[PublicDocument, ...]:
    """The papers made from one transcript, which has its hearing beside it."""
    told = _of_a_transcript()
    papers = told.objects(PublicDocument, told.rows(edition.pk))
    for paper in papers:
        paper.edition, paper.hearing = edition, edition.hearing
    return tuple(papers)


@cache
def _of_a_transcript() -> Written:
    return Written(shelf(PublicDocument).filter(edition=later(0)).order_by("mime", "code"))


def verify(code: str) -> Verified | None:
    """What a printed code stands for, however it is typed; None: unknown to the public."""
    plain = normal_code(code)
    if edition := shelf(PublicEdition).select_related("hearing").filter(code=plain).first():
        return Verified(edition=edition)
    if paper := _documents().filter(code=plain).first():
        return Verified(document=paper)
    if hearing := shelf(PublicHearing).filter(code=plain).first():
        return Verified(hearing=hearing)
    if dispute := shelf(PublicDispute).filter(code=plain).first():
        return Verified(dispute=dispute)
    fingerprint = shelf(PublicFingerprint).filter(code=plain).first()
    return Verified(fingerprint=fingerprint) if fingerprint else None


def normal_code(code: str) -> str:
    """A code as it is kept: ``st-7k3m-q2xd`` becomes ``7K3MQ2XD``."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return plain.removeprefix("ST") if len(plain) > 8 else plain


def _moved(commission_code: str, slug: str) -> Moved:
    alias = (
        shelf(PublicAlias)
        .filter(commission_code=commission_code, slug__iexact=slug)
        .select_related("dispute")
        .defer("dispute__body")
        .first()
    )
    if alias is not None:
        return Moved(alias.dispute.commission_code, alias.dispute.slug)
    known = shelf(PublicDispute).only("commission_code", "slug")
    row = known.get(commission_code=commission_code, slug__iexact=slug)
    return Moved(row.commission_code, row.slug)


def _documents() -> QuerySet[PublicDocument]:
    rows = shelf(PublicDocument).select_related("dispute", "hearing", "edition")
    return rows.defer("dispute__body", "hearing__body", "edition__body")
