"""Propositions and stances: what binds a party, and what was only said outside."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cases.domain.admissions import (
    CodeTaken,
    LegalEffect,
    OneSourceOnly,
    OutsideTheHearing,
    Stance,
)
from cases.domain.parties import PartyRole
from cases.domain.transcripts import Rendering, UtteranceKind
from cases.models import Assertion, Exhibit, JournalEntry, PublicStatement
from cases.services import admissions, journal, transcripts
from cases.services.admissions import (
    PanelOrderDetails,
    PropositionDetails,
    SecondPersonNeeded,
    StanceDetails,
    StatementDetails,
)
from cases.services.parties import Said
from tests.hearing_room import HELD_ON, NOW, READER, RECORDER, open_room
from tests.standing import standing

pytestmark = pytest.mark.django_db

WHO = {"actor": RECORDER, "now": NOW}
FROM_PRESS = Said(sources=["kabar-1"], confidence="high", note="dua media sama")


built, room = standing(open_room)


@pytest.fixture
def proposition(room):
    return propose(room)


@pytest.fixture
def answer(room):
    asked = transcripts.capture(
        room.hearing,
        transcripts.Spoken(UtteranceKind.QUESTION, Rendering.QUOTED, "Dengan Darma?"),
        **WHO,
    )
    return transcripts.capture(
        room.hearing,
        transcripts.Spoken(
            UtteranceKind.ANSWER, Rendering.QUOTED, "Iya", replies_to=asked, origin="press"
        ),
        **WHO,
    )


def propose(room, code="P-1", text="Termohon bekerja sama dengan Darma"):
    return admissions.propose(
        room.dispute,
        PropositionDetails(code, text, not_covering="nilai kontrak"),
        items=[room.item()],
        said=FROM_PRESS,
        **WHO,
    )


def outside(room, key="s-1", said_on=date(2024, 3, 15)):
    return admissions.record_statement(
        room.disputes,
        room.counsel,
        StatementDetails(key, said_on, "quoted", "Sidang belum selesai.", place="kantor"),
        said=FROM_PRESS,
        **WHO,
    )


def stand(proposition, stance=Stance.AFFIRMS, effect=LegalEffect.NONE, **more):
    return admissions.take_stance(
        proposition, StanceDetails(stance, HELD_ON, effect, **more), said=FROM_PRESS, **WHO
    )


class TestPropositions:
    def test_a_proposition_says_what_it_covers_and_what_not(self, room, proposition):
        assert proposition.not_covering == "nilai kontrak"
        assert list(proposition.items.all()) == [room.item()]
        assert (proposition.sources, proposition.confidence) == (["kabar-1"], "high")

    def test_a_code_stands_once_in_a_dispute(self, room):
        propose(room)

        with pytest.raises(CodeTaken):
            propose(room)


class TestStances:
    def test_an_admission_is_a_stance_of_a_party_in_a_hearing(self, room, proposition, answer):
        assertion = stand(
            proposition,
            effect=LegalEffect.ADMISSION,
            utterance=answer,
            participant=room.party(),
            person=room.counsel,
            capacity="Kuasa",
        )

        assert assertion.legal_effect == LegalEffect.ADMISSION
        assert assertion.participant.role == PartyRole.RESPONDENT
        assert (assertion.utterance, assertion.public_statement) == (answer, None)
        assert JournalEntry.objects.get(act="stance_taken").payload == {
            "proposition": "P-1",
            "stance": "affirms",
            "effect": "admission",
        }

    @pytest.mark.parametrize(
        "effect", [effect for effect in LegalEffect if effect is not LegalEffect.NONE]
    )
    def test_words_outside_the_hearing_have_no_effect_in_law(self, room, proposition, effect):
        statement = outside(room)

        with pytest.raises(OutsideTheHearing):
            stand(
                proposition,
                effect=effect,
                public_statement=statement,
                participant=room.party(),
            )

        assert not Assertion.objects.exists()

    def test_words_outside_the_hearing_may_take_a_stance(self, room, proposition):
        assertion = stand(
            proposition, Stance.DECLINES, public_statement=outside(room), person=room.counsel
        )

        assert assertion.legal_effect == LegalEffect.NONE

    def test_an_exhibit_may_carry_an_effect(self, room, proposition):
        exhibit = Exhibit.objects.create(dispute=room.dispute, side="T", no=1, title="Kontrak")

        assertion = stand(
            proposition,
            effect=LegalEffect.ADMISSION,
            exhibit=exhibit,
            participant=room.party(),
        )

        assert assertion.exhibit == exhibit

    def test_a_stance_without_a_source_is_refused(self, proposition):
        with pytest.raises(OneSourceOnly):
            stand(proposition)

    def test_a_stance_with_two_sources_is_refused(self, room, proposition, answer):
        with pytest.raises(OneSourceOnly):
            stand(proposition, utterance=answer, public_statement=outside(room))

    def test_the_database_too_refuses_an_admission_from_the_press(self, room, proposition):
        with pytest.raises(IntegrityError), transaction.atomic():
            Assertion.objects.create(
                proposition=proposition,
                stance=Stance.AFFIRMS,
                legal_effect=LegalEffect.ADMISSION,
                made_on=HELD_ON,
                participant=room.party(),
                public_statement=outside(room),
            )

    def test_the_database_too_refuses_an_admission_that_binds_nobody(self, proposition, answer):
        with pytest.raises(IntegrityError), transaction.atomic():
            Assertion.objects.create(
                proposition=proposition,
                stance=Stance.AFFIRMS,
                legal_effect=LegalEffect.ADMISSION,
                made_on=HELD_ON,
                utterance=answer,
            )

    @pytest.mark.parametrize("sources", [0, 2])
    def test_the_database_too_wants_one_source(self, room, proposition, answer, sources):
        given = {"utterance": answer, "public_statement": outside(room)} if sources else {}

        with pytest.raises(IntegrityError), transaction.atomic():
            Assertion.objects.create(
                proposition=proposition, stance=Stance.AFFIRMS, made_on=HELD_ON, **given
            )


class TestReview:
    @pytest.fixture
    def assertion(self, room, proposition, answer):
        return stand(proposition, utterance=answer, participant=room.party())

    def test_a_second_person_confirms(self, assertion):
        admissions.review(assertion, reviewer=READER, now=NOW)

        assertion.refresh_from_db()
        assert assertion.reviewed_by == "Pak Wibowo"
        assert JournalEntry.objects.get(act="stance_reviewed").actor == "Pak Wibowo"

    def test_the_author_does_not_confirm_their_own(self, assertion):
        with pytest.raises(SecondPersonNeeded):
            admissions.review(assertion, reviewer=RECORDER, now=NOW)

        assertion.refresh_from_db()
        assert assertion.reviewed_by == ""


class TestOutsideTheHearing:
    def test_a_statement_belongs_to_every_dispute_it_concerns(self, room):
        statement = outside(room)

        assert set(statement.disputes.all()) == set(room.disputes)
        assert statement.sources == ["kabar-1"]

    @pytest.mark.usefixtures("unguarded")
    def test_its_code_is_the_same_wherever_it_is_loaded(self, room):
        assert outside(room).code == _again(room).code

    def test_two_statements_have_two_codes(self, room):
        assert outside(room).code != outside(room, key="s-2").code


def _again(room):
    PublicStatement.objects.get().disputes.clear()
    PublicStatement.objects.all().delete()
    return outside(room)


class TestOrdersAndPromises:
    def test_an_order_of_the_panel_keeps_who_whom_what_and_until_when(self, room, answer):
        order = admissions.order_by_panel(
            room.hearing,
            PanelOrderDetails("k-1", "Membawa kontrak", due_on=date(2024, 3, 18)),
            disputes=room.disputes,
            given_by=room.chair,
            to_body=room.respondent,
            utterance=answer,
            said=FROM_PRESS,
            **WHO,
        )

        assert (order.given_by, order.to_body) == (room.chair, room.respondent)
        assert order.due_on == date(2024, 3, 18)
        assert set(order.disputes.all()) == set(room.disputes)
        assert JournalEntry.objects.filter(act="panel_ordered").count() == 2

    def test_a_promise_becomes_an_undertaking_with_its_day(self, room, proposition, answer):
        assertion = stand(
            proposition,
            effect=LegalEffect.UNDERTAKING,
            utterance=answer,
            participant=room.party(),
        )

        undertaking = admissions.undertake(
            assertion, what="Menyerahkan kontrak", due_on=date(2024, 3, 18), **WHO
        )

        assert (undertaking.kept_on, undertaking.lapsed_on) == (None, None)
        assert assertion.undertaking == undertaking

    def test_everything_is_in_the_journal(self, room, proposition, answer):
        outside(room)
        stand(proposition, utterance=answer, participant=room.party())

        acts = set(JournalEntry.objects.values_list("act", flat=True))
        assert {"proposition_written", "statement_recorded", "stance_taken"} <= acts
        assert journal.verify() == ()
