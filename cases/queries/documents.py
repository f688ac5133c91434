"""Papers on the inside: who may open which. The public side reads ``queries.public``."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cases.adapters import files
from cases.domain.accounts import APPLICANT_ROLES
from cases.domain.publication import Visibility
from cases.models import Document, User
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
class WrongFile:
    """A finished paper whose file is not there, or is not the one that was made."""

    code: str
    file: str
    reason: str


def verify_files() -> tuple[int, tuple[WrongFile, ...]]:
    """Read the file of every finished paper again: how many, and which are wrong."""
    wrong: list[WrongFile] = []
    finished = Document.objects.filter(rendered_at__isnull=False).order_by("pk")
    told = finished.values_list("code", "file", "sha256", "size")
    for code, name, sha256, size in told:
        try:
            content = files.read(name)
        except files.FileMissing:
            wrong.append(WrongFile(code, name, "tidak ditemukan"))
            continue
        if (hashlib.sha256(content).hexdigest(), len(content)) != (sha256, size):
            wrong.append(WrongFile(code, name, "bukan berkas yang dibuat"))
    return len(told), tuple(wrong)
