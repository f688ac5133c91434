"""The respondent answers: a position on each item, T-1 and on; nothing of others changes."""

from __future__ import annotations

import pytest

from cases.domain import answers as rules
from cases.domain import uploads as files
from cases.domain.answers import Position, Stated
from cases.domain.correspondence import EmptyWriting
from cases.domain.notices import Side
from cases.domain.publication import Visibility
from cases.models import (
    Correspondence,
    DisputeAccess,
    DocketEntry,
    ExemptionClaim,
    Exhibit,
    JournalEntry,
    Notice,
    PublicDispute,
)
from cases.queries import answers as held
from cases.queries import correspondence as letters
from cases.services import access, answers, journal
from cases.services.answers import Answer
from tests import foreign_files as made
from tests.brought import bring, checked, open_hall
from tests.hearing_room import NOW
from tests.let_in import LATER, come_in
from tests.standing import standing

pytestmark = pytest.mark.django_db
LABEL = "001-a"
SECRET = "Berkas KENARI di lemari besi"


built, hall = standing(open_hall)


@pytest.fixture
def run_jobs(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


def exempt(**more):
    told = {"grounds": ("17h", "17b"), "test": SECRET, "remark": "Memuat rahasia pribadi."}
    return Stated(LABEL, Position.EXEMPT, **{**told, **more})


def file(hall, text="Kontrak memuat rahasia dagang.", *, by=None, **more):
    return answers.file(hall.dispute, Answer(text, **more), by=by or hall.agency, now=NOW)


def theirs(hall):
    return {"house": hall.room.respondent, "user": hall.agency, "dispute": hall.dispute}


def test_an_answer_is_read_by_the_applicant_and_the_registry_and_by_who_filed_it(hall):
    row = file(hall, stated=[exempt()])

    for user in (hall.applicant, hall.reader, hall.agency, hall.clerk):
        assert letters.visible_to(user).filter(pk=row.pk).exists()
    assert not letters.visible_to(hall.stranger).exists()
    assert row.sender == Side.RESPONDENT
    told = set(Notice.objects.filter(kind="letter").values_list("user__email", flat=True))
    assert told == {"lestari@pusat.test", "pembaca@pusat.test", "ratna@pusat.test"}


def test_positions_are_written_in_the_order_of_their_labels_after_the_words(hall):
    row = file(hall, stated=[exempt()])

    # UU 14/2008 Pasal 17 huruf b: trade secrets; huruf h: personal secrets.
    assert row.text == (
        "Kontrak memuat rahasia dagang.\n\n"
        "Butir 001-a: dikecualikan.\n"
        "Dasar: UU 14/2008 Pasal 17 huruf b (Mengganggu perlindungan HAKI dan perlindungan "
        "dari persaingan usaha tidak sehat); UU 14/2008 Pasal 17 huruf h (Mengungkap rahasia "
        "pribadi).\n"
        f"Uji konsekuensi: {SECRET}\n"
        "Memuat rahasia pribadi."
    )


def test_a_test_that_is_not_told_is_said_not_to_be(hall):
    row = file(hall, "", stated=[exempt(test="", remark="")])

    assert row.text.endswith("Uji konsekuensi: tidak disebut.")


def test_what_is_exempt_becomes_a_claim_without_what_was_written_freely(hall):
    file(hall, stated=[exempt()])

    claim = ExemptionClaim.objects.get()
    assert claim.grounds == ["17b", "17h"]
    assert claim.claimed_on.isoformat() == "2024-03-14"  # NOW is that day in Jakarta
    assert LABEL in claim.reason
    assert claim.consequence_test
    assert "KENARI" not in claim.reason + claim.consequence_test


def test_nothing_that_was_written_reaches_the_public_shelf(hall):
    file(hall, f"Rahasia: {SECRET}", stated=[exempt()])

    shelf = str(list(PublicDispute.objects.values()))
    assert "KENARI" not in shelf
    assert "menyampaikan jawaban" not in shelf
    assert "menurut jawaban Termohon dikecualikan" in shelf


def test_the_docket_says_it_to_the_parties_and_the_journal_holds_no_word_of_it(hall):
    file(hall, f"Rahasia: {SECRET}", stated=[exempt()])

    line = DocketEntry.objects.get(kind="answer_filed")
    assert line.text == "Termohon menyampaikan jawaban"
    assert line.visibility == Visibility.PARTIES
    told = "".join(str(entry.payload) for entry in JournalEntry.objects.all())
    assert "KENARI" not in told
    assert journal.verify() == ()


def test_files_become_exhibits_of_the_respondent_the_pleading_first(hall, run_jobs):
    evidence = checked(run_jobs, hall, made.pdf(), name="kontrak.pdf", **theirs(hall))
    pleading = checked(run_jobs, hall, made.pdf(pages=2), name="jawaban.pdf", **theirs(hall))

    row = file(hall, exhibits=[evidence], pleadings=[pleading])

    found = Exhibit.objects.order_by("no")
    assert [(one.side, one.no, one.document.kind) for one in found] == [
        ("T", 1, "jawaban_termohon"), ("T", 2, "alat_bukti"),
    ]  # fmt: skip
    assert found[1].title == "kontrak"
    assert set(row.attachments.values_list("upload", flat=True)) == {evidence.pk, pleading.pk}


def test_a_file_that_is_still_being_checked_becomes_an_exhibit_afterwards(hall, run_jobs):
    with run_jobs(execute=True):
        file(hall, exhibits=[bring(hall, made.pdf(), **theirs(hall))])
        assert not Exhibit.objects.exists()

    assert Exhibit.objects.get().side == "T"


def test_a_refused_file_is_not_enclosed_and_nothing_is_filed(hall, run_jobs):
    bad = checked(run_jobs, hall, b"MZ\x90\x00" + bytes(64), name="surat.pdf", **theirs(hall))

    with pytest.raises(files.NotClean):
        file(hall, exhibits=[bad], stated=[exempt()])
    assert not Correspondence.objects.exists()
    assert not ExemptionClaim.objects.exists()


def test_a_file_serves_once(hall, run_jobs):
    evidence = checked(run_jobs, hall, made.pdf(), **theirs(hall))
    file(hall, exhibits=[evidence])

    evidence.refresh_from_db()
    with pytest.raises(files.AlreadyAdmitted):
        file(hall, exhibits=[evidence], after=1)


def test_an_answer_that_is_sent_twice_is_filed_once(hall):
    file(hall, stated=[exempt()])

    with pytest.raises(rules.AnsweredMeanwhile):
        file(hall, stated=[exempt()])
    assert Correspondence.objects.count() == ExemptionClaim.objects.count() == 1


def test_the_file_of_the_other_side_cannot_be_tendered_for_the_respondent(hall, run_jobs):
    foreign = checked(run_jobs, hall, made.pdf())

    with pytest.raises(files.NotAParty):
        file(hall, exhibits=[foreign])
    assert not Correspondence.objects.exists()


def test_an_additional_answer_leaves_the_earlier_one_as_it_was(hall):
    first = file(hall, stated=[exempt()])
    second = file(
        hall, "Kami menyerahkan salinannya.", after=1, stated=[Stated(LABEL, Position.GIVEN)]
    )

    assert list(held.filed(hall.agency, hall.dispute)) == [first, second]
    assert second.text.endswith("Butir 001-a: diberikan.")
    assert ExemptionClaim.objects.count() == 1


@pytest.mark.parametrize(
    ("stated", "refusal"),
    [
        ([exempt(grounds=())], rules.GroundNeeded),
        ([exempt(grounds=("17z",))], rules.GroundNeeded),
        ([Stated(LABEL, Position.GIVEN, grounds=("17a",))], rules.GroundOutOfPlace),
        ([Stated(LABEL, Position.NOT_YET, test="Sudah.")], rules.GroundOutOfPlace),
        ([Stated("002-a", Position.GIVEN)], rules.NotInDispute),
        ([Stated(LABEL, Position.GIVEN)] * 2, rules.NotInDispute),
    ],
)
def test_a_position_that_cannot_be_is_refused_and_nothing_is_written(hall, stated, refusal):
    with pytest.raises(refusal):
        file(hall, stated=stated)
    assert not Correspondence.objects.exists()
    assert not DocketEntry.objects.filter(kind="answer_filed").exists()


def test_an_answer_that_says_nothing_is_refused(hall):
    with pytest.raises(EmptyWriting):
        file(hall, "  ")


def test_who_may_answer_is_who_acts_for_the_respondent(hall):
    guest, code = come_in(hall), hall.dispute.code

    assert held.answerable(hall.agency, code).house == hall.room.respondent
    assert held.answerable(guest, code).house == hall.room.respondent
    for user in (hall.applicant, hall.reader, hall.clerk, hall.stranger):
        assert held.answerable(user, code) is None
    assert held.answerable(guest, hall.room.disputes[1].code) is None


def test_a_guest_whose_link_was_revoked_may_not_answer(hall):
    guest = come_in(hall)
    access.revoke(DisputeAccess.objects.get(), by=hall.clerk, now=LATER)

    assert held.answerable(guest, hall.dispute.code) is None


def test_a_guest_answers_with_a_file_that_counts_for_the_body(hall, run_jobs):
    guest = come_in(hall)
    paper = checked(
        run_jobs, hall, made.pdf(),
        house=hall.room.respondent, user=guest, dispute=hall.dispute,
    )  # fmt: skip

    row = file(hall, by=guest, exhibits=[paper])

    assert row.sent_by == guest
    assert Exhibit.objects.get().document.upload.public_body == hall.room.respondent
