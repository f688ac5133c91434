"""Papers on the inside: who may open which. The public side reads ``queries.public``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q, QuerySet

from cases.adapters import files
from cases.domain.accounts import APPLICANT_ROLES
from cases.domain.publication import Visibility
from cases.models import Dispute, Document, Exhibit, Upload, User
from cases.queries import accounts, disputes

SHOWN_TO_PARTIES = (Visibility.PARTIES, Visibility.PUBLIC)


def visible_to(user: User) -> QuerySet[Document]:
    """The papers of the disputes in which ``user`` has a part, but for sealed ones; and the
    letters of one's own organisations.
    """
    mine = disputes.visible_to(user).values("pk")
    houses = accounts.organisations(user, APPLICANT_ROLES).values("pk")
    seen = Q(dispute__in=mine) | Q(hearing__disputes__in=mine) | Q(organisation__in=houses)
    return Document.objects.filter(seen, visibility__in=SHOWN_TO_PARTIES).distinct()


@dataclass(frozen=True, slots=True)
class DisputeFile:
    """What lies in the file of a dispute for one reader: exhibits by side, then papers."""

    register: str
    sides: Sequence[tuple[str, Sequence[Exhibit]]]
    papers: Sequence[Document]


SIDES = ("P", "T", "M")


def file_of(user: User, dispute: Dispute) -> DisputeFile:
    """The file of a dispute as far as ``user`` may see it. Four queries."""
    seen = visible_to(user)
    exhibits = (
        Exhibit.objects.filter(
            Q(document=None) | Q(document__in=seen.values("pk")),
            dispute__in=disputes.visible_to(user).filter(pk=dispute.pk).values("pk"),
            visibility__in=SHOWN_TO_PARTIES,
        )
        .select_related("document__upload__organisation", "document__upload__public_body")
        .select_related("document__upload__commission")
        .order_by("side", "no")
    )
    by_side = {side: list(rows) for side, rows in groupby(exhibits, lambda row: row.side)}
    papers = seen.filter(dispute=dispute, exhibits=None).order_by("requested_at", "pk")
    number = dispute.numbers.filter(kind="register", is_current=True).first()
    return DisputeFile(
        register=number.raw if number else "",
        sides=[(side, by_side[side]) for side in SIDES if side in by_side],
        papers=list(papers),
    )


@dataclass(frozen=True, slots=True)
class WrongFile:
    """A finished paper whose file is not there, or is not the one that was made."""

    code: str
    file: str
    reason: str


def verify_files() -> tuple[int, tuple[WrongFile, ...]]:
    """Read every file again that a row vouches for: how many, and which are wrong."""
    checked, wrong = 0, []
    for code, name, sha256, size in _vouched_for():
        checked += 1
        try:
            found = files.print_of(name)
        except files.FileMissing:
            wrong.append(WrongFile(code, name, "tidak ditemukan"))
            continue
        if found != files.Print(sha256, size):
            wrong.append(WrongFile(code, name, "bukan berkas yang tercatat"))
    return checked, tuple(wrong)


def _vouched_for() -> Iterator[tuple[str, str, str, int]]:
    """Code, name, fingerprint, size: of papers, of originals, of copies that are no paper."""
    finished = Document.objects.filter(rendered_at__isnull=False).order_by("pk")
    yield from finished.values_list("code", "file", "sha256", "size").iterator()
    originals = Upload.objects.exclude(original_file="").order_by("pk")
    yield from originals.values_list("code", "original_file", "sha256", "size").iterator()
    copies = Upload.objects.exclude(clean_file="").filter(document=None).order_by("pk")
    columns = ("code", "clean_file", "clean_sha256", "clean_size")
    yield from copies.values_list(*columns).iterator()
