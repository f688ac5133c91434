"""Accounts, houses, and what each role sees of a dispute."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from cases.domain import accounts as rules
from cases.domain.accounts import Role
from cases.models import JournalEntry, Membership, PanelSeat
from cases.queries import accounts as queries
from cases.queries import disputes, documents
from cases.services import accounts, parties
from tests.hearing_room import NOW, RECORDER, open_room

pytestmark = pytest.mark.django_db
WHO = {"actor": RECORDER, "now": NOW}


@pytest.fixture
def room():
    return open_room()


def member(house, role, *, email="orang@uji.test", person=None):
    user = accounts.open_account(
        email, name="Orang", password="rahasia-sekali", person=person, **WHO
    )
    accounts.join(user, house, role=role, **WHO)
    return user


def test_an_address_has_one_account_however_it_is_written():
    accounts.open_account("ratna@uji.test", name="Ratna", password="rahasia-sekali", **WHO)

    with pytest.raises(IntegrityError), transaction.atomic():
        accounts.open_account("Ratna@Uji.test", name="Lain", password="rahasia-sekali", **WHO)


def test_the_password_is_kept_as_a_hash_and_no_journal_knows_it():
    user = accounts.open_account("r@uji.test", name="Ratna", password="rahasia-sekali", **WHO)

    assert user.check_password("rahasia-sekali")
    assert "rahasia" not in user.password
    assert "rahasia" not in str(JournalEntry.objects.get(act="account_opened").payload)


@pytest.mark.parametrize(
    ("house", "role"),
    [
        ("applicant", Role.OFFICER),
        ("applicant", Role.READER),
        ("respondent", Role.AGENCY),
        ("commission", Role.REGISTRAR),
        ("commission", Role.SUBSTITUTE_REGISTRAR),
    ],
)
def test_a_house_sees_the_disputes_in_which_it_has_a_part(room, house, role):
    user = member(getattr(room, house), role)

    assert set(disputes.visible_to(user)) == set(room.disputes)


def test_another_organisation_sees_none_of_them(room):
    stranger = parties.add_organisation("Perkumpulan Orang Lain", **WHO)

    user = member(stranger, Role.OWNER)

    assert not disputes.visible_to(user).exists()
    assert not documents.visible_to(user).exists()


def test_another_commission_sees_none_of_them(room):
    other = open_room(name="jabar")

    user = member(other.commission, Role.REGISTRAR)

    assert set(disputes.visible_to(user)) == set(other.disputes)


def test_a_commissioner_sees_what_they_sit_on_and_nothing_else(room):
    user = member(room.commission, Role.COMMISSIONER, person=room.chair)
    sits = PanelSeat.objects.filter(hearing=room.hearing, person=room.chair).exists()

    seen = disputes.visible_to(user)

    assert sits
    assert set(seen) == {
        one for one in room.disputes if one.panel.filter(person=room.chair).exists()
    }


def test_an_administrator_keeps_the_machine_and_sees_no_file(room):
    user = member(room.commission, Role.ADMINISTRATOR)

    assert not disputes.visible_to(user).exists()


def test_who_has_left_a_house_sees_nothing_more_and_the_case_stays(room):
    user = member(room.applicant, Role.OFFICER)

    user.memberships.update(ends_on=NOW.date())

    assert not disputes.visible_to(user).exists()
    assert room.dispute.participants.filter(organisation=room.applicant).exists()


# --- Members of a house ---------------------------------------------------------------------


@pytest.fixture
def owner(room):
    return member(room.applicant, Role.OWNER, email="lestari@uji.test")


@pytest.fixture
def officer(room):
    return member(room.applicant, Role.OFFICER, email="staf@uji.test")


def test_who_leaves_sees_nothing_from_that_moment_and_the_history_stays(room, owner, officer):
    accounts.end_membership(officer.memberships.get(), by=owner, now=timezone.now())

    assert not disputes.visible_to(officer).exists()
    assert not queries.organisations(officer).exists()
    assert not queries.may_write_for(officer, room.applicant)
    (left,) = queries.former_members(room.applicant)
    assert (left.user, left.ends_on) == (officer, timezone.localdate())
    assert JournalEntry.objects.filter(act="membership_ended").count() == 1


def test_a_membership_holds_by_the_local_day(room, officer):
    row = officer.memberships.filter()
    row.update(starts_on=date(2024, 3, 13), ends_on=date(2024, 3, 15))

    held = {
        day: queries.memberships(officer, date(2024, 3, day)).exists() for day in range(12, 17)
    }

    assert held == {12: False, 13: True, 14: True, 15: False, 16: False}


def test_at_half_past_six_in_jakarta_a_member_leaves_on_that_day(owner, officer):
    # 23.30 in UTC of the day before.
    accounts.end_membership(
        officer.memberships.get(), by=owner, now=datetime(2024, 4, 1, 23, 30, tzinfo=UTC)
    )

    assert officer.memberships.get().ends_on == date(2024, 4, 2)


def test_the_last_owner_neither_leaves_nor_steps_down_and_nobody_can_make_them(room, owner):
    admin = accounts.open_account(
        "p@uji.test", name="P", password="rahasia-sekali", is_administrator=True, **WHO
    )
    row = owner.memberships.get()

    for by in (owner, admin):
        with pytest.raises(rules.LastOwner):
            accounts.end_membership(row, by=by, now=NOW)
        with pytest.raises(rules.LastOwner):
            accounts.change_role(row, role=Role.READER, by=by, now=NOW)
    assert queries.members(room.applicant).get() == row


@pytest.mark.parametrize(
    "wrong", [{"ends_on": NOW.date()}, {"role": Role.READER}, {"organisation": None}]
)
def test_the_database_keeps_the_last_owner_too(owner, wrong):
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        owner.memberships.update(**wrong)


def test_two_owners_may_not_leave_in_one_stroke(room, owner):
    member(room.applicant, Role.OWNER, email="kedua@uji.test")

    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        room.applicant.memberships.update(ends_on=NOW.date())


def test_a_membership_is_never_deleted(officer):
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        officer.memberships.all().delete()


def test_an_owner_leaves_when_another_is_there(room, owner):
    second = member(room.applicant, Role.OWNER, email="kedua@uji.test")

    accounts.end_membership(owner.memberships.get(), by=owner, now=NOW)

    assert [one.user for one in queries.members(room.applicant)] == [second]


@pytest.mark.parametrize("role", [Role.OFFICER, Role.READER])
def test_only_owners_and_the_administrator_change_members(room, owner, officer, role):
    other = member(room.applicant, role, email="lain@uji.test")

    with pytest.raises(rules.NotTheirHouse):
        accounts.change_role(officer.memberships.get(), role=Role.READER, by=other, now=NOW)
    with pytest.raises(rules.NotTheirHouse):
        accounts.end_membership(officer.memberships.get(), by=other, now=NOW)


def test_an_owner_of_another_organisation_changes_nothing_here(officer):
    stranger = member(parties.add_organisation("Orang Lain", **WHO), Role.OWNER)

    with pytest.raises(rules.NotTheirHouse):
        accounts.end_membership(officer.memberships.get(), by=stranger, now=NOW)


def test_a_new_role_keeps_the_old_one_as_history(room, owner, officer):
    accounts.change_role(officer.memberships.get(), role=Role.READER, by=owner, now=NOW)

    rows = officer.memberships.order_by("pk").values_list("role", "ends_on")
    assert list(rows) == [(Role.OFFICER, timezone.localdate(NOW)), (Role.READER, None)]
    assert not queries.may_write_for(officer, room.applicant)


def test_what_has_ended_is_not_changed(owner, officer):
    row = officer.memberships.get()
    accounts.end_membership(row, by=owner, now=NOW)

    with pytest.raises(rules.MembershipOver):
        accounts.end_membership(row, by=owner, now=NOW)
    with pytest.raises(rules.MembershipOver):
        accounts.change_role(row, role=Role.OWNER, by=owner, now=NOW)


@pytest.mark.parametrize(
    ("house", "role"),
    [
        ("applicant", Role.REGISTRAR),
        ("applicant", Role.AGENCY),
        ("respondent", Role.OWNER),
        ("commission", Role.OFFICER),
    ],
)
def test_a_house_has_only_its_own_roles(room, officer, house, role):
    with pytest.raises(rules.RoleOfAnotherHouse):
        accounts.join(officer, getattr(room, house), role=role, **WHO)
    column = {"applicant": "organisation", "respondent": "public_body"}.get(house, house)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=officer, role=role, **{column: getattr(room, house)})


def test_a_person_is_in_several_organisations_once_in_each(room, officer):
    other = parties.add_organisation("Perkumpulan Kedua", **WHO)
    accounts.join(officer, other, role=Role.OWNER, **WHO)

    assert set(queries.organisations(officer)) == {room.applicant, other}
    assert queries.houses(officer, roles={Role.OWNER}) == (other,)
    with pytest.raises(IntegrityError), transaction.atomic():
        accounts.join(officer, other, role=Role.READER, **WHO)


@pytest.mark.parametrize(
    ("role", "writes", "manages"),
    [(Role.OWNER, True, True), (Role.OFFICER, True, False), (Role.READER, False, False)],
)
def test_what_each_role_of_an_organisation_may_do(room, role, writes, manages):
    user = member(room.applicant, role)

    assert queries.may_write_for(user, room.applicant) is writes
    assert queries.may_manage(user, room.applicant) is manages


@pytest.mark.postgresql  # SQLite has one writer at a time
@pytest.mark.django_db(transaction=True)
def test_two_owners_who_leave_at_once_leave_one_behind(room, owner):
    second = member(room.applicant, Role.OWNER, email="kedua@uji.test")
    together, refused = threading.Barrier(2), []

    def leave(user):
        row = user.memberships.get()
        together.wait(10)
        try:
            accounts.end_membership(row, by=user, now=timezone.now())
        except rules.LastOwner:
            refused.append(user)
        finally:
            connection.close()

    leaving = [threading.Thread(target=leave, args=[user]) for user in (owner, second)]
    for one in leaving:
        one.start()
    for one in leaving:
        one.join()

    assert [one.user for one in queries.members(room.applicant)] == refused


# --- Sessions -------------------------------------------------------------------------------


@pytest.fixture
def here(client, officer):
    client.force_login(officer)
    return client


def is_inside(client):
    return client.get("/akun/").status_code == 200


def test_who_has_no_house_left_is_signed_out_everywhere(here, owner, officer):
    assert is_inside(here)

    accounts.end_membership(officer.memberships.get(), by=owner, now=NOW)

    assert not is_inside(here)


def test_who_has_another_house_left_stays_signed_in(here, owner, officer, room):
    accounts.join(officer, parties.add_organisation("Kedua", **WHO), role=Role.OWNER, **WHO)

    accounts.end_membership(
        officer.memberships.get(organisation=room.applicant), by=owner, now=NOW
    )

    assert is_inside(here)


def test_a_new_role_ends_the_sessions_of_the_old(here, owner, officer):
    accounts.change_role(officer.memberships.get(), role=Role.READER, by=owner, now=NOW)

    assert not is_inside(here)


def test_a_role_that_is_not_changed_ends_nothing(here, owner, officer):
    accounts.change_role(officer.memberships.get(), role=Role.OFFICER, by=owner, now=NOW)

    assert is_inside(here)
    assert officer.memberships.count() == 1


def test_sessions_of_others_go_on(here, owner):
    accounts.end_sessions(owner, now=NOW)

    assert is_inside(here)


@pytest.mark.parametrize(
    ("limits", "began", "seen", "has_lapsed"),
    [
        (rules.PARTY_SESSION, timedelta(days=13), timedelta(hours=11), False),
        (rules.PARTY_SESSION, timedelta(days=13), timedelta(hours=12), True),
        (rules.PARTY_SESSION, timedelta(days=14), timedelta(0), True),
        (rules.GUARDED_SESSION, timedelta(hours=11), timedelta(minutes=29), False),
        (rules.GUARDED_SESSION, timedelta(hours=11), timedelta(minutes=30), True),
        (rules.GUARDED_SESSION, timedelta(hours=12), timedelta(0), True),
    ],
)
def test_how_long_a_session_lasts(limits, began, seen, has_lapsed):
    ends = limits.has_lapsed(began_at=NOW - began, seen_at=NOW - seen, now=NOW)

    assert ends is has_lapsed
