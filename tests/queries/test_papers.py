"""The fields of the registry's forms: local days, a fixed order, nothing invented."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cases.domain.documents import Paper
from cases.domain.parties import PartyRole
from cases.models import Representation
from cases.queries import application_papers, papers
from cases.services import documents, parties
from tests.hearing_room import NOW, RECORDER, open_room
from tests.standing import standing

pytestmark = pytest.mark.django_db

WHO = {"actor": RECORDER, "now": NOW}
# 06.30 in Jakarta on 14 March 2024, while UTC still writes the 13th.
EARLY = datetime(2024, 3, 13, 23, 30, tzinfo=UTC)


built, room = standing(open_room)


def form(room, *, now=NOW):
    document = documents.request(room.dispute, kind=Paper.APPLICATION, actor=RECORDER, now=now)
    return application_papers.application_form(document)


def test_a_paper_without_a_dated_record_bears_the_local_day_on_which_it_was_ordered(room):
    assert form(room, now=EARLY).head.made_on == date(2024, 3, 14)


def test_a_paper_bears_the_day_of_its_record_whenever_it_is_made(room):
    room.dispute.received_on = date(2024, 2, 28)
    room.dispute.save(update_fields=["received_on"])

    assert form(room, now=EARLY).head.made_on == date(2024, 2, 28)


@pytest.mark.parametrize("is_reversed", [True, False])
def test_representatives_stand_in_one_order_however_they_were_entered(room, is_reversed):
    party = room.party(PartyRole.APPLICANT)
    entered = [("Wulan", "Kuasa"), ("Adi", "Ketua"), ("Adi", "Kuasa")]
    people = {name: parties.add_person(name, **WHO) for name in ("Wulan", "Adi")}
    for name, capacity in reversed(entered) if is_reversed else entered:
        Representation.objects.create(participant=party, person=people[name], capacity=capacity)

    assert form(room).applicant.representatives == ("Adi, Ketua", "Adi, Kuasa", "Wulan, Kuasa")


def test_the_deed_lists_each_kind_of_paper_once_and_in_one_order(room):
    for kind in (Paper.REGISTRATION_DEED, Paper.APPLICATION, Paper.APPLICATION):
        last = documents.request(room.dispute, kind=kind, **WHO)

    assert papers.registration_deed(last).documents == (
        "Formulir/surat permohonan penyelesaian sengketa",
    )


def test_what_nobody_reported_stays_empty(room):
    shown = form(room)

    assert (shown.received_on, shown.reply, shown.applicant.address) == (None, "", "")
    assert {tick.is_ticked for tick in (*shown.reasons, *shown.relief)} == {None}
