"""All summonses of a hearing in one act, each served once and proved; nothing is edited."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from cases.domain import summons as rules
from cases.domain.correspondence import AlreadySent
from cases.domain.errors import ReasonNeeded
from cases.domain.hearings import HearingState
from cases.domain.notices import Side
from cases.domain.parties import AddresseeRole, PartyRole
from cases.domain.publication import Visibility
from cases.domain.stages import Stage
from cases.domain.summons import ServiceResult, ServiceWay, Standing
from cases.domain.uploads import AlreadyAdmitted, NotAParty
from cases.models import (
    Addressee,
    Correspondence,
    Dispute,
    DisputeAccess,
    DocketEntry,
    Document,
    Hearing,
    Job,
    JournalEntry,
    Membership,
    Notice,
    Summons,
    SummonsService,
    Upload,
)
from cases.queries import documents, jobs
from cases.queries import summons as queries
from cases.queries import uploads as files
from cases.services import publication, sittings, summons, uploads
from tests import foreign_files, summoned
from tests.bench import NOW, TODAY, WHO, another, appoint, draft, open_registry, wanted
from tests.brought import send
from tests.summoned import AFTER, INCLUSIVE, announce, attorney, issue, of, release, serve

pytestmark = pytest.mark.django_db
APPLICANT, RESPONDENT = PartyRole.APPLICANT, PartyRole.RESPONDENT


@pytest.fixture
def held():
    found = open_registry()
    appoint(found)
    publication.release_all([found.dispute], **WHO)
    return found


# --- issuing --------------------------------------------------------------------------------


def test_one_click_summons_every_party_and_who_holds_its_power_of_attorney(held):
    counsel = attorney(held)
    hearing = announce(held)
    made = issue(held, hearing, numbers={str(of_party(held).pk): "12/PG/III/2024"})

    told = {(one.participant.role, one.representation_id) for one in made}
    assert told == {(APPLICANT, None), (APPLICANT, counsel.pk), (RESPONDENT, None)}
    mine = of(APPLICANT)
    assert (mine.ordinal, mine.letter_number, mine.letter_date) == (1, "12/PG/III/2024", TODAY)
    assert (mine.reading, mine.is_clear) == ("without_joint_leave", True)
    assert mine.last_service_on == summoned.LAST_CLEAR
    assert [no for _day, no in mine.working["counted"]] == [1, 2, 3]
    assert any("Yesus" in name for _day, _kind, name, _decree in mine.working["skipped"])
    assert len(mine.calendar_version) == 12


def of_party(held, role=APPLICANT):
    return held.dispute.participants.get(role=role)


def test_each_gets_a_paper_and_a_letter_on_its_own_desk_alone(held):
    hearing = announce(held)
    before = Correspondence.objects.count()
    issue(held, hearing)
    mine, theirs = of(APPLICANT), of(RESPONDENT)

    assert Correspondence.objects.count() == before + 2
    letter = mine.paper.correspondence.get()
    assert (letter.for_applicant, letter.for_respondent) == (True, False)
    assert "Panggilan pertama kepada Yayasan Lestari: Pemeriksaan awal" in letter.text
    assert "Senin, 1 April 2024 pukul 09.00 WIB" in letter.text
    assert mine.paper.visibility == Visibility.INTERNAL
    seen = {
        who: set(documents.visible_to(getattr(held.room, who)).values_list("pk", flat=True))
        for who in ("applicant", "agency", "clerk", "stranger")
    }
    assert mine.paper_id in seen["applicant"]
    assert not {mine.paper_id, mine.editable_id} & seen["agency"]
    assert theirs.paper_id in seen["agency"]
    assert mine.editable_id not in seen["applicant"]
    assert {mine.paper_id, mine.editable_id, theirs.paper_id} <= seen["clerk"]
    assert not {mine.paper_id, theirs.paper_id} & seen["stranger"]
    ordered = Job.objects.filter(kind="render_summons")
    assert ordered.count() == 4
    shown = jobs.of_disputes(Dispute.objects.filter(pk=held.dispute.pk))
    assert all(one.kind != "render_summons" for one in shown)
    assert Notice.objects.filter(kind="letter", user=held.room.agency).exists()


def test_the_stage_moves_once_and_docket_and_journal_tell_it(held):
    issue(held, announce(held))
    assert held.dispute.stage == Stage.SUMMONED
    line = DocketEntry.objects.get(kind="panggilan_sidang")
    assert line.text == "Pemohon dan Termohon dipanggil ke sidang Senin, 1 April 2024"
    assert line.visibility == Visibility.PARTIES
    assert JournalEntry.objects.filter(act="summons_issued").count() == 2
    entry = JournalEntry.objects.filter(act="summons_issued").first()
    assert entry.payload["convention"] == "without_joint_leave.clear"
    assert entry.payload["last_service_on"] == "2024-03-25"


def test_a_second_click_makes_no_second_set(held):
    hearing = announce(held)
    issue(held, hearing)
    papers = Document.objects.count()
    assert issue(held, hearing) == ()
    assert (Summons.objects.count(), Document.objects.count()) == (2, papers)

    counsel = attorney(held)  # somebody who came later is summoned alone
    (late,) = issue(held, hearing)
    assert late.representation == counsel


def test_all_disputes_of_a_hearing_are_summoned_together(held):
    second = another(held)
    appoint(held, dispute=second)
    hearing = sittings.draft([held.dispute, second], wanted(), **held.who)
    release(held)
    hearing.refresh_from_db()
    issue(held, hearing)
    assert Summons.objects.count() == 4
    second.refresh_from_db()
    assert second.stage == held.dispute.stage == Stage.SUMMONED


def test_who_has_no_account_gets_the_way_in_with_the_summons(held):
    Membership.objects.filter(public_body=held.room.body).update(ends_on=TODAY)
    Addressee.objects.create(
        public_body=held.room.body, role=AddresseeRole.OFFICER, email="ppid@darma.test"
    )
    issue(held, announce(held))
    access = DisputeAccess.objects.get()
    assert (access.email, access.participant) == ("ppid@darma.test", of_party(held, RESPONDENT))
    (sent,) = of(RESPONDENT).services.all()
    assert (sent.way, sent.result) == (ServiceWay.EMAIL, ServiceResult.SENT)
    (sent,) = of(APPLICANT).services.all()
    assert (sent.way, sent.result) == (ServiceWay.DESK, ServiceResult.SENT)


def test_without_account_and_address_it_is_not_sent_and_says_so(held):
    Membership.objects.filter(public_body=held.room.body).update(ends_on=TODAY)
    issue(held, announce(held))
    assert queries.standing_of(of(RESPONDENT)) is Standing.UNSENT
    assert not DisputeAccess.objects.exists()


def test_late_is_confirmed_and_kept_in_the_journal(held):
    hearing = announce(held)
    late = datetime(2024, 3, 26, 2, 0, tzinfo=UTC)  # the day after the last one by the count
    with pytest.raises(rules.SummonsDoubtful, match="25 Maret 2024"):
        issue(held, hearing, now=late)
    assert not Summons.objects.exists()
    issue(held, hearing, now=late, confirmed=["summons_late"])
    entry = JournalEntry.objects.get(act="summons_confirmed")
    assert entry.payload["doubts"] == ["summons_late"]


def test_in_time_by_another_count_needs_no_tick(held):
    late = datetime(2024, 3, 26, 2, 0, tzinfo=UTC)
    issue(held, announce(held), convention=INCLUSIVE, now=late)
    assert of(APPLICANT).last_service_on == date(2024, 3, 26)
    assert not JournalEntry.objects.filter(act="summons_confirmed").exists()


def test_of_elections_nothing_is_counted_and_the_summons_goes_out():
    found = open_registry(regime="pemilu")
    appoint(found)
    issue(found, announce(found), convention="")
    row = of(APPLICANT)
    assert (row.reading, row.last_service_on, row.working) == ("", None, {})


def test_only_what_is_announced_and_ahead_calls_anybody(held):
    hearing = draft(held)
    with pytest.raises(rules.NotSummonable):
        issue(held, hearing)
    release(held)
    hearing.refresh_from_db()
    with pytest.raises(rules.NotSummonable):
        issue(held, hearing, now=AFTER)
    Hearing.objects.update(kind="musyawarah_majelis")
    with pytest.raises(rules.NotSummonable):
        issue(held, hearing)
    Hearing.objects.update(kind="pemeriksaan_awal")
    with pytest.raises(rules.UnknownConvention):
        issue(held, hearing, convention="tebakan")


def test_a_moved_hearing_takes_its_summonses_with_it_and_the_new_one_calls_anew(held):
    old = announce(held)
    issue(held, old)
    sittings.move(old, wanted(9, 11, on=date(2024, 4, 2)), **held.who)
    release(held)
    new = Hearing.objects.get(previous=old)
    row = of(APPLICANT, old)
    assert queries.is_withdrawn(row)
    with pytest.raises(rules.SummonsWithdrawn):
        serve(held, row)
    with pytest.raises(rules.SummonsWithdrawn):
        summons.acknowledge(row, Side.APPLICANT, by=held.room.applicant, now=NOW)
    issue(held, new)
    assert of(APPLICANT, new).ordinal == 1  # nobody stayed away


def test_after_an_absence_the_second_summons_goes_to_who_stayed_away(held):
    first = announce(held)
    issue(held, first)
    summoned.held_without(first, RESPONDENT)
    second = announce(held, on=date(2024, 4, 22))
    issue(held, second)
    assert of(RESPONDENT, second).ordinal == 2
    assert of(APPLICANT, second).ordinal == 1
    assert (
        "Panggilan kedua kepada Badan Darma"
        in of(RESPONDENT, second).paper.correspondence.get().text
    )


def test_an_adjourned_preliminary_examination_leads_back_to_the_summons(held):
    first = announce(held)
    issue(held, first)
    Hearing.objects.filter(pk=first.pk).update(state=HearingState.ADJOURNED)
    Dispute.objects.update(stage=Stage.PRELIMINARY)
    issue(held, announce(held, on=date(2024, 4, 22)))
    assert held.dispute.stage == Stage.SUMMONED


# --- serving --------------------------------------------------------------------------------


def test_service_is_appended_and_the_first_receipt_is_its_day(held):
    issue(held, announce(held))
    row = of(RESPONDENT)
    assert queries.standing_of(row) is Standing.SENT
    later = datetime(2024, 3, 20, 2, 0, tzinfo=UTC)
    serve(
        held, row, on=date(2024, 3, 19), now=later, result=ServiceResult.REFUSED, note="Tutup"
    )
    assert queries.standing_of(row) is Standing.REFUSED
    serve(held, row, on=date(2024, 3, 20), now=later, capacity="Staf PPID")
    row = of(RESPONDENT)
    assert queries.standing_of(row) is Standing.RECEIVED
    assert rules.received_on(queries.served(row)) == date(2024, 3, 20)
    entry = JournalEntry.objects.filter(act="summons_served").last()
    assert entry.payload["result"] == "received"
    assert "Darma" not in str(entry.payload)  # names are not for ever


def test_what_was_refused_or_came_back_says_why(held):
    issue(held, announce(held))
    for result in (ServiceResult.REFUSED, ServiceResult.RETURNED):
        with pytest.raises(ReasonNeeded):
            serve(held, of(RESPONDENT), result=result)
    with pytest.raises(rules.RecipientNeeded):
        serve(held, of(RESPONDENT), received_by="")
    with pytest.raises(rules.WrongServiceDay):
        serve(held, of(RESPONDENT), on=TODAY + timedelta(days=1))
    with pytest.raises(rules.WrongServiceDay):
        serve(held, of(RESPONDENT), on=TODAY - timedelta(days=1))


def test_an_error_is_corrected_by_another_record_and_once(held):
    issue(held, announce(held))
    wrong = serve(held, of(APPLICANT))
    serve(held, of(APPLICANT), result=ServiceResult.RETURNED, note="Pindah", corrects=wrong)
    assert queries.standing_of(of(APPLICANT)) is Standing.RETURNED
    for row, told in ((of(APPLICANT), wrong), (of(RESPONDENT), wrong)):
        with pytest.raises(rules.WrongCorrection):
            serve(held, row, corrects=told)


def test_a_party_says_once_that_it_received_it_and_the_registry_cannot_take_it_back(held):
    issue(held, announce(held))
    row = of(RESPONDENT)
    late = NOW + timedelta(hours=5)
    made = summons.acknowledge(row, Side.RESPONDENT, by=held.room.agency, now=late)
    assert (made.way, made.by_party, made.served_on) == ("desk", "termohon", TODAY)
    assert (made.served_at.hour, made.received_by) == (14, held.room.agency.name)
    with pytest.raises(rules.AlreadyReceived):
        summons.acknowledge(row, Side.RESPONDENT, by=held.room.agency, now=late)
    with pytest.raises(rules.WrongCorrection):
        serve(held, row, corrects=made)
    assert queries.standing_of(of(RESPONDENT)) is Standing.RECEIVED


def test_after_the_hearing_nobody_says_anymore_that_it_came_in_time(held):
    hearing = announce(held)
    issue(held, hearing)
    Hearing.objects.update(state=HearingState.CLOSED)
    with pytest.raises(rules.AlreadyReceived):
        summons.acknowledge(of(APPLICANT), Side.APPLICANT, by=held.room.applicant, now=AFTER)
    serve(held, of(APPLICANT), now=AFTER)  # a proof may come by post afterwards


def proof(held, *, house=None, by=None):
    content = foreign_files.pdf()
    begun = uploads.begin(
        house or held.room.commission,
        uploaded_by=by or held.clerk,
        name="tanda-terima.pdf",
        size=len(content),
        dispute=None,
        now=NOW,
    )
    return uploads.finish(send(begun, content), **WHO)


def test_a_proof_lies_in_the_file_is_read_by_the_registry_and_serves_once(held):
    issue(held, announce(held))
    file = proof(held)
    serve(held, of(RESPONDENT), proof=file)
    file.refresh_from_db()
    assert file.dispute == held.dispute
    assert files.visible_to(held.clerk).filter(pk=file.pk).exists()
    for who in (held.room.applicant, held.room.agency, held.room.stranger):
        assert not files.visible_to(who).filter(pk=file.pk).exists()
    with pytest.raises(AlreadySent):
        serve(held, of(APPLICANT), proof=file)
    other = proof(held, house=held.room.house, by=held.room.applicant)
    with pytest.raises(NotAParty):
        serve(held, of(APPLICANT), proof=other)
    with pytest.raises(AlreadyAdmitted, match="bukti penyampaian"):
        uploads.discard(file, **WHO)
    assert Upload.objects.filter(pk=file.pk).exists()


def test_nothing_of_it_is_changed_or_deleted(held):
    issue(held, announce(held))
    serve(held, of(RESPONDENT))
    for rows, change in (
        (Summons.objects.all(), {"ordinal": 5}),
        (SummonsService.objects.all(), {"note": "lain"}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {rows.model._meta.db_table}")  # noqa: S608


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_two_clerks_at_once_make_one_set(close_connections):
    found = open_registry()
    appoint(found)
    hearing = announce(found)
    made, together = [], threading.Barrier(2)

    def work():
        try:
            together.wait()
            made.append(len(issue(found, hearing)))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _no in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == [0, 2]
    assert Summons.objects.count() == 2
