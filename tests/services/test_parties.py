"""Houses and people: each one once, with the ways their names are written."""

from __future__ import annotations

import pytest

from cases.models import Organisation, Person, PublicBody
from cases.services import parties
from tests.hearing_room import NOW, RECORDER, open_room

pytestmark = pytest.mark.django_db
WHO = {"actor": RECORDER, "now": NOW}


def test_the_same_body_is_added_once():
    first = parties.add_public_body("Komisi Pemilihan Umum", short="KPU", **WHO)

    again = parties.add_public_body("Komisi Pemilihan Umum", short="KPU", **WHO)

    assert again == first
    assert PublicBody.objects.filter(name="Komisi Pemilihan Umum").count() == 1


def test_two_houses_of_one_short_name_have_two_addresses():
    first = parties.add_organisation("Forum Satu", short="Forum", **WHO)
    second = parties.add_organisation("Forum Dua", short="Forum", **WHO)

    assert (first.slug, second.slug) == ("forum", "forum-2")
    assert Organisation.objects.count() == 2


def test_other_spellings_stand_beside_the_name():
    person = parties.add_person("Syawaludin", spellings=["Syawaluddin"], **WHO)

    assert Person.objects.get(pk=person.pk).spellings == ["Syawaluddin"]


def test_an_office_is_held_in_a_house():
    room = open_room()

    held = parties.affiliate(room.chair, room.commission, title="Wakil Ketua", **WHO)

    assert (held.person, held.commission, held.title) == (
        room.chair, room.commission, "Wakil Ketua",
    )  # fmt: skip
