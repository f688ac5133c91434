"""Papers beside the forms of an edition, and the errata that they print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from cases.adapters.errata_sheet import Printed
from cases.models import Document, Edition, Erratum, Job

# Minutes of what was said behind closed doors.
FULL_KIND = "berita_acara_tertutup"


def open_errata(edition: Edition, until: int | None = None) -> list[Erratum]:
    """The errata of an edition that the public may read, in their order, up to a number.

    One on closed lines is as closed as they are.
    """
    rows = edition.errata.exclude(first__kind="sealed").exclude(last__kind="sealed")
    rows = rows.select_related("first", "last", "edition__hearing__commission").order_by("no")
    return list(rows if until is None else rows.filter(no__lte=until))


def printed(erratum: Erratum) -> Printed:
    """An erratum as its sheet has it."""
    return Printed(
        number=f"R{erratum.edition.no}-{erratum.no}",
        first=(erratum.first.page, erratum.first.line),
        last=(erratum.last.page, erratum.last.line),
        reads=erratum.reads,
        correct=erratum.correct,
        reason=erratum.reason,
        ordered_by=erratum.ordered_by,
        at=erratum.at,
    )


def sheets_of(edition: Edition) -> list[Document]:
    """The errata sheets of an edition that are not superseded."""
    return _standing(order.key for order in _errata_orders(edition))


def with_errata(edition: Edition) -> list[Document]:
    """The files for word processors in which its errata follow its lines, not superseded."""
    return _standing(order.args.get("word", "") for order in _errata_orders(edition))


def _errata_orders(edition: Edition) -> QuerySet[Job]:
    return Job.objects.filter(kind="render_errata", args__edition=edition.code)


def _standing(codes: Iterable[str]) -> list[Document]:
    found = Document.objects.filter(code__in=list(codes), superseded_by=None)
    return list(found.order_by("-pk"))


def has_closed(edition: Edition) -> bool:
    """Whether the words of a turn of it are closed."""
    return edition.lines.filter(kind="sealed").exists()


def full_copies(edition: Edition) -> list[Document]:
    """The full copies of an edition in its forms, ordered or made."""
    return copies_of([edition])[edition.code]


def copies_of(editions: Sequence[Edition]) -> dict[str, list[Document]]:
    """The same of several editions, by their codes. Two queries."""
    jobs = Job.objects.filter(
        kind="render_full_transcript", key__in=[one.code for one in editions]
    )
    owners = {code: job.key for job in jobs for code in job.args["papers"]}
    found: dict[str, list[Document]] = {one.code: [] for one in editions}
    for paper in Document.objects.filter(code__in=list(owners)).order_by("pk"):
        found[owners[paper.code]].append(paper)
    return found
