"""The hearing room: who may record, who speaks, and what every device has to know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet

from cases.domain import capture as rules
from cases.domain import numbering, vocabulary
from cases.domain.capture import EntryKind, PhaseAct
from cases.domain.hearings import HearingState, Presence
from cases.domain.parties import PartyRole, RepresentationBasis, may_speak
from cases.models import (
    Appearance,
    CapturedTurn,
    CaptureEntry,
    CaptureTrouble,
    Dispute,
    Hearing,
    Participant,
    Person,
    QuestionJudgement,
    Representation,
    TurnMark,
    User,
    UtteranceRevision,
)
from cases.queries import parties as names
from cases.queries import sittings, transcripts

RUNNING = (HearingState.SET, HearingState.OPEN)
OVER = (HearingState.CLOSED, HearingState.ADJOURNED)
SEATS = {"ketua_majelis": "Ketua Majelis", "anggota_majelis": "Anggota Majelis"}
CHAIR = "ketua_majelis"
BENCH, REGISTRY = "majelis", "panitera"
# On which side somebody with that part speaks.
SIDES = {
    PartyRole.APPLICANT: "pemohon",
    PartyRole.APPLICANT_COUNSEL: "pemohon",
    PartyRole.RESPONDENT: "termohon",
    PartyRole.RESPONDENT_COUNSEL: "termohon",
    PartyRole.RELATED: "pihak_terkait",
}
COUNSEL = {
    PartyRole.APPLICANT: PartyRole.APPLICANT_COUNSEL,
    PartyRole.RESPONDENT: PartyRole.RESPONDENT_COUNSEL,
}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who may speak. ``id`` is how devices name them, whatever becomes known later;
    ``parties`` are those they speak for, one in each dispute.
    """

    id: str
    name: str
    role: str
    side: str
    capacity: str = ""
    person: Person | None = None
    parties: tuple[Participant, ...] = ()
    party_role: str = ""
    authority: str = ""
    presence: str = ""
    appearance: Appearance | None = None
    is_chair: bool = False

    @property
    def is_bench(self) -> bool:
        """Whether they sit on the panel."""
        return self.side == BENCH

    @property
    def is_called(self) -> bool:
        """Whether the roll is called for them: the bench and the registrar sit."""
        return self.side not in {BENCH, REGISTRY}

    def party_in(self, dispute: Dispute) -> Participant | None:
        """The party that they bind in a dispute."""
        return next((one for one in self.parties if one.dispute_id == dispute.pk), None)


def recordable(user: User) -> QuerySet[Hearing]:
    """The hearings that ``user`` may record: of their own registry, set or open, and of a kind
    that is taken down. One that is over stays open to its recorders, for what came late.
    """
    keyed = CaptureEntry.objects.filter(hearing=OuterRef("pk"))
    rows = Hearing.objects.filter(
        Q(state__in=RUNNING) | Q(Exists(keyed), state__in=OVER),
        commission__in=sittings.kept_by(user),
    ).exclude(kind__in=rules.UNRECORDED_KINDS)
    return rows.select_related("commission", "room", "registrar")


def next_to_record(user: User, dispute: Dispute) -> Hearing | None:
    """The hearing of a dispute that ``user`` may record next."""
    rows = recordable(user).filter(disputes=dispute, state__in=RUNNING)
    return rows.order_by("held_on", "planned_at", "pk").first()


def disputes_of(hearing: Hearing) -> list[Dispute]:
    """The disputes that are heard, by their register numbers."""
    return transcripts.disputes_of(hearing)


def parties_on(disputes: Iterable[Dispute], side: str) -> list[Participant]:
    """The present parties of one side."""
    rows = Participant.objects.filter(dispute__in=list(disputes), role=side, ends_on=None)
    return list(rows.select_related("organisation", "public_body", "person").order_by("pk"))


def cast(hearing: Hearing) -> tuple[Speaker, ...]:
    """Who may speak, in the order of the keys: the bench, both sides, the registrar, and who
    was put on the list while the hearing ran. The order of those who are there never changes.
    """
    came = list(
        hearing.appearances.select_related("person")
        .prefetch_related("on_behalf_of", "captured")
        .order_by("pk")
    )
    expected = _expected(hearing, came)
    known = {one.appearance.pk for one in expected if one.appearance is not None}
    others = [row for row in came if row.pk not in known and row.person]
    late = {row.pk: row.captured.all()[0].ref for row in others if row.captured.all()}
    return (
        *_bench(hearing),
        *expected,
        *(_appeared(row, f"a{row.pk}") for row in others if row.pk not in late),
        *_registrar(hearing),
        *(_appeared(row, late[row.pk]) for row in others if row.pk in late),
    )


def _bench(hearing: Hearing) -> Iterable[Speaker]:
    for row in hearing.seats.select_related("person").order_by("no"):
        yield Speaker(
            f"s{row.pk}",
            row.person.name,
            SEATS[row.seat],
            BENCH,
            person=row.person,
            is_chair=row.seat == CHAIR,
        )


def _registrar(hearing: Hearing) -> Iterable[Speaker]:
    if hearing.registrar is not None:
        yield Speaker(
            "k", hearing.registrar.name, "Panitera", REGISTRY, person=hearing.registrar
        )


def _expected(hearing: Hearing, came: Sequence[Appearance]) -> list[Speaker]:
    """Who may speak for each party on the paper that is held; else "Wakil" of the party."""
    rows = Participant.objects.filter(
        dispute__hearings=hearing, role__in=[*COUNSEL, PartyRole.RELATED], ends_on=None
    ).select_related("organisation", "public_body", "person")
    papers = Representation.objects.select_related("person").order_by("pk")
    houses: dict[tuple[int, str], list[Participant]] = defaultdict(list)
    sides = [PartyRole.APPLICANT, PartyRole.RESPONDENT, PartyRole.RELATED]
    for one in rows.prefetch_related(Prefetch("representations", papers)).order_by("pk"):
        houses[sides.index(PartyRole(one.role)), names.full_name(one)].append(one)
    ordered = [
        houses[key] for key in sorted(houses, key=lambda key: (key[0], houses[key][0].pk))
    ]
    return [one for own in ordered for one in _speaking_for(own, came, hearing.held_on)]


def _speaking_for(
    own: Sequence[Participant], came: Sequence[Appearance], on: date
) -> Iterable[Speaker]:
    """Each person once for one house in all its disputes; the house where nobody is named."""
    papers: dict[int, Representation] = {}
    for party in own:
        for row in party.representations.all():
            if may_speak(on, starts_on=row.starts_on, ends_on=row.ends_on):
                papers.setdefault(row.person_id, row)
    yield from (_representing(row, own, came) for row in papers.values())
    role = PartyRole(own[0].role)
    roles = {role, COUNSEL.get(role, role)}
    spoken = any(row.role in roles and row.person and not row.captured.all() for row in came)
    if not papers and not spoken:
        yield _party(own, came)


def _representing(
    first: Representation, own: Sequence[Participant], came: Sequence[Appearance]
) -> Speaker:
    role = PartyRole(own[0].role)
    is_counsel = first.basis == RepresentationBasis.POWER_OF_ATTORNEY
    part = COUNSEL.get(role, role) if is_counsel else role
    seen = next((one for one in came if one.person_id == first.person_id), None)
    signed = f", {first.signed_on:%d-%m-%Y}" if first.signed_on else ""
    basis = vocabulary.label("representation_basis", first.basis)
    return Speaker(
        f"r{first.pk}",
        first.person.name,
        vocabulary.label("party_role", part),
        SIDES[part],
        capacity=first.capacity,
        person=first.person,
        parties=tuple(own),
        party_role=part,
        authority=f"{basis}{signed}",
        presence=seen.presence if seen else "",
        appearance=seen,
    )


def _party(own: Sequence[Participant], came: Sequence[Appearance]) -> Speaker:
    """A house for which nobody is named; called to the roll, it came or stayed away as one."""
    first = own[0]
    role = PartyRole(first.role)
    mine = {one.pk for one in own}
    unnamed = (one for one in came if one.person_id is None and one.role == role)
    seen = next(
        (one for one in unnamed if mine & {party.pk for party in one.on_behalf_of.all()}), None
    )
    label = vocabulary.label("party_role", role)
    return Speaker(
        f"p{first.pk}",
        f"Wakil {label}",
        label,
        SIDES[role],
        capacity=names.full_name(first),
        parties=tuple(own),
        party_role=role,
        presence=seen.presence if seen else "",
        appearance=seen,
    )


def _appeared(row: Appearance, name: str) -> Speaker:
    role = PartyRole(row.role)
    return Speaker(
        name,
        row.person.name if row.person else "",
        vocabulary.label("party_role", role),
        SIDES.get(role, role.value),
        capacity=row.capacity,
        person=row.person,
        parties=tuple(row.on_behalf_of.all()),
        party_role=role,
        presence=row.presence,
        appearance=row,
    )


def was_absent(speaker: Speaker) -> bool:
    """Whether somebody was called and did not come."""
    return speaker.presence in {Presence.ABSENT, Presence.REJECTED}


def latest_entry(hearing: Hearing) -> int:
    """The cursor of a hearing: the key of the last entry that was kept."""
    return hearing.capture_entries.order_by("-pk").values_list("pk", flat=True).first() or 0


def turns_since(hearing: Hearing, cursor: int) -> QuerySet[CapturedTurn]:
    """The turns that were made, marked, confirmed, judged or taken back after a cursor."""
    rows = CapturedTurn.objects.filter(hearing=hearing)
    acts = hearing.capture_entries.filter(kind=EntryKind.PHASE, pk__gt=cursor)
    if cursor and not acts.exists():  # doors that were closed close what was said behind them
        asked = QuestionJudgement.objects.filter(
            thread__question=OuterRef("utterance"),
            written_at__gte=_instant_of(hearing, cursor),
        )
        rows = rows.filter(
            Q(entry__gt=cursor)
            | Q(utterance__withdrawal__entry__gt=cursor)
            | Q(utterance__marks__entry__gt=cursor)
            | Q(utterance__marks__confirmation__entry__gt=cursor)
            | Q(Exists(asked))
        ).distinct()
    marks = TurnMark.objects.select_related(
        "exhibit", "confirmation", "entry__device"
    ).order_by("pk")
    return (
        rows.select_related(
            "entry__device__user",
            "utterance__withdrawal",
            "utterance__thread",
            "utterance__replies_to__captured",
        )
        .prefetch_related(
            Prefetch("utterance__revisions", UtteranceRevision.objects.order_by("-rev")),
            Prefetch("utterance__marks", marks),
        )
        .order_by("said_at", "ref")
    )


def _instant_of(hearing: Hearing, cursor: int) -> Any:
    found = hearing.capture_entries.filter(pk__lte=cursor).order_by("-pk")
    return found.values("received_at")[:1]


def troubles_since(hearing: Hearing, cursor: int) -> QuerySet[CaptureTrouble]:
    """What could not be made of entries after a cursor."""
    rows = CaptureTrouble.objects.filter(entry__hearing=hearing, entry__gt=cursor)
    return rows.select_related("entry__device").order_by("pk")


def taken_of(hearing: Hearing, device: str, user: User) -> tuple[int, int]:
    """How far the house is with a device of an account, and the highest entry that it keeps."""
    found = hearing.capture_devices.filter(device=device, user=user)
    row = found.annotate(last=Max("entries__n")).first()
    return (row.taken, row.last or 0) if row else (0, 0)


def phase_of(hearing: Hearing) -> tuple[rules.Phase, bool]:
    """How the hearing stands by the acts of all its devices, and whether its doors are open."""
    return rules.phase_after(
        [act for _at, act in acts_on(hearing)], is_public=hearing.is_public
    )


def acts_on(
    hearing: Hearing, latest: CaptureEntry | None = None
) -> list[tuple[datetime, PhaseAct]]:
    """All acts that were taken up, and ``latest``, in the order of their instants.

    What still waits for others does not count, nor a reopening that was refused.
    """
    rows = hearing.capture_entries.filter(kind=EntryKind.PHASE)
    known = {*PhaseAct}
    return sorted(
        (said_at(row), PhaseAct(row.payload["act"]))
        for row in rows.select_related("device").prefetch_related("troubles")
        if _is_taken(row, latest) and row.payload.get("act") in known and not _is_refused(row)
    )


def _is_taken(row: CaptureEntry, latest: CaptureEntry | None) -> bool:
    if latest is not None and row.device_id == latest.device_id:
        return row.n <= latest.n
    return row.n <= row.device.taken


def _is_refused(row: CaptureEntry) -> bool:
    return row.payload["act"] == PhaseAct.REOPEN and bool(row.troubles.all())


def said_at(entry: CaptureEntry) -> datetime:
    """The instant of an entry by the clock of the house; never after it was received."""
    told = entry.made_at + timedelta(milliseconds=entry.clock_offset_ms)
    return min(told, entry.received_at)


def registers(disputes: Sequence[Dispute]) -> str:
    """The numbers of the disputes in one line, or their codes."""
    found = [transcripts.register_of(one) or one.code for one in disputes]
    return numbering.registers_line(found)
