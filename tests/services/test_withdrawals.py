"""An application is taken back once, noted once, and ends what was running."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import connection

from cases.domain.accounts import Role
from cases.domain.documents import Paper
from cases.domain.rulings import Fate
from cases.domain.stages import Stage
from cases.domain.withdrawals import AlreadyWithdrawn, NothingWithdrawn, NotWithdrawable
from cases.models import Correspondence, Deadline, Dispute, Document, Job
from cases.queries import correspondence as read
from cases.queries import deadlines, documents, papers
from cases.queries import withdrawals as held
from cases.services import completeness, journal, registry, withdrawals
from cases.services.withdrawals import Withdrawing
from tests.brought import account
from tests.filed import FILED, WHO, open_room

pytestmark = pytest.mark.django_db
TOLD = Withdrawing("Informasi sudah diterima.", "Jakarta", "Sari", "Ketua")
NUMBER = "001/KIP-PSI/III/2024"


@pytest.fixture
def room():
    return open_room()


def withdraw(room):
    by = {"by": room.applicant, "now": FILED}
    return withdrawals.file(room.dispute, TOLD, organisation=room.house, **by)


def confirm(room):
    return withdrawals.confirm(room.dispute, by=room.clerk, now=FILED)


def register(room):
    registry.register(room.dispute, NUMBER, registered_on=date(2024, 3, 14), **WHO)


def test_the_letter_alone_is_written_for_the_organisation_and_sends_nothing(room):
    by = {"by": room.applicant, "now": FILED}
    lead = withdrawals.write_letter(room.dispute, TOLD, organisation=room.house, **by)

    assert [one.about for one in Document.objects.filter(kind="surat_pencabutan")] == [
        room.dispute
    ] * 2
    assert documents.visible_to(room.applicant).filter(pk=lead.pk).exists()
    assert not documents.visible_to(room.clerk).filter(pk=lead.pk).exists()
    assert not Correspondence.objects.exists()


def test_a_withdrawal_goes_to_the_registry_and_the_respondent_with_its_letter(room):
    row = withdraw(room)

    for one in (room.clerk, room.agency, room.applicant, room.reader):
        assert read.visible_to(one).filter(pk=row.pk).exists()
        assert documents.visible_to(one).filter(pk=row.paper_id).exists()
    assert not documents.visible_to(room.stranger).filter(pk=row.paper_id).exists()
    letter = Job.objects.get(key=row.paper.code).args["letter"]
    assert letter["dated_on"] == "2024-03-14"
    assert room.dispute.code in letter["paragraphs"][0]
    assert room.again().stage == Stage.DISPUTE_FILED
    assert room.dispute.docket.filter(kind="pencabutan_diajukan").count() == 1


def test_it_is_filed_once(room):
    withdraw(room)
    with pytest.raises(AlreadyWithdrawn):
        withdraw(room)
    assert held.house_for(room.applicant, room.again()) is None


def test_the_registry_notes_it_and_everything_that_ran_has_ended(room):
    """The clocks of Pasal 38 and that of completing; both items get their fate."""
    completeness.notify(room.dispute, ["identity"], by=room.clerk, now=FILED)
    withdraw(room)

    confirm(room)

    dispute = room.again()
    assert (dispute.stage, dispute.disposition) == (Stage.WITHDRAWN, "pencabutan")
    assert not deadlines.running().exists()
    assert {row.ended_on for row in Deadline.objects.all()} == {date(2024, 3, 14)}
    assert {item.fate for item in dispute.items.all()} == {Fate.WITHDRAWN}
    assert journal.verify() == ()


def test_both_sides_are_told_that_it_was_noted(room):
    withdraw(room)
    row = confirm(room)
    for one in (room.applicant, room.agency):
        assert read.visible_to(one).filter(pk=row.pk).exists()


def test_a_registered_dispute_gets_the_deed_that_cancels_it(room):
    register(room)
    withdraw(room)

    deed = papers.cancellation_deed(confirm(room).paper)

    assert deed.register_number == NUMBER
    assert deed.withdrawn_on == date(2024, 3, 14)
    assert deed.reason == TOLD.reason
    assert deed.registrar == room.clerk.name


def test_the_worker_makes_letter_and_deed(room, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        register(room)
        withdraw(room)
        confirm(room)

    kinds = ("surat_pencabutan", Paper.CANCELLATION_DEED.value)
    made = Document.objects.filter(kind__in=kinds).exclude(file="")
    assert sorted(one.file.rsplit(".", 1)[1] for one in made) == ["docx", "pdf", "pdf"]


def test_a_dispute_without_a_number_has_no_registration_to_cancel(room):
    withdraw(room)
    assert confirm(room).paper is None
    assert not Document.objects.filter(kind=Paper.CANCELLATION_DEED).exists()


def test_what_nobody_filed_is_not_noted_and_what_is_noted_stays_so(room):
    with pytest.raises(NothingWithdrawn):
        confirm(room)
    withdraw(room)
    confirm(room)
    with pytest.raises(AlreadyWithdrawn):
        confirm(room)


@pytest.mark.parametrize("stage", [Stage.DECISION_PRONOUNCED, Stage.LAPSED, Stage.WITHDRAWN])
def test_after_the_decision_is_read_nothing_is_withdrawn(room, stage):
    """Perki 1/2013 Pasal 14, as secondary sources tell it."""
    Dispute.objects.update(stage=stage)

    with pytest.raises(NotWithdrawable):
        withdraw(room)
    assert held.house_for(room.applicant, room.again()) is None


def test_only_who_writes_for_the_applicant_may_withdraw(room):
    owner = account("ibu@kip.test", room.house, Role.OWNER)
    may = [room.applicant, owner]
    may_not = [room.reader, room.agency, room.clerk, room.commissioner, room.stranger]

    assert [held.house_for(one, room.dispute) for one in may] == [room.house] * 2
    assert [held.house_for(one, room.dispute) for one in may_not] == [None] * 5


@pytest.mark.postgresql  # SQLite has one writer at a time
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", [withdraw, confirm])
def test_of_two_at_once_one_is_told(room, act):
    if act is confirm:
        withdraw(room)
    told = []

    def perform():
        try:
            act(room)
        except AlreadyWithdrawn as refusal:
            told.append(refusal)
        finally:
            connection.close()

    both = [threading.Thread(target=perform) for _one in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert len(told) == 1
