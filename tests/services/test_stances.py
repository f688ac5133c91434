"""What becomes of a stance: contested, withdrawn, put on the record, reviewed; never erased."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cases.domain.admissions import (
    AlreadyJudged,
    AlreadyWithdrawn,
    LegalEffect,
    NoSuchPage,
    NoSuchPlace,
    NotTheirStance,
    OutsideTheHearing,
    SecondPersonNeeded,
    Stance,
    WithdrawnTooEarly,
)
from cases.domain.errors import ReasonNeeded
from cases.domain.parties import PartyRole
from cases.domain.publication import Visibility
from cases.models import (
    Assertion,
    Exhibit,
    JournalEntry,
    PublicAdmission,
    PublicStatement,
    PublicUtterance,
    ReviewRefusal,
    StanceConfirmation,
    StanceContest,
)
from cases.queries import admissions as ledger
from cases.queries import stances as places
from cases.services import admissions
from cases.services.admissions import StanceDetails, StatementDetails
from tests.hearing_room import HELD_ON, NOW, READER, RECORDER
from tests.public_record import publish
from tests.standing import standing

pytestmark = pytest.mark.django_db
WHO = {"actor": RECORDER, "now": NOW}
REVIEW = {"reviewer": READER, "now": NOW}
LATER = date(2024, 3, 19)
built, record = standing(publish)


@pytest.fixture
def admitted(record):
    return record.proposition.assertions.get()


@pytest.fixture
def exhibit(record):
    return Exhibit.objects.create(
        dispute=record.room.dispute, side="T", no=1, title="Surat pencabutan"
    )


def withdraw(admitted, exhibit, **more):
    told = {"participant": admitted.participant, "exhibit": exhibit, **more}
    return admissions.withdraw(
        admitted, StanceDetails(Stance.DENIES, told.pop("on", LATER), **told), **WHO
    )


def contest(admitted, party=None, reason="Salah dikutip"):
    return admissions.contest(
        admitted, party or admitted.participant, reason=reason, on=LATER, **WHO
    )


def entry():
    """The public entry and its first stance."""
    admission = PublicAdmission.objects.get().body["admission"]
    return admission, admission["stances"][0]


class TestWithdrawal:
    def test_it_is_a_new_stance_and_the_old_one_stays(self, admitted, exhibit):
        withdrawal = withdraw(admitted, exhibit)

        assert Assertion.objects.count() == 2
        assert (withdrawal.withdraws, withdrawal.legal_effect) == (
            admitted, LegalEffect.WITHDRAWAL,
        )  # fmt: skip
        assert JournalEntry.objects.filter(act="stance_withdrawn").count() == 1

    def test_the_public_sees_it_once_a_second_person_has_read_it(self, admitted, exhibit):
        withdrawal = withdraw(admitted, exhibit)
        assert entry()[1]["is_withdrawn"] is False

        admissions.review(withdrawal, **REVIEW)

        told, stance = entry()
        assert (stance["is_withdrawn"], stance["withdrawn_on"]) == (True, "2024-03-19")
        assert (told["is_admission"], told["is_withdrawn"]) == (False, True)
        assert PublicUtterance.objects.get(number=2).admissions == []

    def test_one_that_a_review_refused_withdraws_nothing(self, admitted, exhibit):
        admissions.refuse(withdraw(admitted, exhibit), reason="Surat lain", **REVIEW)

        assert entry()[1]["is_withdrawn"] is False
        assert not Assertion.objects.filter(places.is_withdrawn()).exists()
        withdraw(admitted, exhibit)

    def test_only_the_party_itself_takes_it_back(self, record, admitted, exhibit):
        other = record.room.party(PartyRole.APPLICANT)

        with pytest.raises(NotTheirStance):
            withdraw(admitted, exhibit, participant=other)

    def test_not_twice_and_not_before(self, admitted, exhibit):
        with pytest.raises(WithdrawnTooEarly):
            withdraw(admitted, exhibit, on=date(2024, 3, 12))
        withdraw(admitted, exhibit)
        with pytest.raises(AlreadyWithdrawn):
            withdraw(admitted, exhibit)

    def test_words_outside_the_hearing_withdraw_nothing(self, record, admitted):
        said = statement(record.room)

        with pytest.raises(OutsideTheHearing):
            withdraw(admitted, None, public_statement=said)

    def test_the_database_knows_that_what_withdraws_is_a_withdrawal(self, admitted, exhibit):
        with pytest.raises(IntegrityError), transaction.atomic():
            Assertion.objects.create(
                proposition=admitted.proposition, stance="denies", made_on=LATER,
                exhibit=exhibit, withdraws=admitted, written_by="x",
            )  # fmt: skip


class TestContest:
    def test_it_is_appended_and_public_after_its_review(self, admitted):
        noted = contest(admitted)
        assert entry()[1]["contests"] == []

        admissions.review(noted, **REVIEW)

        assert entry()[1]["contests"] == [
            {"by": "Badan Darma", "by_role": "termohon", "on": "2024-03-19",
             "reason": "Salah dikutip"}
        ]  # fmt: skip
        assert entry()[0]["is_admission"] is True

    def test_a_refused_one_stays_inside(self, admitted):
        admissions.refuse(contest(admitted), reason="Tanpa dasar", **REVIEW)

        assert entry()[1]["contests"] == []
        assert StanceContest.objects.count() == 1

    def test_nobody_contests_for_another_party_or_without_a_reason(self, record, admitted):
        with pytest.raises(NotTheirStance):
            contest(admitted, record.room.party(PartyRole.APPLICANT))
        with pytest.raises(ReasonNeeded):
            contest(admitted, reason="  ")


def statement(room, **more):
    details = StatementDetails(
        "s-1", date(2024, 3, 15), "quoted", "Bukan kontrak kami.", outlet="Kabar",
        medium="online", url="https://kabar.test/1", published_on=date(2024, 3, 16), **more,
    )  # fmt: skip
    return admissions.record_statement(room.disputes, room.counsel, details, **WHO)


class TestReview:
    def test_an_unreviewed_statement_is_not_public_and_a_reviewed_one_is(self, record):
        said = statement(record.room)
        stance = admissions.take_stance(
            record.proposition,
            StanceDetails(
                Stance.DENIES, date(2024, 3, 15), participant=record.room.party(),
                public_statement=said,
            ),
            **WHO,
        )  # fmt: skip
        admissions.review(stance, **REVIEW)
        assert entry()[0]["outside"] == []

        admissions.review(said, **REVIEW)

        (told,) = entry()[0]["outside"]
        assert (told["statement"]["outlet"], told["statement"]["published_on"]) == (
            "Kabar", "2024-03-16",
        )  # fmt: skip

    @pytest.mark.parametrize("act", [admissions.review, admissions.refuse])
    def test_whoever_wrote_it_does_not_review_it(self, record, act):
        said = statement(record.room)
        more = {} if act is admissions.review else {"reason": "x"}

        with pytest.raises(SecondPersonNeeded):
            act(said, reviewer=RECORDER, now=NOW, **more)

    def test_it_is_judged_once(self, record):
        said = statement(record.room)
        admissions.refuse(said, reason="Kutipannya lain", **REVIEW)

        with pytest.raises(AlreadyJudged):
            admissions.review(said, **REVIEW)
        assert ReviewRefusal.objects.get().reason == "Kutipannya lain"

    def test_an_exhibit_alone_speaks_to_the_public_after_its_review(self, record):
        shown = Exhibit.objects.create(
            dispute=record.room.dispute, side="T", no=2, title="Surat",
            visibility=Visibility.PUBLIC,
        )  # fmt: skip
        stance = admissions.take_stance(
            record.proposition,
            StanceDetails(Stance.DENIES, LATER, participant=record.room.party(), exhibit=shown),
            **WHO,
        )
        assert len(entry()[0]["stances"]) == 1

        admissions.review(stance, **REVIEW)

        assert len(entry()[0]["stances"]) == 2


class TestSources:
    def test_cited_lines_are_those_of_the_turn_with_their_fingerprint(self, record):
        cited = places.cited(record.edition, "butir 2", is_inside=True)
        passage = admissions.keep_passage(cited)

        stance = admissions.take_stance(
            record.proposition,
            StanceDetails(Stance.AFFIRMS, HELD_ON, utterance=cited.said, passage=passage),
            **WHO,
        )

        assert stance.passage.exact == cited.text
        assert cited.said == record.answer

    def test_a_range_ends_with_the_one_who_answers(self, record):
        first = places.cited(record.edition, "butir 1", is_inside=True).first
        last = places.cited(record.edition, "butir 2", is_inside=True).last

        cited = places.cited(
            record.edition,
            f"{first.page}:{first.line}-{last.page}:{last.line}",
            is_inside=True,
        )

        assert cited.turns == (record.question, record.answer)
        assert cited.said == record.answer

    @pytest.mark.parametrize("told", ["", "99:1", "butir 99", "dua", "1:99", "2:1-1:1"])
    def test_a_place_where_nobody_speaks_is_none(self, record, told):
        with pytest.raises(NoSuchPlace):
            places.cited(record.edition, told, is_inside=True)

    def test_words_do_not_stand_in_somebody_elses_lines(self, record):
        passage = admissions.keep_passage(
            places.cited(record.edition, "butir 1", is_inside=True)
        )

        with pytest.raises(NoSuchPlace):
            admissions.take_stance(
                record.proposition,
                StanceDetails(
                    Stance.AFFIRMS, HELD_ON, utterance=record.answer, passage=passage
                ),
                **WHO,
            )

    def test_a_page_is_of_an_exhibit(self, record):
        with pytest.raises(NoSuchPage):
            admissions.take_stance(
                record.proposition,
                StanceDetails(Stance.AFFIRMS, HELD_ON, utterance=record.answer, exhibit_page=2),
                **WHO,
            )


class TestWhatIsWrittenStays:
    @pytest.fixture
    def everything(self, record, admitted, exhibit):
        contest(admitted)
        withdraw(admitted, exhibit)
        admissions.refuse(statement(record.room), reason="x", **REVIEW)
        StanceConfirmation.objects.create(
            assertion=admitted, word=record.answer, written_by="x", written_at=NOW
        )

    @pytest.mark.parametrize(
        ("model", "column"),
        [
            (Assertion, "stance"), (PublicStatement, "text"), (StanceContest, "reason"),
            (StanceConfirmation, "written_by"), (ReviewRefusal, "reason"),
        ],
    )  # fmt: skip
    @pytest.mark.usefixtures("everything")
    def test_the_database_refuses_to_change_it(self, model, column):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.update(**{column: "denies" if column != "stance" else "declines"})

    @pytest.mark.parametrize(
        "model",
        [Assertion, PublicStatement, StanceContest, StanceConfirmation, ReviewRefusal],
    )
    @pytest.mark.usefixtures("everything")
    def test_the_database_refuses_to_take_it_away(self, model):
        rows = model.objects.all()

        with pytest.raises(IntegrityError), transaction.atomic():
            rows._raw_delete(rows.db)

    @pytest.mark.parametrize("model", [Assertion, PublicStatement, StanceContest])
    @pytest.mark.usefixtures("everything")
    def test_a_review_is_filled_in_once(self, model):
        row = model.objects.filter(reviewed_by="").first()
        model.objects.filter(pk=row.pk).update(reviewed_by="Pertama")

        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.filter(pk=row.pk).update(reviewed_by="Kedua")


class TestTheLedgerFromWithin:
    def test_a_clash_is_computed_and_gone_when_one_of_them_is_withdrawn(
        self, record, admitted, exhibit
    ):
        said = statement(record.room)
        denial = admissions.take_stance(
            record.proposition,
            StanceDetails(
                Stance.DENIES, date(2024, 3, 15), participant=admitted.participant,
                public_statement=said,
            ),
            **WHO,
        )  # fmt: skip

        assert together(record) == {
            (admitted.pk, "tension", denial.pk), (denial.pk, "tension", admitted.pk),
        }  # fmt: skip

        withdrawal = withdraw(admitted, exhibit)
        assert together(record) == {
            (denial.pk, "accord", withdrawal.pk), (withdrawal.pk, "accord", denial.pk),
        }  # fmt: skip

    def test_authority_is_shown_for_the_day_on_which_it_was_said(self, record):
        party = record.room.party()
        party.representations.create(
            person=record.room.counsel, basis="surat_kuasa",
            starts_on=date(2024, 3, 1), ends_on=date(2024, 3, 14),
        )  # fmt: skip
        for day in (HELD_ON, LATER):
            admissions.take_stance(
                record.proposition,
                StanceDetails(
                    Stance.AFFIRMS, day, participant=party, person=record.room.counsel,
                    utterance=record.answer,
                ),
                **WHO,
            )  # fmt: skip

        (claim,) = ledger.claims_of(record.room.dispute, inside=True)
        held = [one.authority is not None for one in claim.stances if one.assertion.person]
        assert held == [True, False]

    def test_parties_do_not_read_what_was_said_without_them_or_not_reviewed(self, record):
        admissions.take_stance(
            record.proposition,
            StanceDetails(Stance.DENIES, LATER, public_statement=statement(record.room)),
            **WHO,
        )

        (inside,) = ledger.claims_of(record.room.dispute, inside=True)
        (outside,) = ledger.claims_of(record.room.dispute, inside=False)
        assert (len(inside.stances), len(outside.stances)) == (2, 1)


def together(record):
    (claim,) = ledger.claims_of(record.room.dispute, inside=True)
    return {
        (one.assertion.pk, relation.value, other.pk)
        for one in claim.stances
        for relation, other in one.together
    }
