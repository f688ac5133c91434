"""What the devices of a hearing room are told: turns, who speaks, how the hearing stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.domain import capture as rules
from cases.domain import vocabulary
from cases.domain.hearings import HearingState
from cases.domain.wording import local_time, short_date, weekday_date
from cases.models import (
    CapturedTurn,
    CaptureTrouble,
    Dispute,
    Exhibit,
    Hearing,
    InformationItem,
    TurnMark,
)
from cases.queries import capture as queries
from cases.queries import following, threads, transcripts
from cases.queries.capture import Speaker
from cases.services.capture import Receipt
from cases.web import capture_words
from cases.web.words import tongue, word


def state(
    request: HttpRequest, hearing: Hearing, *, cursor: int, receipt: Receipt
) -> dict[str, Any]:
    """Everything that is new since a cursor. ``csrf`` lets a page go on that was signed in
    again; ``user`` says whose entries may be sent.
    """
    rows = queries.turns_since(hearing, cursor)
    opened = hearing.opened_at
    phase, doors_open = queries.phase_of(hearing)
    return {
        "user": str(request.user.pk),
        "csrf": get_token(request),
        "now": timezone.now().isoformat(),
        "cursor": queries.latest_entry(hearing),
        "taken": receipt.taken,
        "highest": receipt.highest,
        "phase": phase.value,
        "doors_open": doors_open,
        "opened_at": opened.isoformat() if opened else "",
        "turns": [turn(row) for row in rows],
        "troubles": [_trouble(row) for row in queries.troubles_since(hearing, cursor)],
        "cast": [speaker(one) for one in queries.cast(hearing)],
        "is_over": hearing.state not in queries.RUNNING,
        "next": successor(hearing),
    }


def successor(hearing: Hearing) -> dict[str, str] | None:
    """The next hearing as the room shows it; nothing is shown while this one goes on."""
    if hearing.state not in queries.OVER:
        return None
    found = following.successor(hearing)
    if found is None:
        return _undrafted(hearing)
    zone = found.commission.time_zone
    at = local_time(found.planned_at, zone) if found.planned_at else ""
    return {
        "text": f"{weekday_date(found.held_on, tongue())} {at}".strip(),
        "kind": word("hearing_kind", found.kind),
        "state": word("hearing_state", found.state),
        "address": reverse("hearing_edit", args=[found.code]),
    }


def _undrafted(hearing: Hearing) -> dict[str, str] | None:
    """The way to the calendar where the day that was named could not be drafted."""
    told = following.named_next(hearing)
    lead = hearing.disputes.order_by("pk").first()
    if told is None or lead is None:
        return None
    asked = {
        "hari": told["next_on"],
        "mulai": told.get("next_at", ""),
        "jenis": told.get("next_kind") or hearing.kind,
    }
    if asked["jenis"] not in vocabulary.terms("hearing_kind"):
        asked["jenis"] = hearing.kind
    return {
        "text": " ".join(part for part in (told["next_on"], told.get("next_at", "")) if part),
        "kind": word("hearing_kind", asked["jenis"]),
        "state": _("belum dapat dirancang"),
        "address": f"{reverse('hearing_new', args=[lead.code])}?{urlencode(asked)}",
    }


def config(
    request: HttpRequest, hearing: Hearing, disputes: Sequence[Dispute]
) -> dict[str, Any]:
    """What the page needs to work without a line: keys, words, cast, what is carried over."""
    code = hearing.code
    phase, doors_open = queries.phase_of(hearing)
    return {
        "code": code,
        "user": str(request.user.pk),
        "csrf": get_token(request),
        "address": reverse("hearing_log", args=[code]),
        "page": reverse("hearing_room", args=[code]),
        "worker": reverse("hearing_worker", args=[code]),
        "sign_in": f"{reverse('sign_in')}?next={reverse('hearing_room', args=[code])}",
        "zone": hearing.commission.time_zone,
        "today": timezone.localdate(
            timezone.now(), ZoneInfo(hearing.commission.time_zone)
        ).isoformat(),
        "keys": rules.table(),
        "words": capture_words.texts(),
        "kinds": {one.code: word("capture_kind", one.code) for one in rules.KINDS.values()},
        "marks": {one.code: word("capture_mark", one.code) for one in rules.MARKS.values()},
        "fates": {
            one.fate.value: word("question_fate", one.fate) for one in rules.FATES.values()
        },
        "roles": {one.code: word("party_role", one.code) for one in rules.ROLES.values()},
        "phases": {one.value: word("capture_phase", one) for one in rules.Phase},
        "cast": [speaker(one) for one in queries.cast(hearing)],
        "phase": phase.value,
        "doors_open": doors_open,
        "opened_at": hearing.opened_at.isoformat() if hearing.opened_at else "",
        "is_over": hearing.state not in queries.RUNNING,
        "registers": _registers(disputes),
        "exhibits": _exhibits(disputes),
        "carried": _carried(hearing),
    }


def turn(row: CapturedTurn) -> dict[str, Any]:
    """One turn with all that was made of it."""
    said = row.utterance
    latest = said.revisions.all()[0]
    thread = getattr(said, "thread", None)
    asked = said.replies_to
    return {
        "ref": row.ref,
        "at": row.said_at.isoformat(),
        "key": row.key,
        "kind": said.kind,
        "rendering": said.rendering,
        "speaker": row.speaker,
        "name": said.speaker,
        "role": said.role,
        "to": row.addressee,
        "text": latest.text,
        "section": said.section,
        "register": row.register,
        "replies_to": asked.captured.ref if asked is not None else "",
        "closed": said.is_closed,
        "withdrawn": hasattr(said, "withdrawal"),
        "fate": thread.fate if thread else "",
        "due_on": thread.due_on.isoformat() if thread and thread.due_on else "",
        "device": row.ref.rpartition(":")[0],
        "by": row.entry.device.user.name,
        "marks": [_mark(one) for one in said.marks.all()],
    }


def speaker(one: Speaker) -> dict[str, Any]:
    """Somebody of the cast, as the list of keys shows them."""
    return {
        "id": one.id,
        "name": one.name,
        "role": one.role,
        "side": one.side,
        "capacity": one.capacity,
        "authority": one.authority,
        "presence": one.presence,
        "presence_word": word("presence", one.presence),
        "chair": one.is_chair,
        "called": one.is_called,
    }


def _mark(row: TurnMark) -> dict[str, Any]:
    confirmation = getattr(row, "confirmation", None)
    shown = row.exhibit
    return {
        "ref": f"{row.entry.device.device}:{row.entry.n}",
        "kind": row.kind,
        "what": row.what,
        "due_on": row.due_on.isoformat() if row.due_on else "",
        "exhibit": f"{shown.side}-{shown.no}" if shown else "",
        "confirmed": confirmation is not None,
        "became": confirmation.became if confirmation else "",
    }


def _trouble(row: CaptureTrouble) -> dict[str, Any]:
    return {
        "ref": f"{row.entry.device.device}:{row.entry.n}",
        "text": row.text,
        "line": str(row.entry.payload.get("line", "")),
    }


def _registers(disputes: Sequence[Dispute]) -> list[dict[str, Any]]:
    rows = InformationItem.objects.filter(dispute__in=disputes).order_by("label")
    items: dict[int, list[str]] = {}
    for row in rows:
        items.setdefault(row.dispute_id, []).append(row.label)
    told = []
    for dispute in disputes:
        number = transcripts.register_of(dispute)
        told.append(
            {
                "code": dispute.code,
                "number": number,
                "short": number.split("/")[0] if number else dispute.code,
                "items": items.get(dispute.pk, []),
            }
        )
    return told


def _exhibits(disputes: Sequence[Dispute]) -> list[dict[str, str]]:
    rows = Exhibit.objects.filter(dispute__in=disputes).order_by("side", "no", "pk")
    return [{"code": f"{row.side}-{row.no}", "title": row.title} for row in rows]


def _carried(hearing: Hearing) -> dict[str, list[dict[str, Any]]]:
    """What earlier hearings hand on, each with the day of its hearing."""
    found, zone = threads.carried(hearing), hearing.commission.time_zone
    return {
        "questions": [
            {
                "id": row.pk,
                "text": row.label,
                "on": short_date(row.question.hearing.held_on, tongue()),
                "fate": word("question_fate", row.fate),
                "due_on": row.due_on.isoformat() if row.due_on else "",
            }
            for row in found.questions
        ],
        "admissions": [
            {
                "code": row.proposition.code,
                "text": row.proposition.text,
                "on": short_date(row.made_on, tongue()),
                "by": row.person.name if row.person else "",
            }
            for row in found.admissions
        ],
        "orders": [
            {
                "text": row.what,
                "on": short_date(row.hearing.held_on, tongue()),
                "due_on": row.due_on.isoformat() if row.due_on else "",
            }
            for row in found.orders
        ],
        "promises": [
            {
                "code": row.assertion.proposition.code,
                "text": row.what,
                "due_on": row.due_on.isoformat() if row.due_on else "",
            }
            for row in found.promises
        ],
        "times": [local_time(hearing.planned_at, zone)] if hearing.planned_at else [],
    }


def is_running(hearing: Hearing) -> bool:
    """Whether the hearing is not over yet."""
    return hearing.state in {HearingState.SET, HearingState.OPEN}
