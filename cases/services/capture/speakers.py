"""Who is there: people put on the list while the hearing runs, and the roll call."""

from __future__ import annotations

from cases.domain import capture as rules
from cases.domain.hearings import Presence
from cases.domain.parties import PartyRole
from cases.models import Appearance, CapturedSpeaker, CaptureEntry, Participant, Person
from cases.queries import capture as queries
from cases.services import hearings, journal, parties, publication, registry
from cases.services.capture.log import Log, TurnUnknown

PRIVATE = "perseorangan"


def add(log: Log, entry: CaptureEntry, *, ref: str) -> None:
    """Put somebody on the list: their name, their part, in what capacity they speak."""
    told = entry.payload
    name = str(told["name"]).strip()[:200]
    if not name:
        raise ValueError(name)
    key = rules.ROLES[told["role"]]
    role = PartyRole(key.code)
    person = parties.add_person(name, actor=log.actor, now=log.now)
    if role is PartyRole.WITNESS:
        _shield(log, person)
    known = log.hearing.appearances.filter(person=person, role=role).first()
    appearance = known or hearings.record_appearance(
        log.hearing,
        person,
        role=role,
        capacity=str(told.get("capacity", ""))[:300],
        presence=_presence(told.get("presence")),
        on_behalf_of=queries.parties_on(log.disputes, key.side),
        actor=log.actor,
        now=log.now,
    )
    CapturedSpeaker.objects.create(
        hearing=log.hearing, entry=entry, appearance=appearance, ref=ref
    )


def note_presence(log: Log, entry: CaptureEntry) -> None:
    """The roll call: who of the cast is there, from afar, or stayed away.

    Raises:
        TurnUnknown: nobody of that name is on the list, or it is the bench, which sits.
    """
    told = entry.payload
    speaker = log.speaker(str(told["speaker"]))
    if speaker is None or not speaker.is_called:
        raise TurnUnknown("Orang itu tidak ada dalam daftar hadir.")
    presence = _presence(told["presence"])
    note = str(told.get("note", ""))
    if speaker.appearance is not None:
        _change(log, speaker.appearance, presence, note)
        return
    hearings.record_appearance(
        log.hearing,
        speaker.person,
        role=speaker.party_role,
        capacity=str(told.get("capacity", "")) or speaker.capacity,
        presence=presence,
        note=note,
        on_behalf_of=speaker.parties,
        actor=log.actor,
        now=log.now,
    )


def _change(log: Log, row: Appearance, presence: Presence, note: str) -> None:
    """Somebody came after all, left for a screen, or was not let in; the journal keeps what was
    noted before.
    """
    before, row.presence, row.note = row.presence, presence, note or row.note
    row.save(update_fields=["presence", "note"])
    journal.record(
        "presence_changed",
        actor=log.actor,
        at=log.now,
        hearing=log.hearing,
        payload={
            "person": row.person.slug if row.person else "",
            "before": str(before),
            "presence": presence.value,
        },
    )
    publication.shelve_hearing(log.hearing, now=log.now)


def _presence(told: object) -> Presence:
    return Presence(str(told)) if told else Presence.PRESENT


def _shield(log: Log, person: Person) -> None:
    """A witness is a private person of every dispute heard, whose name no public page shows."""
    for dispute in log.disputes:
        held = Participant.objects.filter(
            dispute=dispute, person=person, role=PartyRole.WITNESS
        )
        if not held.exists():
            registry.add_participant(
                dispute,
                person,
                role=PartyRole.WITNESS,
                kind=PRIVATE,
                actor=log.actor,
                now=log.now,
            )
