"""Lines of the hearing room without scripts: read by the house, and shown as they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from cases.domain import capture as rules
from cases.domain import vocabulary
from cases.domain.capture import EntryKind, Form, Keyed, PhaseAct
from cases.domain.parties import PartyRole
from cases.domain.transcripts import UtteranceKind
from cases.models import Dispute, Hearing, Participant
from cases.queries import capture as queries
from cases.queries import parties as names
from cases.queries import threads
from cases.queries.capture import Speaker
from cases.web import capture_state
from cases.web.words import word

PHASE_FIELDS = {  # of an act on the hearing, as the form names them
    "reason": "alasan",
    "next_note": "berikutnya",
    "next_on": "hari",
    "next_at": "jam",
    "next_kind": "jenis",
    "next_agenda": "agenda",
}
Entry = tuple[EntryKind, Mapping[str, Any]]


class LineRefused(ValueError):
    """A line that says nothing that could be kept; the words tell why."""


def title(disputes: Sequence[Dispute]) -> str:
    """Who is against whom."""
    return " v. ".join(
        ", ".join(dict.fromkeys(_short(one) for one in queries.parties_on(disputes, role)))
        for role in (PartyRole.APPLICANT, PartyRole.RESPONDENT)
    )


def _short(party: Participant) -> str:
    house = party.organisation or party.public_body
    return (house.short if house else "") or names.full_name(party)


def hearing_kinds() -> list[tuple[str, str]]:
    """The kinds of hearings that are taken down, each with its name."""
    kinds = vocabulary.terms("hearing_kind")
    return [
        (code, word("hearing_kind", code))
        for code in kinds
        if code not in rules.UNRECORDED_KINDS
    ]


def seat(hearing: Hearing) -> str:
    """Which hearing it is, and where."""
    told = [word("hearing_kind", hearing.kind), hearing.place]
    return ", ".join(part for part in told if part)


def shown(turns: Sequence[dict[str, Any]], hearing: Hearing) -> list[dict[str, Any]]:
    """Turns with the number of each question and the local time."""
    zone = ZoneInfo(hearing.commission.time_zone)
    numbers: dict[str, int] = {}
    told = []
    for one in turns:
        if one["kind"] == UtteranceKind.QUESTION:
            numbers[one["ref"]] = len(numbers) + 1
        key = rules.KINDS[one["key"]]
        place = numbers.get(one["ref"]) or numbers.get(one["replies_to"])
        told.append(
            {
                **one,
                "time": _local(one["at"], zone),
                "code": key.code,
                "act": word("capture_kind", key.code) + (f" T{place}" if place else ""),
            }
        )
    return told


def _local(told: str, zone: ZoneInfo) -> str:
    instant = parse_datetime(told)
    return f"{instant.astimezone(zone):%H.%M.%S}" if instant else ""


def entry_of(told: Mapping[str, str], hearing: Hearing, *, now: datetime) -> Entry:
    """The entry that a posted form means: an act on the hearing, or one line.

    Raises:
        LineRefused: nothing is said, or of somebody who is not there.
    """
    if act := told.get("tindakan"):
        return _phase(act, told)
    today = now.astimezone(ZoneInfo(hearing.commission.time_zone)).date()
    line = told.get("baris", "")
    keyed = rules.read(line, today=today)
    made = READERS.get(keyed.form)
    if made is None:
        raise LineRefused(_("Baris itu kosong atau kuncinya tidak dikenal."))
    kind, payload = made(keyed, hearing)
    section = {"section": told["bagian"]} if told.get("bagian") else {}
    return kind, {**payload, **section, "line": line}


def _phase(act: str, told: Mapping[str, str]) -> Entry:
    if act not in {one.value for one in PhaseAct}:
        raise LineRefused(_("Tindakan itu tidak dikenal."))
    fields = {name: told.get(field, "") for name, field in PHASE_FIELDS.items()}
    return EntryKind.PHASE, {"act": act, **fields}


def _turn(keyed: Keyed, hearing: Hearing) -> Entry:
    if not keyed.words:
        raise LineRefused(_("Tuliskan kata-katanya."))
    cast = queries.cast(hearing)
    key = rules.KINDS[keyed.key or rules.DEFAULT_KIND]
    speaker = _who(cast, keyed.who) if keyed.who else _last(cast, hearing)
    payload: dict[str, Any] = {
        "key": key.key,
        "speaker": speaker.id if speaker else "",
        "text": keyed.words,
    }
    if key.points_to == "speaker" and keyed.target:
        payload["to"] = _who(cast, int(keyed.target.lstrip("l"))).id
    if key.points_to == "question":
        payload |= _answered(keyed, hearing, speaker)
    if key.confirms:
        payload["confirms"] = _unconfirmed(hearing)
    return EntryKind.TURN, payload


def _who(cast: Sequence[Speaker], number: int) -> Speaker:
    if not 0 < number <= len(cast):
        raise LineRefused(_("Tidak ada penutur nomor %(number)s.") % {"number": number})
    return cast[number - 1]


def _last(cast: Sequence[Speaker], hearing: Hearing) -> Speaker | None:
    turns = _turns(hearing)
    name = turns[-1]["speaker"] if turns else ""
    return next((one for one in cast if one.id == name), None)


def _turns(hearing: Hearing) -> list[dict[str, Any]]:
    rows = [capture_state.turn(row) for row in queries.turns_since(hearing, 0)]
    return [row for row in shown(rows, hearing) if not row["withdrawn"]]


def _answered(keyed: Keyed, hearing: Hearing, speaker: Speaker | None) -> dict[str, Any]:
    """The question that is meant: by its number, else the newest that waits for the speaker."""
    if keyed.target.startswith("l"):
        return {"settles": _carried(hearing, keyed.target)}
    turns = _turns(hearing)
    if keyed.target:
        return {"replies_to": _question(turns, keyed.target)}
    answered = {row["replies_to"] for row in turns}
    waiting = [row for row in turns if row["kind"] == "question" and row["ref"] not in answered]
    mine = [row for row in waiting if speaker and row["to"] in {"", speaker.id}] or waiting
    return {"replies_to": mine[-1]["ref"] if mine else ""}


def _question(turns: Sequence[Mapping[str, Any]], number: str) -> str:
    found = [row["ref"] for row in turns if row["act"].endswith(f" T{number}")]
    if not found:
        raise LineRefused(_("Tidak ada pertanyaan T%(number)s.") % {"number": number})
    return str(found[0])


def _carried(hearing: Hearing, target: str) -> int:
    rows = list(threads.carried_to(hearing))
    number = int(target[1:])
    if not 0 < number <= len(rows):
        raise LineRefused(_("Tidak ada pertanyaan %(number)s.") % {"number": target.upper()})
    return rows[number - 1].pk


def _unconfirmed(hearing: Hearing) -> str:
    marks = [one for row in _turns(hearing) for one in row["marks"] if not one["confirmed"]]
    return str(marks[-1]["ref"]) if marks else ""


def _mark(keyed: Keyed, hearing: Hearing) -> Entry:
    turns = [row for row in _turns(hearing) if row["key"] != "c"]
    if not turns:
        raise LineRefused(_("Belum ada giliran yang dapat ditandai."))
    code = rules.MARKS[keyed.key].code
    payload: dict[str, Any] = {
        "turn": turns[-1]["ref"],
        "mark": code,
        "what": keyed.words,
        "due_on": keyed.due_on.isoformat() if keyed.due_on else "",
    }
    if code == "exhibit":
        payload["exhibit"] = keyed.words.split(" ")[0]
    return EntryKind.MARK, payload


def _confirm(_keyed: Keyed, hearing: Hearing) -> Entry:
    ref = _unconfirmed(hearing)
    if not ref:
        raise LineRefused(_("Tidak ada tanda yang menunggu."))
    return EntryKind.CONFIRMATION, {"confirms": ref}


def _fate(keyed: Keyed, hearing: Hearing) -> Entry:
    payload: dict[str, Any] = {
        "fate": rules.FATES[keyed.key].fate.value,
        "due_on": keyed.due_on.isoformat() if keyed.due_on else "",
        "note": keyed.words,
    }
    if keyed.target.startswith("l"):
        return EntryKind.FATE, {**payload, "thread": _carried(hearing, keyed.target)}
    asked = [row for row in _turns(hearing) if row["kind"] == "question"]
    if not asked:
        raise LineRefused(_("Belum ada pertanyaan."))
    ref = _question(asked, keyed.target) if keyed.target else asked[-1]["ref"]
    return EntryKind.FATE, {**payload, "question": ref}


def _speaker(keyed: Keyed, _hearing: Hearing) -> Entry:
    name, _comma, capacity = keyed.words.partition(",")
    if not name.strip():
        raise LineRefused(_("Tuliskan namanya."))
    return EntryKind.SPEAKER, {
        "name": name.strip(),
        "capacity": capacity.strip(),
        "role": keyed.key,
    }


READERS = {
    Form.TURN: _turn,
    Form.MARK: _mark,
    Form.CONFIRM: _confirm,
    Form.FATE: _fate,
    Form.SPEAKER: _speaker,
}
