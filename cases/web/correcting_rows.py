"""Turns, wordings and sounds as the pages of the correcting desk show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.domain import correcting as rules
from cases.domain import wording
from cases.domain.captions import Word
from cases.domain.uploads import KINDS, UploadState
from cases.models import Hearing, Person, User, Utterance, UtteranceRevision
from cases.queries import correcting as queries
from cases.queries import recordings
from cases.queries.correcting import Row
from cases.web.forms.correcting import clock_of, speaker_of
from cases.web.words import word

MARKED = "…"


def hearing_of(request: HttpRequest, code: str) -> Hearing:
    """A hearing whose record one keeps; every other one is not there."""
    hearing: Hearing = get_object_or_404(recordings.hearings_kept_by(request.user), code=code)
    return hearing


def turn_of(hearing: Hearing, pk: int) -> Utterance:
    """A turn of a hearing, withdrawn ones too."""
    rows = hearing.utterances.select_related("hearing__commission", "person", "replies_to")
    turn: Utterance = get_object_or_404(rows, pk=pk)
    return turn


def sounds(user: User, hearing: Hearing) -> list[dict[str, Any]]:
    """The recordings that can be heard, each with what its clock is behind that of the hearing.

    Times are milliseconds.
    """
    return [
        {
            "src": reverse("recording_sound", args=[hearing.code, one.code]),
            "name": one.upload.name,
            "offset": one.offset_ms or 0,  # type: ignore[attr-defined]
            "length": one.upload.duration_ms,
        }
        for one in recordings.recordings_of(user, hearing)
        if one.upload.state == UploadState.CLEAN and KINDS[one.upload.mime].is_sound
    ]


def listen_at(sound: Sequence[Mapping[str, Any]], ms: int | None) -> str:
    """The address of the sound at a time of the hearing, for browsers without scripts."""
    if ms is None:
        return ""
    for one in sound:
        at = ms - one["offset"]
        if 0 <= at <= one["length"]:
            return f"{one['src']}#t={at / 1000:g}"
    return ""


def row(
    one: Row, sound: Sequence[Mapping[str, Any]] = (), *, is_open: bool = True
) -> dict[str, Any]:
    """A turn on the desk."""
    turn, code = one.utterance, one.utterance.hearing.code
    doubtful = {doubt.place for doubt in one.doubts}
    return {
        "pk": turn.pk,
        "number": one.number,
        "revision": one.revision.pk,
        "speaker": turn.speaker or turn.role or _("tanpa penutur"),
        "role": turn.role if turn.speaker else "",
        "kind": word("utterance_kind", turn.kind),
        "code": turn.kind,
        "clock": wording.clock(one.start_ms // 1000 * 1000) if one.start_ms is not None else "",
        "start": one.start_ms,
        "listen": listen_at(sound, one.start_ms),
        "words": [_word(told, no in doubtful) for no, told in enumerate(one.words)],
        "is_closed": turn.is_closed,
        "is_read": one.is_read,
        "doubts": len(one.doubts),
        "proposals": one.proposals,
        "revisions": one.revisions,
        "edit": reverse("correcting_turn", args=[code, turn.pk]),
        "acts": reverse("correcting_acts", args=[code, turn.pk]),
        "history": reverse("correcting_history", args=[code, turn.pk]),
        "read": reverse("correcting_read", args=[code, turn.pk]),
        "is_open": is_open,
    }


def row_of(
    hearing: Hearing, turn: Utterance, sound: Sequence[Mapping[str, Any]] = ()
) -> dict[str, Any]:
    """One turn on the desk."""
    (one,) = queries.rows_of(hearing, [turn])
    return row(one, sound)


def difference(old: str, new: str) -> list[dict[str, str]]:
    """How one wording became the other: what went and what came, in their order."""
    told = []
    for run in rules.difference(old, new):
        if run.kind is rules.RunKind.EQUAL:
            told.append({"kind": "equal", "text": run.new})
            continue
        told += [{"kind": "delete", "text": run.old}] if run.old else []
        told += [{"kind": "insert", "text": run.new}] if run.new else []
    return told


def history(turn: Utterance) -> list[dict[str, Any]]:
    """Every wording of a turn, the latest first, with what it changed, by whom and why."""
    found = queries.history_of(turn)
    names = queries.authors_of(found)
    return [
        _wording(one, before, names)
        for one, before in zip(found, [*found[1:], None], strict=True)
    ]


def author(written_by: str, names: Mapping[str, str]) -> str:
    """Who wrote: a person by name, a part of the machine as the record calls it."""
    return names.get(written_by) or written_by


def changes(before: Mapping[str, Any]) -> list[dict[str, str]]:
    """What of a turn was otherwise beside its words."""
    people = Person.objects.in_bulk(
        [one for one in [before.get("person")] if one], field_name="slug"
    )
    return [
        {"label": word("turn_field", name), "was": _was(name, told, people)}
        for name, told in before.items()
    ]


def _was(name: str, told: Any, people: Mapping[str, Person]) -> str:
    if name == "kind":
        return word("utterance_kind", str(told))
    if name in {"start_ms", "end_ms"}:
        return clock_of(told) if isinstance(told, int) else "–"
    if name == "is_closed":
        return _("ya") if told else _("tidak")
    if name == "person":
        return people[told].name if told in people else "–"
    if name == "replies_to":
        return _("pertanyaan lain") if told else "–"
    return str(told) or "–"


def _wording(
    one: UtteranceRevision, before: UtteranceRevision | None, names: Mapping[str, str]
) -> dict[str, Any]:
    made = getattr(one, "correction", None)
    taken = getattr(one, "accepted_proposal", None)
    return {
        "rev": one.rev,
        "act": word("correction_act", made.act)
        if made
        else word("revision_origin", one.origin),
        "by": author(one.written_by, names),
        "at": one.written_at,
        "reason": one.reason,
        "runs": difference(before.text, one.text) if before else [],
        "text": one.text,
        "is_same": before is not None and before.text == one.text,
        "changes": changes(made.before) if made else [],
        "article": made.article if made else "",
        "readers": [reading.reader.name for reading in one.readings.all()],
        "proposal": proposer(taken.proposal) if taken else "",
    }


def proposer(proposal: Any) -> str:
    """Who proposed: the person and the side."""
    return f"{proposal.proposed_by.name}, {word('side', proposal.side)}"


def short(text: str, most: int = 90) -> str:
    """The beginning of a wording."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[:most].rstrip()}{MARKED}"


def told_turns(revisions: Iterable[UtteranceRevision]) -> list[dict[str, Any]]:
    """Turns in short, for lists of what is to be done or was not done."""
    return [
        {
            "revision": one.pk,
            "turn": one.utterance_id,
            "speaker": speaker_of(one.utterance),
            "clock": clock_of(one.utterance.start_ms),
            "text": short(one.text),
        }
        for one in revisions
    ]


def _word(told: Word, is_doubtful: bool) -> dict[str, Any]:
    return {
        "text": told.text,
        "at": told.start_ms,
        "end": told.end_ms,
        "is_doubtful": is_doubtful,
    }
