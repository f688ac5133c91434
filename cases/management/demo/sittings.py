"""The five hearings: bench, appearances, and the reported words in their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from cases.domain.admissions import QuestionFate
from cases.domain.hearings import Presence
from cases.domain.transcripts import EditionKind, Rendering, UtteranceKind
from cases.management.demo.context import PREFIX, Loading, said
from cases.models import Hearing, Person, Utterance
from cases.services import hearings, registry, transcripts
from cases.services.hearings import Bench, HearingDetails
from cases.services.transcripts import Judgement, Spoken

KINDS = {
    "pertanyaan": UtteranceKind.QUESTION,
    "perintah": UtteranceKind.RULING,
    "amar": UtteranceKind.RULING,
}
SIDE_OF_HOUSE = {"yakin": "pemohon", "kpu": "termohon", "kip": "majelis"}
ROLES = {"pemohon": "Pemohon", "termohon": "Termohon", "majelis": "Majelis"}
SEATS = {"ketua majelis": "Ketua Majelis", "anggota majelis": "Anggota Majelis"}
REGISTERS = {"h3": ["001", "002"]}


def load(family: Mapping[str, Any], order: Mapping[str, Any], loading: Loading) -> None:
    """Record each hearing, then its words in the order of the reconstruction."""
    arranged = {row["id"]: row for row in order["hearing"]}
    fields = {row["id"]: row.get("expertise_id", "") for row in family["person"]}
    for ordinal, row in enumerate(family["hearing"], start=1):
        _hearing(row, arranged[row["id"]], ordinal, loading)
        _appearances(row, fields, loading)
        _words(family, arranged[row["id"]], loading)
    for row in family["item"]:
        _positions(row, loading)


def freeze(order: Mapping[str, Any], loading: Loading) -> None:
    """Freeze what was reported as a reconstruction and let the public read it."""
    for hearing in loading.hearings.values():
        edition = transcripts.freeze(
            hearing,
            kind=EditionKind.RECONSTRUCTION,
            frozen_on=order["compiled_on"],
            **loading.by,
        )
        transcripts.publish(edition, **loading.by)


def _hearing(
    row: Mapping[str, Any], arranged: Mapping[str, Any], ordinal: int, loading: Loading
) -> None:
    disputes = loading.all_disputes(REGISTERS.get(row["id"], []))
    chair, *members = [loading.people[key] for key in row["panel"]]
    notes = [
        row.get(key, "") for key in ("ordinal_note", "panel_note_id", "respondent_note_id")
    ]
    loading.hearings[row["id"]] = hearings.record_held(
        disputes,
        HearingDetails(
            held_on=row["date"],
            kind=arranged["kind"],
            ordinal=ordinal,
            agenda=row.get("agenda_id", row["kind"]),
            agenda_reported=row["kind"],
            place=row["place"],
            is_public=row["public"],
            planned_at=_planned(row["date"], arranged.get("planned")),
            opened_note=row.get("started", ""),
            closed_note=row.get("ended_note_id", ""),
            next_note=row.get("next_hearing_id", ""),
            recording_note=row.get("recording_id", ""),
            results=row["result_id"],
        ),
        bench=Bench(chair, members, loading.people.get(row.get("panitera_pengganti", ""))),
        said=said(row, note=". ".join(note for note in notes if note)),
        **loading.by,
    )


def _planned(day: date, hour: str | None) -> datetime | None:
    if hour is None:
        return None
    return datetime.combine(day, time.fromisoformat(hour), tzinfo=ZoneInfo("Asia/Jakarta"))


def _appearances(row: Mapping[str, Any], fields: Mapping[str, str], loading: Loading) -> None:
    """Who came, who stayed away, and the experts with their fields."""
    hearing = loading.hearings[row["id"]]
    for key in row.get("applicant_present", []):
        _appear(hearing, key, "pemohon", "yakin", loading)
    for key in row.get("respondent_present", []):
        role = "kuasa_termohon" if key in {"endik-wahyudi", "rullyandi"} else "termohon"
        _appear(hearing, key, role, "kpu", loading)
    if row.get("respondent_present") == []:
        _absent(hearing, row, loading)
    for key in row.get("experts_heard", []):
        remote = key == "roy-suryo"
        presence = Presence.REMOTE if remote else Presence.PRESENT
        _appear(hearing, key, "ahli", "", loading, presence=presence, field=fields[key])
    for key in row.get("experts_rejected", []):
        _appear(hearing, key, "ahli", "", loading, presence=Presence.REJECTED)


def _appear(
    hearing: Hearing,
    key: str,
    role: str,
    house: str,
    loading: Loading,
    *,
    presence: Presence = Presence.PRESENT,
    field: str = "",
) -> None:
    person = loading.people[key]
    title = person.affiliations.first()
    parties = [p for (_register, side), p in loading.participants.items() if side == house]
    served = set(hearing.disputes.values_list("pk", flat=True))
    hearings.record_appearance(
        hearing,
        person,
        role=role,
        capacity=title.title if title else field,
        presence=presence,
        note="Terafiliasi dengan partai politik" if presence is Presence.REJECTED else "",
        on_behalf_of=[p for p in parties if p.dispute_id in served],
        **loading.by,
    )


def _absent(hearing: Hearing, row: Mapping[str, Any], loading: Loading) -> None:
    hearings.record_appearance(
        hearing,
        None,
        role="termohon",
        capacity="Komisi Pemilihan Umum Republik Indonesia",
        presence=Presence.ABSENT,
        note=row["respondent_absence_reason_id"],
        **loading.by,
    )


def _words(family: Mapping[str, Any], arranged: Mapping[str, Any], loading: Loading) -> None:
    statements = {row["id"]: row for row in family["statement"]}
    people = {row["id"]: row for row in family["person"]}
    hearing = loading.hearings[arranged["id"]]
    for entry in arranged["entry"]:
        if "statement" in entry:
            row = statements[entry["statement"]]
            spoken = _reported(row, entry, people, loading)
        else:
            spoken = _told(entry, people, loading)
        utterance = transcripts.capture(hearing, spoken, **loading.by)
        loading.utterances[spoken.key or f"{arranged['id']}-{utterance.position}"] = utterance
        if "order" in entry:
            loading.utterances[f"order-{entry['order']}"] = utterance
        if "asks" in entry:
            _judge(entry, utterance, loading)


def _judge(entry: Mapping[str, Any], utterance: Utterance, loading: Loading) -> None:
    transcripts.assess(
        utterance,
        Judgement(
            fate=QuestionFate(entry["fate"]),
            label=entry["asks"],
            note=entry.get("why", ""),
        ),
        **loading.by,
    )


def _reported(
    row: Mapping[str, Any],
    entry: Mapping[str, Any],
    people: Mapping[str, Mapping[str, Any]],
    loading: Loading,
) -> Spoken:
    """Words as a source gives them: quoted ones as quoted, a paraphrase as a paraphrase."""
    person = loading.people[row["speaker"]]
    side, role = _place(people[row["speaker"]])
    answered = loading.utterances.get(entry.get("answers", ""))
    kind = UtteranceKind.ANSWER if answered else KINDS.get(row["act"], UtteranceKind.SPEECH)
    if row["id"] == "s-h3-01":
        kind = UtteranceKind.READING
    notes = [row.get("text_note_id", ""), row.get("text_variant", "")]
    return Spoken(
        kind=kind,
        rendering=Rendering.QUOTED if row["kind"] == "quoted" else Rendering.PARAPHRASE,
        text=_marked(row["text_id"], entry.get("sic", "")),
        text_en=row["text_en"],
        speaker=person.name,
        role=role,
        side=side,
        person=person,
        section=entry.get("section", ""),
        replies_to=answered,
        items=[loading.items[key] for key in row.get("items", [])],
        note=" ".join(note for note in notes if note),
        confidence=row["confidence"],
        sources=said(row).sources,
        origin="press",
        key=row["id"],
    )


def _marked(text: str, garbled: str) -> str:
    """The words as printed, with [sic] behind the ones that were garbled."""
    if garbled and garbled not in text:
        raise LookupError(garbled)
    return text.replace(garbled, f"{garbled} [sic]") if garbled else text


def _told(
    entry: Mapping[str, Any], people: Mapping[str, Mapping[str, Any]], loading: Loading
) -> Spoken:
    """A paraphrase of what is reported without words, or a note of the compiler."""
    if "note" in entry:
        return Spoken(
            kind=UtteranceKind.SPEECH,
            rendering=Rendering.NOTE,
            text=entry["note"],
            origin="press",
            section=entry.get("section", ""),
        )
    person, speaker, side, role = _voice(entry, people, loading)
    return Spoken(
        kind=_told_kind(entry),
        rendering=Rendering.PARAPHRASE,
        text=entry["told"],
        speaker=speaker,
        role=role,
        side=side,
        person=person,
        section=entry.get("section", ""),
        items=[loading.items[key] for key in entry.get("items", [])],
        confidence="medium",
        sources=[f"{PREFIX}{key}" for key in entry["source"]],
        origin="press",
        key=entry.get("key", ""),
    )


def _told_kind(entry: Mapping[str, Any]) -> UtteranceKind:
    if "asks" in entry:
        return UtteranceKind.QUESTION
    return UtteranceKind.RULING if entry.get("ruling") else UtteranceKind.SPEECH


def _voice(
    entry: Mapping[str, Any], people: Mapping[str, Mapping[str, Any]], loading: Loading
) -> tuple[Person | None, str, str, str]:
    key = entry["speaker"]
    if key in people:
        side, role = _place(people[key])
        return loading.people[key], loading.people[key].name, side, role
    return None, "", entry["side"], key


def _place(person: Mapping[str, Any]) -> tuple[str, str]:
    """On which side somebody speaks, and the short capacity printed with the name."""
    side = SIDE_OF_HOUSE[person["organisation"]]
    if side == "majelis":
        return side, SEATS[person["role"]]
    prefix = "Kuasa " if person["role"].startswith("kuasa") else ""
    return side, f"{prefix}{ROLES[side]}"


def _positions(row: Mapping[str, Any], loading: Loading) -> None:
    for key, hearing in loading.hearings.items():
        if text := row.get(f"respondent_position_{key}"):
            hearings.note_position(loading.items[row["id"]], hearing, text=text, **loading.by)


def decision_numbers(registers: Sequence[Mapping[str, Any]], loading: Loading) -> None:
    """The numbers that decisions bear, beside those of the register."""
    for row in registers:
        registry.give_number(
            loading.disputes[row["id"]], row["decision_number"], kind="decision", **loading.by
        )
