"""Refusing after the file is filed: whoever brought it hears of it, once."""

from __future__ import annotations

from datetime import datetime

from cases.domain.notices import Event, NoticeKind
from cases.domain.uploads import UploadState
from cases.models import Dispute, Enclosure, Upload, User
from cases.queries import access
from cases.queries import notices as concerns
from cases.services import notices


def tell_refused(upload: Upload, *, now: datetime) -> None:
    """Tell the people of a refused file that has a place in a dispute; of any other nobody.

    They are those of the house that brought it, and who brought it by a link of their own.
    """
    upload = Upload.objects.select_related("dispute__commission").get(pk=upload.pk)
    enclosure = Enclosure.objects.filter(upload=upload).first()
    dispute = upload.dispute
    is_filed = enclosure is not None or bool(upload.tendered_side)
    if upload.state != UploadState.REFUSED or dispute is None or not is_filed:
        return
    told = {
        **concerns.about([dispute]),
        "what": enclosure.place if enclosure else "",
        "name": upload.name,
        "reason": upload.refusal,
        "address": _address(dispute, enclosure),
    }
    event = Event(f"refused:{upload.code}", notices.today(dispute, now))
    for user in _people(upload, dispute):
        notices.tell(
            NoticeKind.FILE_REFUSED,
            to=user,
            event=event,
            payload=told,
            dispute=dispute,
            now=now,
        )


def _people(upload: Upload, dispute: Dispute) -> list[User]:
    people = list(concerns.people_of(upload.house))
    by = upload.uploaded_by
    if by not in people and access.to(by, dispute) is not None:
        people.append(by)
    return people


def _address(dispute: Dispute, enclosure: Enclosure | None) -> str:
    """Where the files are seen: what was filed, or one's own page of the dispute."""
    draft = getattr(dispute, "draft", None) if enclosure else None
    return f"/permohonan/{draft.code}/" if draft else f"/meja/perkara/{dispute.code}/"
