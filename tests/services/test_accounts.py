"""Accounts, houses, and what each role sees of a dispute."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from cases.domain.accounts import Role
from cases.models import JournalEntry, PanelSeat
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
