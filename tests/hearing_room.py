"""A hearing of 13 March 2024 that serves two disputes, with its people, ready for words.

Rows only: what a test is about, it does itself through the services.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from cases.domain import codes
from cases.domain.hearings import HearingState, Presence
from cases.domain.parties import PartyRole
from cases.domain.publication import Visibility
from cases.models import (
    Appearance,
    Commission,
    Dispute,
    Hearing,
    HearingDispute,
    InformationItem,
    Organisation,
    PanelSeat,
    Participant,
    Person,
    PublicBody,
    Source,
)
from cases.services import filing, parties, registry
from cases.services.journal import Actor

NOW = datetime(2024, 3, 14, 3, 0, tzinfo=UTC)
HELD_ON = date(2024, 3, 13)
RECORDER = Actor("Bu Ratna")
READER = Actor("Pak Wibowo")


@dataclass(frozen=True, slots=True)
class HearingRoom:
    """Everything and everybody of one hearing."""

    commission: Commission
    applicant: Organisation
    respondent: PublicBody
    disputes: tuple[Dispute, ...]
    hearing: Hearing
    chair: Person
    counsel: Person
    registrar: Person
    source: Source

    @property
    def dispute(self) -> Dispute:
        """The first dispute served."""
        return self.disputes[0]

    def party(self, role: PartyRole = PartyRole.RESPONDENT) -> Participant:
        """The party in that role of the first dispute."""
        return self.dispute.participants.get(role=role)

    def item(self) -> InformationItem:
        """The first thing asked for."""
        return self.dispute.items.order_by("no").first()


def open_room(*, is_public: bool = True, name: str = "pusat") -> HearingRoom:
    """Two registers of one applicant and one public body, heard together by three."""
    who = {"actor": RECORDER, "now": NOW}
    commission = parties.add_commission(
        parties.CommissionDetails(
            code=name, name=f"Komisi Informasi {name}", short=f"KI {name}", level="pusat"
        ),
        **who,
    )
    source = parties.add_source(
        parties.SourceDetails(
            key="kabar-1",
            publisher="Kabar",
            title="Termohon mengakui kerja sama",
            kind="press",
            published_on=date(2024, 3, 13),
            date_text="13 Maret 2024",
        ),
        **who,
    )
    applicant = parties.add_organisation("Yayasan Lestari", short="Lestari", **who)
    respondent = parties.add_public_body("Badan Darma", short="Darma", **who)
    people = [
        parties.add_person(person, **who)
        for person in ("Ketua Wibowo", "Anggota Sari", "Anggota Teguh", "Pak Darma", "Bu Ratna")
    ]
    parties.affiliate(people[4], commission, title="Panitera", **who)
    disputes = tuple(_dispute(commission, applicant, respondent, no) for no in (1, 2))
    hearing = _hearing(commission, disputes, people, is_public=is_public)
    return HearingRoom(
        commission=commission,
        applicant=applicant,
        respondent=respondent,
        disputes=disputes,
        hearing=hearing,
        chair=people[0],
        counsel=people[3],
        registrar=people[4],
        source=source,
    )


def _dispute(
    commission: Commission, applicant: Organisation, respondent: PublicBody, no: int
) -> Dispute:
    who = {"actor": RECORDER, "now": NOW}
    number = f"{no:03}/KIP-PSIP/II/2024"
    dispute = registry.open_file(
        commission,
        registry.DisputeDetails(
            natural_key=number, regime="pemilu", subject=f"Dokumen pengadaan {no}"
        ),
        **who,
    )
    registry.give_number(dispute, number, kind="register", **who)
    registry.add_participant(dispute, applicant, role=PartyRole.APPLICANT, **who)
    registry.add_participant(dispute, respondent, role=PartyRole.RESPONDENT, **who)
    letter = filing.record_request(
        dispute,
        to=respondent,
        organisation=applicant,
        details=filing.RequestDetails(date_note="tanggal tidak dilaporkan"),
        **who,
    )
    filing.add_item(letter, filing.ItemDetails(f"{no:03}-a", "Kontrak pengadaan"), **who)
    dispute.visibility = Visibility.PUBLIC
    dispute.save(update_fields=["visibility"])
    return dispute


def _hearing(
    commission: Commission,
    disputes: tuple[Dispute, ...],
    people: list[Person],
    *,
    is_public: bool,
) -> Hearing:
    is_usual = commission.code == "pusat"
    code = "BCDFGHJK" if is_usual else codes.derive("hearing", commission.code)
    hearing = Hearing.objects.create(
        code=code,
        event_code=code,
        commission=commission,
        ordinal=2,
        kind="pembuktian",
        agenda="Pembuktian",
        held_on=HELD_ON,
        is_public=is_public,
        state=HearingState.CLOSED,
        registrar=people[4],
    )
    for dispute in disputes:
        HearingDispute.objects.create(hearing=hearing, dispute=dispute, seq=1)
    seats = ("ketua_majelis", "anggota_majelis", "anggota_majelis")
    for no, (person, seat) in enumerate(zip(people, seats, strict=False), start=1):
        PanelSeat.objects.create(hearing=hearing, person=person, seat=seat, no=no)
    spoke = Appearance.objects.create(
        hearing=hearing,
        person=people[3],
        role=PartyRole.RESPONDENT_COUNSEL,
        capacity="Kuasa",
        presence=Presence.PRESENT,
    )
    spoke.on_behalf_of.set(
        Participant.objects.filter(dispute__in=disputes, role=PartyRole.RESPONDENT)
    )
    return hearing
