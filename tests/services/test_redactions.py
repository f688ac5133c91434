"""Redacting a file: made once, read back, confirmed by another, and only then public."""

from __future__ import annotations

import pypdfium2
import pytest

from cases.adapters import files, inspection
from cases.domain import personal_data as personal
from cases.domain import redactions as rules
from cases.domain.accounts import Role
from cases.domain.personal_data import Choice
from cases.domain.publication import Visibility
from cases.domain.redactions import Box
from cases.models import Document, Job, JournalEntry, PublicDocument, Redaction
from cases.queries import personal_data as queries
from cases.services import personal_data as decisions
from cases.services import publication, redactions, uploads
from cases.services.jobs import JobKind
from cases.services.redactions import Ground
from tests import foreign_files as made
from tests.brought import WHO, account, checked, open_hall
from tests.hearing_room import NOW

pytestmark = pytest.mark.django_db
WORDS = b"BT /F1 24 Tf 72 700 Td (RAHASIANIK) Tj 0 -100 Td (NIK 3171234508900003) Tj ET"
OVER_SECRET = Box(1, 1000, 800, 2600, 500)
OVER_NIK = Box(1, 1000, 2000, 6000, 500)
WHY = Ground("pdp", "nama anak")


@pytest.fixture
def hall(django_capture_on_commit_callbacks):
    hall = open_hall()
    publication.release_all(hall.room.disputes, **WHO)
    return hall


@pytest.fixture
def second(hall):
    return account("kedua@pusat.test", hall.room.commission, Role.REGISTRAR)


@pytest.fixture
def upload(hall, django_capture_on_commit_callbacks):
    found = checked(
        django_capture_on_commit_callbacks, hall, made.pdf(text=WORDS), dispute=hall.dispute
    )
    uploads.admit(found, dispute=hall.dispute, side="P", title="Surat", **WHO)
    found.refresh_from_db()
    return found


def begun(upload, hall, *boxes):
    row = redactions.begin(upload, title="Surat (dihitamkan)", by=hall.clerk, now=NOW)
    for box in boxes:
        redactions.add_box(row, box, WHY)
    return row


def ordered(run_jobs, upload, hall, *boxes):
    with run_jobs(execute=True):
        row = begun(upload, hall, *boxes)
        redactions.order(row, by=hall.clerk, now=NOW)
    row.refresh_from_db()
    return row


def test_the_copy_is_another_paper_that_tells_nothing_of_what_was_hidden(
    hall, upload, django_capture_on_commit_callbacks
):
    row = ordered(django_capture_on_commit_callbacks, upload, hall, OVER_SECRET, OVER_NIK)

    assert row.document.sha256 != upload.clean_sha256
    assert row.document.visibility == Visibility.INTERNAL
    assert row.source_sha256 == upload.clean_sha256
    content = files.read(row.document.file)
    assert b"RAHASIANIK" not in content
    with pypdfium2.PdfDocument(content) as pdf:
        assert pdf[0].get_textpage().get_text_range().strip() == ""
    told = [entry.payload for entry in JournalEntry.objects.filter(act__startswith="redaction")]
    assert [one["code"] for one in told] == [row.code, row.code]
    assert "nama anak" not in str(told)


def test_the_public_reads_the_copy_after_a_second_person_and_never_the_original(
    hall, upload, second, django_capture_on_commit_callbacks
):
    row = ordered(django_capture_on_commit_callbacks, upload, hall, OVER_SECRET, OVER_NIK)
    assert not PublicDocument.objects.filter(sha256=row.document.sha256).exists()

    with pytest.raises(rules.OtherPersonNeeded):
        redactions.confirm(row, by=hall.clerk, now=NOW)
    redactions.confirm(row, by=second, now=NOW)

    assert PublicDocument.objects.get(code=row.document.code).sha256 == row.document.sha256
    assert not PublicDocument.objects.filter(sha256=upload.clean_sha256).exists()
    assert row.document.code not in {one.key for one in publication.verify()}


def test_what_is_left_to_read_is_decided_before_the_public_reads_it(
    hall, upload, second, django_capture_on_commit_callbacks
):
    row = ordered(django_capture_on_commit_callbacks, upload, hall, OVER_SECRET)
    assert "3171234508900003" not in row.remaining

    with pytest.raises(personal.Undecided):
        redactions.confirm(row, by=second, now=NOW)
    subject = queries.of_redaction(row)
    (item,) = queries.items(subject)
    assert item.where == ("hlm. 1",)
    how = {"by": second, "now": NOW}
    decisions.decide(subject, item.mark, Choice.MASK, reason="", **how)
    with pytest.raises(rules.BadBox):
        redactions.confirm(row, by=second, now=NOW)
    decisions.decide(subject, item.mark, Choice.KEEP, reason="NIK contoh dari formulir", **how)
    redactions.confirm(row, by=second, now=NOW)

    row.refresh_from_db()
    assert row.confirmed_by == second


def test_a_copy_that_tells_something_is_not_kept(
    hall, upload, monkeypatch, django_capture_on_commit_callbacks
):
    def lazy(source, folder, boxes, *, pages):
        inspection_redacted(source, folder, boxes, pages=pages)
        (folder / inspection.REDACTED).write_bytes(source.read_bytes())
        return folder / inspection.REDACTED

    inspection_redacted = inspection.redacted
    monkeypatch.setattr(inspection, "redacted", lazy)

    row = ordered(django_capture_on_commit_callbacks, upload, hall, OVER_SECRET)

    assert row.document is None
    job = Job.objects.get(kind=JobKind.REDACT_FILE, key=row.code)
    assert "kata di bawah kotak masih dapat dibaca" in job.error
    assert job.effects == 0
    assert not Document.objects.filter(title="Surat (dihitamkan)").exists()
    assert files.names_in("uploads/redacted", before=NOW.replace(year=2100)) == []


def test_the_same_order_twice_makes_one_copy(hall, upload, django_capture_on_commit_callbacks):
    row = ordered(django_capture_on_commit_callbacks, upload, hall, OVER_SECRET)

    with pytest.raises(rules.RedactionClosed):
        redactions.order(row, by=hall.clerk, now=NOW)
    with pytest.raises(rules.RedactionClosed):
        redactions.add_box(row, OVER_NIK, WHY)
    assert Document.objects.filter(title="Surat (dihitamkan)").count() == 1


def test_another_copy_begins_with_the_same_boxes(hall, upload):
    first = begun(upload, hall, OVER_SECRET, OVER_NIK)

    other = redactions.begin(upload, title="Kedua", by=hall.clerk, now=NOW, like=first)

    assert other.boxes.count() == 2
    assert first.boxes.count() == 2


@pytest.mark.parametrize(
    ("box", "ground"),
    [
        (Box(2, 0, 0, 100, 100), WHY),
        (Box(1, 9_950, 0, 100, 100), WHY),
        (Box(1, 0, 0, 100, 1), WHY),
        (Box(1, 0, 0, 100, 100), Ground("17z", "x")),
        (Box(1, 0, 0, 100, 100), Ground("17h", "  ")),
    ],
)
def test_a_box_lies_on_a_page_and_says_why(hall, upload, box, ground):
    row = begun(upload, hall)

    with pytest.raises(rules.BadBox):
        redactions.add_box(row, box, ground)


def test_without_a_box_there_is_nothing_to_make(hall, upload):
    with pytest.raises(rules.BadBox):
        redactions.order(begun(upload, hall), by=hall.clerk, now=NOW)


def test_what_is_no_checked_pdf_of_a_dispute_is_not_redacted(
    hall, django_capture_on_commit_callbacks
):
    picture = checked(
        django_capture_on_commit_callbacks,
        hall,
        made.picture(),
        name="foto.jpg",
        dispute=hall.dispute,
    )
    alone = checked(django_capture_on_commit_callbacks, hall, made.pdf())

    for upload in (picture, alone):
        with pytest.raises(rules.NotRedactable):
            redactions.begin(upload, title="x", by=hall.clerk, now=NOW)
    assert not Redaction.objects.exists()
