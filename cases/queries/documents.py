"""Papers on the inside: who may open which. The public side reads ``queries.public``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Q, QuerySet

from cases.adapters import files, sealed_files
from cases.domain import letters
from cases.domain.accounts import APPLICANT_ROLES, REGISTRY_ROLES
from cases.domain.letters import Letter, LetterKind
from cases.domain.publication import Visibility
from cases.models import Dispute, Document, Exhibit, Job, Organisation, Upload, User
from cases.queries import accounts, correspondence, disputes, identity_papers, mediation
from cases.queries.predicates import built_once

SHOWN_TO_PARTIES = (Visibility.PARTIES, Visibility.PUBLIC)


@built_once
def visible_to(user: User) -> QuerySet[Document]:
    """The papers of the disputes in which ``user`` has a part, but for sealed ones; the letters
    of one's own organisations; those that were sent to one's side; and those of mediations
    whose papers one reads. What is internal is read by the registry alone, and by the side to
    which it was sent.
    """
    mine = disputes.visible_to(user).values("pk")
    houses = accounts.organisations(user, APPLICANT_ROLES).values("pk")
    sent = correspondence.visible_to(user).exclude(paper=None).values("paper")
    seen = (
        Q(dispute__in=mine)
        | Q(hearing__disputes__in=mine)
        | Q(organisation__in=houses)
        | Q(pk__in=sent)
        | Q(pk__in=mediation.papers_visible_to(user).values("pk"))
    )
    registry = accounts.current().filter(user=user, role__in=REGISTRY_ROLES)
    inside = Q(pk__in=sent) | Q(dispute__commission__in=registry.values("commission"))
    return Document.objects.filter(
        Q(seen, visibility__in=SHOWN_TO_PARTIES) | Q(inside, visibility=Visibility.INTERNAL)
    )


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


def evidence_of(user: User, dispute: Dispute) -> list[Exhibit]:
    """The exhibits of the applicant as far as ``user`` may see them, as they are numbered."""
    return list(dict(file_of(user, dispute).sides).get("P", ()))


def letters_about(user: User, dispute: Dispute) -> QuerySet[Document]:
    """The letters on a dispute that one's own organisations had made; nobody else's."""
    houses = accounts.organisations(user, APPLICANT_ROLES)
    return visible_to(user).filter(about=dispute, organisation__in=houses)


def last_list(organisation: Organisation, dispute: Dispute) -> Letter | None:
    """The list of evidence that an organisation had made last, as it was ordered."""
    orders = Job.objects.filter(
        key__in=Document.objects.filter(
            organisation=organisation, about=dispute, kind=LetterKind.EVIDENCE_LIST
        ).values("code")
    )
    last = orders.order_by("-created_at", "-pk").first()
    return letters.from_plain(last.args["letter"]) if last else None


@dataclass(frozen=True, slots=True)
class WrongFile:
    """A finished paper whose file is not there, or is not the one that was made."""

    code: str
    file: str
    reason: str


def verify_files() -> tuple[int, tuple[WrongFile, ...]]:
    """Read every file again that a row vouches for: how many, and which are wrong.

    Of what was erased, nothing may be left.
    """
    checked, wrong = 0, []
    for code, name, sha256, size in vouched_for():
        checked += 1
        try:
            found = sealed_files.print_of(name)
        except sealed_files.SealBroken:
            wrong.append(WrongFile(code, name, "segelnya tidak terbuka"))
            continue
        except files.FileMissing:
            wrong.append(WrongFile(code, name, "tidak ditemukan"))
            continue
        if found != files.Print(sha256, size):
            wrong.append(WrongFile(code, name, "bukan berkas yang tercatat"))
    wrong += _not_erased()
    return checked, tuple(wrong)


def _not_erased() -> Iterator[WrongFile]:
    for paper in identity_papers.erased():
        upload = paper.upload
        for name in (upload.original_file, upload.clean_file, upload.thumbnail_file):
            if files.exists(name):
                yield WrongFile(upload.code, name, "seharusnya sudah dihapus")


def vouched_for(base: str = DEFAULT_DB_ALIAS) -> Iterator[tuple[str, str, str, int]]:
    """Code, name, fingerprint, size: of papers, of originals, of copies that are no paper."""
    finished = Document.objects.using(base).filter(rendered_at__isnull=False).order_by("pk")
    yield from finished.values_list("code", "file", "sha256", "size").iterator()
    kept = Upload.objects.using(base).exclude(identity_paper__erased_at__isnull=False)
    originals = kept.exclude(original_file="").order_by("pk")
    yield from originals.values_list("code", "original_file", "sha256", "size").iterator()
    copies = kept.exclude(clean_file="").filter(document=None).order_by("pk")
    columns = ("code", "clean_file", "clean_sha256", "clean_size")
    yield from copies.values_list(*columns).iterator()
