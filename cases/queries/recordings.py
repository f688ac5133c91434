"""The sound of hearings and words from elsewhere: inside the commission, and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery

from cases.domain import vocabulary
from cases.domain.accounts import COMMISSION_ROLES, REGISTRY_ROLES
from cases.domain.captions import Stretch
from cases.domain.hearings import MEDIATED, Presence
from cases.models import (
    CapturedTurn,
    ClosedPart,
    HeardPart,
    Hearing,
    Job,
    PanelSeat,
    Person,
    Recording,
    RecordingOffset,
    TranscriptImport,
    User,
    Utterance,
)
from cases.queries import accounts, parties
from cases.queries.correspondence import ROLES
from cases.queries.transcripts import spoken

PANEL, REGISTRAR = "majelis", "Panitera"
SEATS = {"ketua_majelis": "Ketua Majelis", "anggota_majelis": "Anggota Majelis"}


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who may have spoken, or a side. ``name``: as printed; a private one has none."""

    person: Person | None
    name: str
    role: str
    side: str


def hearings_kept_by(user: User) -> QuerySet[Hearing]:
    """The hearings whose record ``user`` keeps: those of their registry, without mediation."""
    mine = accounts.current().filter(user=user, role__in=REGISTRY_ROLES)
    rows = Hearing.objects.filter(commission__in=mine.values("commission"))
    return rows.exclude(kind__in=MEDIATED).select_related("commission", "registrar")


def heard_by(user: User) -> QuerySet[Recording]:
    """The recordings that ``user`` may hear: those of their registry, and of their panel.

    Parties and public hear none; a commissioner those of hearings at which they sat.
    """
    inside = accounts.current().filter(user=user, role__in=COMMISSION_ROLES)
    kept = inside.filter(role__in=REGISTRY_ROLES)
    sat = PanelSeat.objects.filter(person__isnull=False, person=user.person_id)
    rows = Recording.objects.filter(
        Q(hearing__commission__in=kept.values("commission"))
        | Q(
            hearing__in=sat.values("hearing"),
            hearing__commission__in=inside.values("commission"),
        )
    )
    return rows.select_related("hearing__commission", "session", "upload__commission")


def recordings_of(user: User, hearing: Hearing) -> QuerySet[Recording]:
    """The recordings of one hearing that ``user`` may hear, in the order of their sessions."""
    latest = RecordingOffset.objects.filter(recording=OuterRef("pk")).order_by("-no")
    rows = heard_by(user).filter(hearing=hearing)
    return rows.annotate(offset_ms=Subquery(latest.values("offset_ms")[:1])).order_by(
        "session__no", "pk"
    )


def told_of(recording: Recording) -> tuple[Sequence[RecordingOffset], Sequence[ClosedPart]]:
    """What was said of a recording: its offsets, the latest first, and its closed parts."""
    return (
        list(recording.offsets.order_by("-no")),
        list(recording.closed_parts.order_by("start_ms", "pk")),
    )


def offset_of(recording: Recording) -> int:
    """How far the clock of the hearing is ahead of that of the sound now, in milliseconds."""
    latest = recording.offsets.order_by("-no").values_list("offset_ms", flat=True).first()
    return latest or 0


def imports_of(hearing: Hearing) -> QuerySet[TranscriptImport]:
    """What was brought into the draft of a hearing, the latest first."""
    rows = hearing.imports.select_related("upload", "recording", "hearing__commission")
    return rows.order_by("-created_at", "-pk")


def work_of(batch: TranscriptImport) -> Job | None:
    """The latest work on order for some words."""
    kinds = ("import_transcript", "recognise_speech")
    mine = Job.objects.filter(kind__in=kinds, args__batch=batch.code)
    return mine.order_by("-pk").first()


def heard_so_far(batch: TranscriptImport) -> list[HeardPart]:
    """What a worker has heard and not written down yet."""
    return list(batch.heard.order_by("no"))


def voices_of(hearing: Hearing) -> list[Voice]:
    """Everybody who sat, kept the record or appeared, as they may be named in print."""
    veil = parties.veil_of(hearing.disputes.values_list("pk", flat=True))
    found = [
        Voice(seat.person, seat.person.name, SEATS[seat.seat], PANEL)
        for seat in hearing.seats.select_related("person").order_by("no")
    ]
    if hearing.registrar is not None:
        found.append(Voice(hearing.registrar, hearing.registrar.name, REGISTRAR, "panitera"))
    came = hearing.appearances.exclude(person=None).filter(
        presence__in=[Presence.PRESENT, Presence.REMOTE]
    )
    for one in came.select_related("person").order_by("pk"):
        side = next(
            (side.value for side, roles in ROLES.items() if one.role in roles), one.role
        )
        person: Person = one.person  # type: ignore[assignment]
        name = "" if veil.finds(person.name) else person.name
        found.append(Voice(person, name, vocabulary.label("party_role", one.role), side))
    return found


def by_label(voices: Sequence[Voice]) -> Mapping[str, Voice]:
    """Each voice by what a file may call it, folded: a name, a seat that one person has, or the
    part of a side, which says for whom somebody spoke and not who.
    """
    parts = {(role.value, side.value) for side, roles in ROLES.items() for role in roles}
    found = {}
    for role, side in parts:
        told = vocabulary.label("party_role", role)
        found[told.casefold()] = Voice(None, "", told, side)
    for voice in voices:
        if voice.side == PANEL or voice.role == REGISTRAR:
            those = [one for one in voices if one.role == voice.role]
            found |= {voice.role.casefold(): voice} if len(those) == 1 else {}
        if voice.role == SEATS["ketua_majelis"]:
            found["ketua"] = voice
    return found | {voice.person.name.casefold(): voice for voice in voices if voice.person}


def key_log(hearing: Hearing) -> tuple[list[Stretch], dict[int, Utterance]]:
    """Who spoke when, as the turns that are written say, and these turns by the log's key.

    A turn that was keyed in the hearing room began when its key was pressed, in milliseconds
    after the hearing was opened.
    """
    turns = {}
    for row in spoken(hearing).select_related("captured"):
        if row.start_ms is None:
            row.start_ms = keyed_ms(row, hearing)
        if row.start_ms is not None:
            turns[row.pk] = row
    ordered = sorted(turns.values(), key=lambda row: (row.start_ms, row.position))
    return [
        Stretch(row.start_ms or 0, row.speaker or row.role, row.pk, row.end_ms)
        for row in ordered
    ], {row.pk: row for row in ordered}


def keyed_ms(turn: Utterance, hearing: Hearing) -> int | None:
    """When the key of a turn was pressed, in milliseconds after the hearing was opened."""
    captured: CapturedTurn | None = getattr(turn, "captured", None)
    if captured is None or hearing.opened_at is None:
        return None
    return max(0, (captured.said_at - hearing.opened_at) // timedelta(milliseconds=1))
