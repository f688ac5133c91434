"""What every form needs that lets people bring files: the control, what it posts, the rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.domain import wording
from cases.domain.uploads import ACCEPT, KIND_WORDS, KINDS, UploadState
from cases.models import Dispute, Upload
from cases.queries import uploads as queries
from cases.queries.accounts import House
from cases.services import uploads
from cases.services.journal import Actor
from cases.web.words import tongue, word

WAITING = (UploadState.RECEIVED, UploadState.CHECKING)


def control(
    name: str,
    *,
    label: str,
    house: House | None = None,
    dispute: Dispute | None = None,
    chosen: Sequence[Upload] = (),
    reload: bool = False,
) -> dict[str, Any]:
    """The context of ``uploads/_field.html``, one place of a form where files are brought.

    Without scripts the form posts the files as ``<name>_file``; with them it posts the codes
    of finished uploads as ``name``; ``taken`` reads both. Without ``house`` the form has a
    field of that name. With ``reload`` the page is asked for again when all has arrived.
    """
    return {
        "name": name,
        "label": label,
        "hint": _("%(kinds)s; paling besar %(most)s MB tiap berkas.")
        % {"kinds": KIND_WORDS, "most": settings.UPLOAD_MAX_MB},
        "house": queries.key_of(house) if house else "",
        "dispute": dispute.code if dispute else "",
        "most": settings.UPLOAD_MAX_MB * 1024 * 1024,
        "accept": ACCEPT,
        "address": reverse("uploads"),
        "chosen": [shown(one) for one in chosen],
        "reload": reload,
    }


def taken(
    request: HttpRequest, name: str, *, house: House, dispute: Dispute | None = None
) -> list[Upload]:
    """The uploads that a form posts under ``name``: chosen ones by code, files as they come.

    Raises:
        CaseError: one of the files is not taken; those before it stay.
    """
    mine = queries.writable_by(request.user).filter(**{queries.column_of(house): house})
    found = list(mine.filter(code__in=request.POST.getlist(name)).order_by("created_at", "pk"))
    files = request.FILES.getlist(f"{name}_file")
    return found + [receive(request, file, house=house, dispute=dispute) for file in files]


def receive(
    request: HttpRequest, file: UploadedFile, *, house: House, dispute: Dispute | None
) -> Upload:
    """Take one file of a plain form, from beginning to end."""
    now = timezone.now()
    found = uploads.begin(
        house,
        uploaded_by=request.user,
        name=file.name or "",
        size=file.size or 0,
        dispute=dispute,
        now=now,
    )
    uploads.append(found, offset=0, source=file, length=file.size, now=now)
    return uploads.finish(found, actor=actor(request), now=now)


def actor(request: HttpRequest) -> Actor:
    """Who acts, as the journal names accounts: by their key, for names may have to go."""
    return Actor(f"akun:{request.user.pk}")


def shown(upload: Upload, *, may_write: bool = False) -> dict[str, Any]:
    """An upload as lists and its own page show it."""
    is_clean = upload.state == UploadState.CLEAN
    return {
        "code": upload.code,
        "name": upload.name,
        "address": reverse("upload", args=[upload.code]),
        "copy": reverse("upload_copy", args=[upload.code]) if is_clean else "",
        "thumbnail": reverse("upload_thumbnail", args=[upload.code])
        if upload.thumbnail_file
        else "",
        "house": str(upload.house),
        "kind": KINDS[upload.mime].word if upload.mime else "",
        "size": size_words(upload.size),
        "received": size_words(upload.received),
        "percent": 100 * upload.received // upload.size,
        "pages": upload.pages,
        "sha256": upload.sha256,
        "clean_sha256": upload.clean_sha256,
        "state": upload.state,
        "word": word("upload_state", upload.state),
        "refusal": refusal(upload),
        "antivirus": word("upload_antivirus", upload.antivirus) if upload.checked_at else "",
        "searchable": word("upload_searchable", upload.searchable),
        "removed": wording.listing(
            [word("upload_removed", one) for one in upload.removed], tongue()
        ),
        "created_at": upload.created_at,
        "received_at": upload.received_at,
        "is_waiting": upload.state in WAITING,
        "is_clean": is_clean,
        "may_discard": may_write and upload.document_id is None,
    }


def refusal(upload: Upload) -> str:
    """Why it was refused: as it was said, or in the language of the page."""
    if tongue() == "en" and upload.refusal:
        return word("upload_refusal", upload.refusal)
    return upload.refusal_said


def size_words(size: int) -> str:
    """1,2 MB, as sizes are written in the language of the page."""
    value, unit = float(size), "B"
    for unit in ("B", "KB", "MB"):
        if value < 1024 or unit == "MB":
            break
        value /= 1024
    figure = f"{value:.0f}" if unit == "B" or value >= 10 else f"{value:.1f}"
    return f"{figure if tongue() == 'en' else figure.replace('.', ',')} {unit}"
