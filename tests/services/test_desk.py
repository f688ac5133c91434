"""Notes, who looks after a case, and kept filters: written by whom, and never rewritten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from cases.domain.accounts import Role
from cases.domain.desk import (
    MOST_VIEWS,
    EmptyNote,
    NotAKeeper,
    NotTheirCase,
    ViewRefused,
    Wanted,
)
from cases.models import Assignment, CaseNote, JournalEntry, SavedView
from cases.queries import case_notes
from cases.services import accounts, desk, information_requests, parties
from cases.services.information_requests import Letter
from tests.brought import WHO, account, open_hall
from tests.hearing_room import HELD_ON, NOW
from tests.standing import standing

pytestmark = pytest.mark.django_db
SECRET = "Rahasia dapur"


built, hall = standing(open_hall)


@pytest.fixture
def asked(hall):
    """A request of the same organisation that is no dispute yet."""
    letter = Letter(items=["Anggaran"], submitted_on=HELD_ON)
    body = parties.add_public_body("Dinas Lain", **WHO)
    house = hall.room.applicant
    return information_requests.send(house, [body], letter, **WHO, today=HELD_ON)[0]


def note(hall, case=None, *, by=None, house=None, text=SECRET):
    return desk.note(
        house or hall.room.applicant,
        case or hall.dispute,
        text,
        by=by or hall.applicant,
        now=NOW,
    )


def assign(hall, person, case=None, *, by=None, now=NOW):
    return desk.assign(
        hall.room.applicant, case or hall.dispute, person, by=by or hall.applicant, now=now
    )


def stands(hall, case=None):
    (inside,) = case_notes.inside(hall.applicant, case or hall.dispute)
    return inside.keeper


def test_a_note_is_kept_with_who_wrote_it_and_when(hall, asked):
    of_dispute, of_request = note(hall), note(hall, asked)

    assert (of_dispute.text, of_dispute.written_by, of_dispute.written_at) == (
        SECRET, hall.applicant, NOW,
    )  # fmt: skip
    assert (of_dispute.dispute, of_request.information_request) == (hall.dispute, asked)


def test_a_note_only_grows(hall):
    row = note(hall)

    with pytest.raises(DatabaseError), transaction.atomic():
        CaseNote.objects.filter(pk=row.pk).update(text="lain")
    with pytest.raises(DatabaseError), transaction.atomic():
        CaseNote.objects.filter(pk=row.pk).delete()


def test_an_assignment_only_grows(hall):
    row = assign(hall, hall.applicant)

    with pytest.raises(DatabaseError), transaction.atomic():
        Assignment.objects.filter(pk=row.pk).update(person=None)


@pytest.mark.parametrize("text", ["", " \n\t", "\0"])
def test_a_note_without_words_is_refused(hall, text):
    with pytest.raises(EmptyNote):
        note(hall, text=text)


@pytest.mark.parametrize("who", ["reader", "agency", "clerk", "stranger"])
def test_only_who_writes_for_the_organisation_writes_notes_and_assigns(hall, who):
    with pytest.raises(NotTheirCase):
        note(hall, by=getattr(hall, who))
    with pytest.raises(NotTheirCase):
        assign(hall, hall.applicant, by=getattr(hall, who))
    assert not CaseNote.objects.exists()
    assert not Assignment.objects.exists()


def test_an_organisation_without_a_part_in_the_case_keeps_nothing_about_it(hall, asked):
    other = parties.add_organisation("Lembaga Lain", short="Lain", **WHO)
    owner = account("pengurus@lain.test", other, Role.OWNER)

    for case in (hall.dispute, asked):
        with pytest.raises(NotTheirCase):
            note(hall, case, by=owner, house=other)


def test_the_latest_assignment_stands_and_nobody_can_be_named(hall):
    assign(hall, hall.applicant)
    assert stands(hall).account == hall.applicant.pk

    assign(hall, None, now=NOW + timedelta(hours=1))
    assert stands(hall) is None
    assert Assignment.objects.count() == 2


@pytest.mark.parametrize("who", ["reader", "agency", "clerk", "stranger"])
def test_only_present_members_who_write_look_after_a_case(hall, who):
    with pytest.raises(NotAKeeper):
        assign(hall, getattr(hall, who))


def test_who_has_left_is_named_no_more_but_is_still_told_of(hall):
    house = hall.room.applicant
    boss = account("pengurus@pusat.test", house, Role.OWNER)
    assign(hall, hall.applicant)

    gone = hall.applicant.memberships.get()
    accounts.end_membership(gone, by=boss, now=NOW + timedelta(days=1))

    (inside,) = case_notes.inside(boss, hall.dispute)
    assert inside.keeper.has_left
    assert inside.keeper.name == hall.applicant.name
    assert [account_ for account_, _name in inside.members] == [boss.pk]
    with pytest.raises(NotAKeeper):
        assign(hall, hall.applicant, by=boss)


def test_who_looked_after_a_request_looks_after_the_dispute_that_came_of_it(hall, asked):
    assign(hall, hall.applicant, asked)
    asked.dispute = hall.dispute
    asked.save(update_fields=["dispute"])

    assert stands(hall).account == hall.applicant.pk
    assign(hall, None)
    assert stands(hall) is None


def test_the_journal_tells_that_something_was_noted_but_not_in_which_dispute(hall):
    note(hall)
    assign(hall, hall.applicant)

    for act in ("case_note_written", "case_assigned"):
        entry = JournalEntry.objects.get(act=act)
        assert entry.chain == "umum"
        assert entry.dispute_code == ""
        assert SECRET not in str(entry.payload)
        assert hall.dispute.code not in str(entry.payload)


def test_a_filter_is_kept_under_a_name_and_replaced_under_the_same(hall):
    user = hall.applicant
    desk.save_view(user, " Lewat ", Wanted(due="lewat"), now=NOW)
    row = desk.save_view(user, "Lewat", Wanted(due="7", q="kpu"), now=NOW)

    assert list(SavedView.objects.values_list("name", "query")) == [
        ("Lewat", "q=kpu&tenggat=7")
    ]
    desk.remove_view(row, now=NOW)
    assert not SavedView.objects.exists()
    assert JournalEntry.objects.filter(act="view_removed").exists()


@pytest.mark.parametrize(
    ("name", "wanted"),
    [(" ", Wanted(q="a")), ("x" * 81, Wanted(q="a")), ("panjang", Wanted(q="😀" * 80))],
)
def test_a_filter_without_a_name_or_too_long_is_refused(hall, name, wanted):
    with pytest.raises(ViewRefused):
        desk.save_view(hall.applicant, name, wanted, now=NOW)


def test_there_is_an_end_to_filters(hall):
    for no in range(MOST_VIEWS):
        desk.save_view(hall.applicant, f"Saringan {no}", Wanted(), now=NOW)

    with pytest.raises(ViewRefused):
        desk.save_view(hall.applicant, "Satu lagi", Wanted(), now=NOW)
    desk.save_view(hall.applicant, "Saringan 0", Wanted(q="a"), now=NOW)
    desk.save_view(hall.clerk, "Saringan 0", Wanted(), now=NOW)
