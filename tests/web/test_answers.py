"""The page of the respondent's answer: who has it, what it refuses, and what it files."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.domain.publication import Visibility
from cases.models import (
    Correspondence,
    Dispute,
    ExemptionClaim,
    Exhibit,
    InformationItem,
    Upload,
)
from tests import foreign_files as made
from tests.brought import bring, open_hall
from tests.let_in import come_in
from tests.standing import standing
from tests.web.pages import text, tree

pytestmark = pytest.mark.django_db
PDF = made.pdf()


built, hall = standing(open_hall)


@pytest.fixture
def run_jobs(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


def as_(user):
    visitor = Client()
    visitor.force_login(user)
    return visitor


def page_of(dispute):
    return f"/meja/perkara/{dispute.code}/jawaban/"


def filled(dispute, text="Kontrak memuat rahasia dagang.", **told):
    """The form with one position on the only item: ``given``, unless told otherwise."""
    item = InformationItem.objects.get(dispute=dispute)
    told = {"position": "given", **told}
    after = Correspondence.objects.filter(dispute=dispute).count()
    return {"text": text, "after": after} | {
        f"b{item.pk}-{name}": value for name, value in told.items()
    }


EXEMPT = {"position": "exempt", "grounds": ["17b"], "test": "Dibuat 2 Februari 2024."}


@pytest.mark.parametrize("who", ["applicant", "reader", "clerk", "stranger"])
def test_nobody_but_the_respondent_has_the_page(hall, who):
    visitor = as_(getattr(hall, who))

    assert visitor.get(page_of(hall.dispute)).status_code == 404
    assert visitor.post(page_of(hall.dispute), filled(hall.dispute)).status_code == 404
    assert not Correspondence.objects.exists()


def test_the_page_asks_who_one_is(client, hall):
    assert client.get(page_of(hall.dispute)).status_code == 302


def test_a_guest_has_the_page_of_their_dispute_and_of_no_other(hall):
    guest = as_(come_in(hall))

    assert guest.get(page_of(hall.dispute)).status_code == 200
    assert guest.get(page_of(hall.room.disputes[1])).status_code == 404


def test_a_sealed_dispute_has_no_such_page(hall):
    Dispute.objects.update(visibility=Visibility.SEALED)

    assert as_(hall.agency).get(page_of(hall.dispute)).status_code == 404


def test_an_answer_with_files_is_filed_by_the_plain_form(hall, run_jobs):
    guest = as_(come_in(hall))
    typed = {
        **filled(hall.dispute, **EXEMPT),
        "bukti_file": SimpleUploadedFile("kontrak.pdf", PDF),
        "dokumen_file": SimpleUploadedFile("jawaban.pdf", made.pdf(pages=2)),
    }
    with run_jobs(execute=True):
        led = guest.post(page_of(hall.dispute), typed)

    assert led["Location"] == page_of(hall.dispute)
    kinds = Exhibit.objects.order_by("no").values_list("side", "document__kind")
    assert set(kinds) == {("T", "jawaban_termohon"), ("T", "alat_bukti")}
    assert ExemptionClaim.objects.get().grounds == ["17b"]
    page = text(guest.get(led["Location"]))
    assert "Jawaban yang sudah disampaikan" in page
    assert "Dibuat 2 Februari 2024." in page
    file = f"/perkara/{hall.room.commission.code}/{hall.dispute.code}/berkas/"
    assert "T-2" in text(as_(hall.applicant).get(file))


def test_files_that_came_in_pieces_are_named_by_their_codes(hall):
    upload = bring(
        hall, PDF, house=hall.room.respondent, user=hall.agency, dispute=hall.dispute
    )

    as_(hall.agency).post(page_of(hall.dispute), {**filled(hall.dispute), "bukti": upload.code})

    upload.refresh_from_db()
    assert (upload.tendered_side, upload.tendered_kind) == ("T", "alat_bukti")


def test_the_file_of_another_house_named_by_its_code_is_not_taken(hall):
    theirs = bring(hall, PDF, dispute=hall.dispute)

    as_(hall.agency).post(page_of(hall.dispute), {**filled(hall.dispute), "bukti": theirs.code})

    theirs.refresh_from_db()
    assert theirs.tendered_side == ""
    assert Correspondence.objects.get().attachments.count() == 0


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"position": ""}, "Nyatakan sikap"),
        ({"position": "exempt"}, "dasar pengecualian"),
        ({"position": "given", "grounds": ["17a"]}, "hanya untuk informasi dikecualikan"),
        ({"position": "not_yet", "test": "Sudah."}, "hanya untuk informasi dikecualikan"),
        ({"position": "exempt", "grounds": ["17z"]}, "17z"),
        ({"position": "lain"}, "lain"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_filed(hall, told, said):
    page = as_(hall.agency).post(page_of(hall.dispute), filled(hall.dispute, **told))

    assert page.status_code == 200
    assert said in " ".join(node.text_content() for node in tree(page).xpath("//*[@data-bad]"))
    for link in tree(page).xpath("//*[@id='galat']//a/@href"):
        assert tree(page).get_element_by_id(link.removeprefix("#")) is not None
    assert not Correspondence.objects.exists()


def test_a_file_is_not_lost_when_something_else_is_wrong(hall):
    agency = as_(hall.agency)
    typed = filled(hall.dispute, position="")
    page = agency.post(
        page_of(hall.dispute), {**typed, "bukti_file": SimpleUploadedFile("a.pdf", PDF)}
    )

    (kept,) = tree(page).xpath("//input[@type='checkbox'][@name='bukti']/@value")
    agency.post(page_of(hall.dispute), {**filled(hall.dispute), "bukti": kept})
    assert Correspondence.objects.get().attachments.get().upload.code == kept


def test_a_file_that_cannot_be_taken_is_said_and_nothing_is_filed(hall, settings):
    settings.UPLOAD_MAX_MB = 0
    page = as_(hall.agency).post(
        page_of(hall.dispute),
        {**filled(hall.dispute), "bukti_file": SimpleUploadedFile("a.pdf", PDF)},
    )

    assert "paling besar" in text(page)
    assert not Correspondence.objects.exists()
    assert not Upload.objects.exists()


def test_an_additional_answer_may_leave_items_as_they_are(hall):
    agency = as_(hall.agency)
    agency.post(page_of(hall.dispute), filled(hall.dispute, **EXEMPT))
    agency.post(page_of(hall.dispute), filled(hall.dispute, "Tambahan.", position=""))

    first, second = Correspondence.objects.order_by("pk")
    assert "dikecualikan" in first.text
    assert second.text == "Tambahan."
    shown = text(agency.get(page_of(hall.dispute)))
    assert shown.index("Kontrak memuat") < shown.index("Tambahan.")


def test_an_additional_answer_that_says_nothing_is_refused_in_words(hall):
    agency = as_(hall.agency)
    agency.post(page_of(hall.dispute), filled(hall.dispute))

    page = agency.post(page_of(hall.dispute), filled(hall.dispute, "", position=""))

    assert "Tulislah sesuatu" in text(page)
    assert Correspondence.objects.count() == 1


def test_words_of_the_respondent_are_shown_as_they_are_written(hall):
    agency = as_(hall.agency)
    agency.post(page_of(hall.dispute), filled(hall.dispute, "<b>tebal</b>{{ 1 }}"))

    assert "<b>tebal</b>{{ 1 }}" in text(agency.get(page_of(hall.dispute)))


def test_the_applicant_reads_the_answer_and_changes_nothing(hall):
    as_(hall.agency).post(page_of(hall.dispute), filled(hall.dispute))
    row = Correspondence.objects.get()

    assert row.for_applicant
    assert as_(hall.applicant).post(page_of(hall.dispute), {"text": "x"}).status_code == 404
    assert Correspondence.objects.count() == 1


def test_an_answer_that_is_sent_twice_is_filed_once_and_shown(hall):
    agency, typed = as_(hall.agency), filled(hall.dispute)
    agency.post(page_of(hall.dispute), typed)

    again = agency.post(page_of(hall.dispute), typed)

    assert "Jawaban lain baru saja disampaikan" in text(again)
    assert "Jawaban yang sudah disampaikan" in text(again)
    assert tree(again).xpath("//input[@name='after']/@value") == ["1"]
    assert Correspondence.objects.count() == 1


def test_the_page_takes_no_more_queries_for_more_answers(hall):
    agency = as_(hall.agency)

    def add():
        brought = {"bukti_file": SimpleUploadedFile("a.pdf", PDF)}
        agency.post(page_of(hall.dispute), {**filled(hall.dispute), **brought})

    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert agency.get(page_of(hall.dispute)).status_code == 200
        return len(caught)

    add()
    before = queries()
    add()
    add()
    assert Correspondence.objects.count() == 3
    assert queries() == before
