"""The parts of the room of a dispute, as its page draws them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.domain import wording
from cases.domain.notices import Side
from cases.domain.publication import Visibility
from cases.domain.stages import Phase, Stage, next_stages, phase_of
from cases.domain.uploads import UploadState
from cases.models import (
    Attachment,
    Correspondence,
    Dispute,
    DisputeAccess,
    User,
)
from cases.queries import (
    access,
    disputes,
    jobs,
    notices,
    parties,
    withdrawals,
)
from cases.queries import endings as ends
from cases.queries.case_room import Event
from cases.queries.correspondence import ROLES
from cases.web import uploading
from cases.web.words import in_tongue, tongue, word


def head(dispute: Dispute) -> dict[str, Any]:
    """Number, parties, and where one can go from here."""
    numbers = [one for one in dispute.numbers.all() if one.kind == "register"]
    number = next((one for one in numbers if one.is_current), None)
    is_public = dispute.visibility == Visibility.PUBLIC
    slug = number.slug if number else dispute.code
    return {
        "register": number.raw if number else "",
        "sides": [
            {"role": word("side", side), "name": ", ".join(names)}
            for side, roles in ROLES.items()
            if (names := _names(dispute, roles))
        ],
        "stage": word("stage", dispute.stage),
        "told": word("stage_told", dispute.stage),
        "file": reverse("dispute_file", args=[dispute.commission.code, dispute.code]),
        "public": reverse("dispute", args=[dispute.commission.code, slug]) if is_public else "",
        "notices": reverse("dispute_notices", args=[dispute.code]),
    }


def _names(dispute: Dispute, roles: Sequence[str]) -> list[str]:
    found = [one for one in dispute.participants.all() if one.role in roles]
    return list(dict.fromkeys(parties.full_name(one) for one in found))


def steps(dispute: Dispute) -> list[dict[str, str]]:
    """The seven steps of a lay reader; of what has ended, those that it reached."""
    stage = Stage(dispute.stage)
    order = list(Phase)
    now = order.index(_phase(dispute, stage))
    shown = order if next_stages(stage) else order[: now + 1]
    return [
        {
            "state": "done" if place < now else "now" if place == now else "ahead",
            "label": word("phase", phase),
            "note": word("stage", stage) if place == now else "",
            "note_lang": "",
            "next": "",
        }
        for place, phase in enumerate(shown)
    ]


def _phase(dispute: Dispute, stage: Stage) -> Phase:
    """Its step; what was withdrawn without a number never came to be examined."""
    if stage is Stage.WITHDRAWN and not dispute.numbers.all():
        return Phase.FILING
    return phase_of(stage)


def struck(user: User, dispute: Dispute) -> dict[str, Any] | None:
    """Where an entry was struck off as a double: when, why, and which one stands."""
    entry = ends.struck(dispute)
    if entry is None:
        return None
    return {"on": entry.struck_on, "reason": entry.reason, **_entry(user, entry.stands)}


def doubles(user: User, dispute: Dispute) -> list[dict[str, str]]:
    """The entries that were struck off because this one stands; the registry's to know."""
    if not access.disputes_kept_by(user).filter(pk=dispute.pk).exists():
        return []
    return [_entry(user, one) for one in ends.doubles_of(dispute)]


def _entry(user: User, dispute: Dispute) -> dict[str, str]:
    """The name of an entry, and its room where the reader may enter it."""
    may_enter = disputes.visible_to(user).filter(pk=dispute.pk).exists()
    room = reverse("case_room", args=[dispute.code]) if may_enter else ""
    return {"name": notices.register_of(dispute) or dispute.code, "room": room}


def link(user: User, dispute: Dispute) -> DisputeAccess | None:
    """The link by which a guest came in, who has nothing else to come back by."""
    found = access.to(user, dispute)
    return found if found and access.is_guest(user) else None


def may_withdraw(user: User, dispute: Dispute) -> str:
    """Where the reader may withdraw the application; empty where they may not."""
    if withdrawals.house_for(user, dispute) is None:
        return ""
    return reverse("withdrawal", args=[dispute.code])


def thread(rows: Sequence[Correspondence]) -> list[dict[str, Any]]:
    """What was written, the latest last, with how far each letter on paper is."""
    unmade = [row.paper.code for row in rows if row.paper and not row.paper.file]
    works = jobs.states_of(unmade)
    return [_piece(row, works) for row in rows]


def _piece(row: Correspondence, works: Mapping[str, str]) -> dict[str, Any]:
    """One piece of writing: who, when, to whom, what, and what goes with it."""
    paper = row.paper
    return {
        "code": row.code,
        "kind": word("correspondence", row.kind),
        "from": word("side", row.sender),
        "by": row.sent_by.name,
        "to": wording.listing(_readers(row), tongue()),
        "side": row.sender,
        "at": row.sent_at,
        "text": row.text,
        "missing": [word("enclosure", place) for place in row.missing],
        "due_on": row.deadline.due_on if row.deadline else None,
        "paper": {
            "title": word("document_kind", paper.kind),
            "address": reverse("desk_paper", args=[paper.code]) if paper.file else "",
            "word": word("job_state", works.get(paper.code, "")),
        }
        if paper
        else None,
        "files": [_file(one) for one in row.attachments.all()],
    }


def _readers(row: Correspondence) -> list[str]:
    told = {
        Side.APPLICANT: row.for_applicant,
        Side.RESPONDENT: row.for_respondent,
        Side.COMMISSION: True,
    }
    sides = [side for side, reads in told.items() if reads and side != row.sender]
    return [word("side", side) for side in sides]


def _file(row: Attachment) -> dict[str, Any]:
    upload = row.upload
    is_clean = upload.state == UploadState.CLEAN
    return {
        "name": upload.name,
        "size": uploading.size_words(upload.size),
        "address": reverse("upload_copy", args=[upload.code]) if is_clean else "",
        "word": "" if is_clean else word("upload_state", upload.state),
    }


def event(row: Event) -> dict[str, Any]:
    """A line of the history in the language of the page."""
    stages = " → ".join(word("stage", stage) for stage in row.stages)
    text = in_tongue(row.text, row.text_en)
    return {
        "on": row.on,
        "note": row.note,
        "text": text or _("Tahap: %(stages)s") % {"stages": stages},
        "lang": "id" if row.text and text == row.text else "",
        "stages": stages if text else "",
    }


def register_of(dispute: Dispute) -> str:
    """Its number, or that it has none."""
    return notices.register_of(dispute) or _("belum ada nomor")
