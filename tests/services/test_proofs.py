"""Files that prove a request: kept while they serve, taken away, brought into the dispute."""

from __future__ import annotations

from datetime import date

import pytest

from cases.domain.information_requests import Channel, NotYourTurn, ProofKind, ReplyKind
from cases.domain.uploads import AlreadyAdmitted, NotAParty, NotClean
from cases.models import JournalEntry, RequestProof, Upload
from cases.queries import information_requests as held
from cases.queries import proofs as queries
from cases.services import information_requests, proofs, uploads
from cases.services.information_requests import Answer, Letter, Objecting
from tests import foreign_files as made
from tests.brought import WHO, begin, bring, checked, open_hall
from tests.standing import standing

pytestmark = pytest.mark.django_db
TODAY = date(2024, 3, 14)
BY = {**WHO, "today": TODAY}


built, hall = standing(open_hall)


@pytest.fixture
def run_jobs(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


@pytest.fixture
def row(hall):
    return sent(hall)


def sent(hall, **more):
    letter = Letter(["Kontrak"], date(2024, 3, 4), channel=Channel.POST)
    house, body = hall.room.applicant, hall.room.respondent
    (made_row,) = information_requests.send(house, [body], letter, **{**BY, **more})
    return made_row


def kinds(row):
    return list(row.proofs.order_by("pk").values_list("kind", flat=True))


def test_each_step_is_recorded_together_with_what_proves_it(hall):
    files = [bring(hall, made.pdf(pages=no)) for no in range(1, 7)]
    row = sent(hall, proven_by=files[:1])
    information_requests.note_receipt(
        row, received_on=date(2024, 3, 5), proven_by=files[1:2], **BY
    )
    information_requests.note_reply(
        row, Answer(date(2024, 3, 6), ReplyKind.REFUSED), proven_by=files[2:3], **BY
    )
    objection = information_requests.object_to(
        row,
        Objecting(date(2024, 3, 7), {row.items.get().pk: ["a"]}, channel=Channel.POST),
        proven_by=files[3:4],
        **BY,
    )
    information_requests.note_objection_received(
        objection, received_on=date(2024, 3, 8), proven_by=files[4:5], **BY
    )
    information_requests.note_answer(
        objection, Answer(date(2024, 3, 13), ReplyKind.REFUSED), proven_by=files[5:], **BY
    )

    assert kinds(row) == [kind.value for kind in ProofKind]


def test_a_step_that_is_refused_leaves_no_proof(hall, row):
    with pytest.raises(information_requests.rules.ImpossibleOrder):
        information_requests.note_receipt(
            row, received_on=date(2024, 3, 1), proven_by=[bring(hall, made.pdf())], **BY
        )

    assert not RequestProof.objects.exists()


def test_a_step_is_not_recorded_where_its_proof_is_refused(hall, row):
    with pytest.raises(NotClean):
        information_requests.note_receipt(
            row, received_on=date(2024, 3, 5), proven_by=[begin(hall, b"12")], **BY
        )

    row.refresh_from_db()
    assert row.received_on is None


def test_one_file_proves_one_letter(hall):
    letter = Letter(["Kontrak"], date(2024, 3, 4))
    bodies = [hall.room.respondent, open_hall("jabar").room.respondent]

    with pytest.raises(AlreadyAdmitted, match="halaman tiap permintaan"):
        information_requests.send(
            hall.room.applicant, bodies, letter, proven_by=[bring(hall, made.pdf())], **BY
        )


def test_the_same_again_is_one_proof_and_is_told_once(hall, row):
    upload = bring(hall, made.pdf())

    for _click in range(2):
        proofs.add(row, ProofKind.REQUEST_SENT, upload, **WHO)

    assert kinds(row) == ["request_sent"]
    (told,) = JournalEntry.objects.filter(act="proof_added")
    assert told.payload == {
        "request": row.code,
        "kind": "request_sent",
        "upload": upload.code,
        "sha256": upload.sha256,
    }


def test_a_file_that_proves_one_step_proves_no_other(hall, row):
    upload = bring(hall, made.pdf())
    proofs.add(row, ProofKind.REQUEST_SENT, upload, **WHO)

    with pytest.raises(AlreadyAdmitted):
        proofs.add(row, ProofKind.REPLY, upload, **WHO)


def test_the_file_of_another_house_or_of_a_dispute_proves_nothing_here(hall, row):
    strange = bring(hall, made.pdf(), house=hall.room.respondent, user=hall.agency)
    elsewhere = bring(hall, made.pdf(pages=2), dispute=hall.dispute)

    for upload in (strange, elsewhere):
        with pytest.raises(NotAParty):
            proofs.add(row, ProofKind.REPLY, upload, **WHO)


def test_a_refused_file_proves_nothing(hall, row, run_jobs):
    broken = checked(run_jobs, hall, made.pdf()[:200])

    with pytest.raises(NotClean):
        proofs.add(row, ProofKind.REPLY, broken, **WHO)


def test_while_it_serves_it_cannot_be_discarded_and_afterwards_it_can(hall, row):
    upload = bring(hall, made.pdf())
    proof = proofs.add(row, ProofKind.REQUEST_SENT, upload, **WHO)
    with pytest.raises(AlreadyAdmitted, match="bukti sebuah permintaan"):
        uploads.discard(upload, **WHO)

    proofs.remove(proof, **WHO)

    assert JournalEntry.objects.filter(act="proof_removed").count() == 1
    uploads.discard(upload, **WHO)
    assert not Upload.objects.filter(pk=upload.pk).exists()


def test_what_a_dispute_stands_on_is_neither_added_to_nor_taken_from(hall, row):
    proof = proofs.add(row, ProofKind.REQUEST_SENT, bring(hall, made.pdf()), **WHO)
    row.dispute = hall.dispute
    row.save(update_fields=["dispute"])

    with pytest.raises(NotYourTurn):
        proofs.remove(proof, **WHO)
    with pytest.raises(NotYourTurn):
        proofs.add(row, ProofKind.REPLY, bring(hall, made.pdf(pages=2)), **WHO)
    assert kinds(row) == ["request_sent"]


def test_only_what_happened_can_be_proven(row):
    standing = held.standings(type(row).objects.filter(pk=row.pk), today=TODAY)[0]

    assert queries.provable(standing) == (ProofKind.REQUEST_SENT,)


def test_owner_and_officer_take_away_and_nobody_else(hall, row):
    proofs.add(row, ProofKind.REQUEST_SENT, bring(hall, made.pdf()), **WHO)

    seen = {
        name: queries.writable_by(getattr(hall, name)).count()
        for name in ("applicant", "reader", "agency", "clerk", "stranger")
    }

    assert seen == {"applicant": 1, "reader": 0, "agency": 0, "clerk": 0, "stranger": 0}
