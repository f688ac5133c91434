"""The register: numbers as they are written, participants, doubts."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cases.domain.parties import PartyRole, RepresentationBasis
from cases.models import Document, RegisterNumber
from cases.services import parties, registry
from tests.hearing_room import NOW, RECORDER, open_room
from tests.standing import standing

pytestmark = pytest.mark.django_db
WHO = {"actor": RECORDER, "now": NOW}


built, room = standing(open_room)


def test_a_registered_dispute_has_its_number_its_day_and_its_deed_on_order(room):
    registry.register(
        room.dispute, "012/III/KIP-PS/2024", registered_on=date(2024, 3, 1), **WHO
    )

    room.dispute.refresh_from_db()
    assert room.dispute.registered_on == date(2024, 3, 1)
    assert Document.objects.get(kind="akta_registrasi").dispute == room.dispute


def test_a_new_number_supersedes_the_one_before_and_the_old_one_stays(room):
    registry.give_number(room.dispute, "012/III/KIP-PS/2024", kind="register", **WHO)

    numbers = RegisterNumber.objects.filter(dispute=room.dispute, kind="register")
    assert {(number.raw, number.is_current) for number in numbers} == {
        ("001/KIP-PSIP/II/2024", False),
        ("012/III/KIP-PS/2024", True),
    }


def test_a_number_is_given_once_in_a_commission_however_it_is_written(room):
    with pytest.raises(IntegrityError), transaction.atomic():
        registry.give_number(room.disputes[1], "1/KIP-PSIP/II/2024", kind="register", **WHO)


def test_two_commissions_may_count_alike(room):
    other = open_room(name="jabar")

    assert room.dispute.numbers.get().raw == other.dispute.numbers.get().raw


def test_a_private_person_without_a_public_name_is_only_a_label(room):
    participant = registry.add_participant(
        room.dispute, "Perseorangan (warga)", role=PartyRole.RELATED, **WHO
    )

    assert (participant.person, participant.public_label) == (None, "Perseorangan (warga)")


def test_what_sources_dispute_stays_with_every_version(room):
    registry.note_discrepancy(
        room.disputes,
        registry.Disagreement(
            "jam", "jam sidang", ["09.00", "07.30"], used="09.00", reason="kutipan ketua"
        ),
        **WHO,
    )

    doubt = room.dispute.discrepancies.get()
    assert (doubt.versions, doubt.used) == (["09.00", "07.30"], "09.00")
    assert set(doubt.disputes.all()) == set(room.disputes)


def test_what_nobody_reported_is_written_down_as_unknown(room):
    registry.note_unknown(room.disputes, "nomor surat kuasa", **WHO)

    assert room.dispute.unknowns.get().about == "nomor surat kuasa"


def test_a_representative_speaks_on_a_paper_with_its_day(room):
    counsel = parties.add_person("Kuasa Teguh", **WHO)
    party = room.party(PartyRole.APPLICANT)

    registry.represent(
        party,
        counsel,
        capacity="Kuasa Pemohon",
        basis=RepresentationBasis.POWER_OF_ATTORNEY,
        signed_on=date(2024, 2, 20),
        **WHO,
    )

    paper = party.representations.get(person=counsel)
    assert paper.basis == RepresentationBasis.POWER_OF_ATTORNEY
    assert (paper.capacity, paper.signed_on) == ("Kuasa Pemohon", date(2024, 2, 20))
