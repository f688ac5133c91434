"""The right of reply: who may speak, what stands, what is taken back, and that it is proved."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from cases.domain.accounts import Role
from cases.domain.parties import PartyRole
from cases.domain.replies import EmptyReply, NoReply, ReplyNamesSomebody, ReplyTooLong
from cases.models import BodyReply, JournalEntry, PublicReply
from cases.queries import replies as held
from cases.services import accounts, parties, publication, registry, replies
from tests.hearing_room import NOW, RECORDER, open_room
from tests.public_record import WHO
from tests.standing import standing
from tests.web.pages import PASSWORD

pytestmark = pytest.mark.django_db

DAY = date(2024, 3, 14)


built, room = standing(open_room)


def say(room, text="Kami menaati putusan.", by="Humas Badan Darma"):
    return replies.reply(room.respondent, text, by=by, said_on=DAY, **WHO)


def wrong():
    """The replies of the shelf that are not what the record says."""
    return {str(one) for one in publication.verify() if one.table == "PublicReply"}


def member(house, role, email="orang@demo.test"):
    user = accounts.open_account(
        email, name="Orang", password=PASSWORD, actor=RECORDER, now=NOW
    )
    accounts.join(user, house, role=role, actor=RECORDER, now=NOW)
    return user


def test_a_reply_stands_on_the_shelf_and_in_the_journal_without_its_words(room):
    say(room)

    row = PublicReply.objects.get(slug=room.respondent.slug)
    assert (row.text, row.by, row.said_on) == (
        "Kami menaati putusan.", "Humas Badan Darma", DAY
    )  # fmt: skip
    entry = JournalEntry.objects.get(act="body_replied")
    assert entry.payload["body"] == room.respondent.slug
    assert "menaati" not in str(entry.payload)


def test_a_later_reply_stands_instead_and_the_earlier_stays_in_the_record(room):
    say(room)
    say(room, "Putusan dilaksanakan kemarin.")

    assert PublicReply.objects.get().text == "Putusan dilaksanakan kemarin."
    assert list(BodyReply.objects.order_by("no").values_list("no", flat=True)) == [1, 2]


def test_a_reply_is_taken_back_once(room):
    say(room)

    replies.take_back(room.respondent, said_on=DAY, **WHO)

    assert not PublicReply.objects.exists()
    with pytest.raises(NoReply):
        replies.take_back(room.respondent, said_on=DAY, **WHO)


@pytest.mark.parametrize(
    ("text", "by", "refusal"),
    [
        ("  ", "Humas", EmptyReply),
        ("Kami menaati.", " ", EmptyReply),
        ("a" * 4001, "Humas", ReplyTooLong),
    ],
)
def test_a_reply_says_something_by_somebody_and_is_not_endless(room, text, by, refusal):
    with pytest.raises(refusal):
        say(room, text, by)
    assert not BodyReply.objects.exists()


def test_a_reply_that_names_a_private_person_is_refused(room):
    person = parties.add_person("Siti Kenari", **WHO)
    registry.add_participant(
        room.dispute, person, role=PartyRole.APPLICANT, kind="perseorangan", **WHO
    )

    with pytest.raises(ReplyNamesSomebody):
        say(room, "Permohonan siti  kenari tidak benar.")


def test_who_becomes_a_private_person_later_is_veiled_in_a_reply_that_stands(room):
    say(room, "Permohonan Siti Kenari tidak benar.")
    publication.release_all(room.disputes, **WHO)
    person = parties.add_person("Siti Kenari", **WHO)

    registry.add_participant(
        room.dispute, person, role=PartyRole.APPLICANT, kind="perseorangan", **WHO
    )

    assert "Siti" not in PublicReply.objects.get().text
    assert wrong() == set()


def test_the_shelf_is_proved_and_put_right(room):
    say(room)
    assert wrong() == set()
    PublicReply.objects.update(text="Palsu")
    PublicReply.objects.create(slug="tidak-ada", text="x", by="x", said_on=DAY)

    told = wrong()
    publication.rebuild(now=NOW)

    assert told == {
        f"PublicReply {room.respondent.slug} changed: text",
        "PublicReply tidak-ada foreign",
    }
    assert wrong() == set()
    assert PublicReply.objects.get().text == "Kami menaati putusan."


def test_what_was_said_is_never_changed_in_the_base(room):
    row = say(room)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE cases_bodyreply SET text = 'lain' WHERE id = %s", [row.pk])


def test_its_representatives_and_the_registry_before_which_it_stands_may_speak(room):
    other = open_room(name="jabar")
    elsewhere = parties.add_public_body("Badan Lain", **WHO)

    speaks = member(room.respondent, Role.AGENCY, "wakil@demo.test")
    keeps = member(room.commission, Role.REGISTRAR, "panitera@demo.test")
    asks = member(other.applicant, Role.OWNER, "pemohon@demo.test")

    assert held.may_reply(speaks, room.respondent)
    assert held.may_reply(keeps, room.respondent)
    assert not held.may_reply(asks, room.respondent)
    assert not held.may_reply(speaks, elsewhere)
    assert not held.may_reply(keeps, elsewhere)
