"""The fields of a summons on paper, from the row that was issued."""

from __future__ import annotations

from django.db.models import Q

from cases.domain import vocabulary
from cases.domain.deadlines import RULES
from cases.domain.letters import wording
from cases.domain.notices import Side
from cases.domain.papers import SummonsLetter
from cases.domain.parties import AddresseeRole, PartyRole
from cases.domain.summons import SIDES
from cases.domain.wording import local_time, ordinal
from cases.models import Addressee, DisputeApplication, Document, Participant, Summons
from cases.queries import papers, parties, summons, transcripts

ABSENCE = {"umum": "umum_absence_notice"}


def of(document: Document) -> SummonsLetter:
    """What a summons shows (law/forms, C4): of its PDF and of the file to edit alike."""
    rows = Summons.objects.filter(Q(paper=document) | Q(editable=document))
    row = rows.select_related(*summons.NAMED, "hearing__registrar").get()
    hearing, dispute, party = row.hearing, row.dispute, row.participant
    side = SIDES[PartyRole(party.role)]
    applicant, respondent = papers.party_names(dispute)
    is_first = row.ordinal == 1 and row.representation_id is None
    said = wording()["summons"]
    room = hearing.room
    return SummonsLetter(
        head=papers.head_of(row.paper, row.letter_date),
        office_address=hearing.commission.address,
        letter_number=row.letter_number,
        register_number=transcripts.register_of(dispute),
        ordinal=ordinal(row.ordinal),
        side=vocabulary.label("side", side),
        addressee=summons.name_of(party, row.representation),
        attention=_attention(row),
        address=_address(row),
        applicant=applicant,
        respondent=respondent,
        held_on=hearing.held_on,
        at=local_time(hearing.planned_at, hearing.commission.time_zone)
        if hearing.planned_at
        else "",
        room=hearing.place or ("Sidang daring" if hearing.link else ""),
        place=room.address if room else "",
        link=hearing.link,
        openness="Terbuka untuk umum" if hearing.is_public else "Tertutup untuk umum",
        kind=vocabulary.label("hearing_kind", hearing.kind),
        agenda=hearing.agenda,
        opening=_opening(row, side, applicant, respondent),
        bring=tuple(said["bring"][side]),
        paragraphs=tuple(_paragraphs(row, side)),
        attachment=said["attachment"] if side is Side.RESPONDENT and is_first else "",
        registrar=hearing.registrar.name if hearing.registrar else row.issued_by.name,
    )


def _opening(row: Summons, side: Side, applicant: str, respondent: str) -> str:
    said = wording()["summons"]
    block = said["opening_attorney" if row.representation_id else "opening"]
    told: str = block.format(
        applicant=applicant, respondent=respondent, side=vocabulary.label("side", side)
    )
    return told


def _paragraphs(row: Summons, side: Side) -> list[str]:
    """Notice of absence, who may come for a party, and what follows from staying away."""
    said = wording()["summons"]
    rule = ABSENCE.get(row.dispute.regime)
    absence = said["absence_uncounted"]
    if rule is not None:
        absence = said["absence"].format(days=RULES[rule].length)
    warning = "warning_applicant" if side is Side.APPLICANT else "warning_respondent"
    return [absence, said["representative"], said[warning]]


def _attention(row: Summons) -> str:
    """For whom somebody is called, or to whose desk the letter goes."""
    party = row.participant
    if row.representation_id:
        told: str = wording()["summons"]["attorney_of"].format(party=parties.full_name(party))
        return told
    to = _desk_of(party)
    if to is not None:
        return f"u.p. {to.office}" if to.office else "u.p. PPID"
    return ""


def _address(row: Summons) -> str:
    """Where the letter goes, as far as anybody told; the home of an applicant on its own
    letter alone.
    """
    party = row.participant
    if row.representation_id:
        return ""
    if party.role == PartyRole.APPLICANT:
        written = DisputeApplication.objects.filter(dispute=row.dispute).first()
        told = (written.applicant_address, written.applicant_city) if written else ()
        return ", ".join(part for part in told if part)
    to = _desk_of(party)
    return to.address if to else ""


def _desk_of(party: Participant) -> Addressee | None:
    """The officer of a public body to whom its letters go."""
    rows = Addressee.objects.filter(public_body=party.public_body_id)
    return rows.filter(role=AddresseeRole.OFFICER).first() if party.public_body_id else None
