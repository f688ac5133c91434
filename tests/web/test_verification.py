"""A printed code leads to what it stands for, or to the word that nothing public bears it."""

from __future__ import annotations

import pytest

from cases.services import publication
from tests.public_record import WHO, publish
from tests.web.pages import text, tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    return publish()


def test_the_form_asks_for_a_code(client):
    answer = client.get("/verifikasi/")

    assert answer.status_code == 200
    assert tree(answer).xpath("//label[@for='kode']")


def test_a_typed_code_goes_to_its_own_address(client, record):
    code = record.edition.code

    moved = client.get("/verifikasi/", {"kode": f" st-{code[:4].lower()}-{code[4:]} "})

    assert moved.status_code == 302
    assert moved["Location"] == f"/v/{code}"


def test_an_edition_is_told_with_its_fingerprint_and_its_nature(client, record):
    told = text(client.get(f"/v/{record.edition.code}"))

    assert record.edition.content_sha256 in told
    assert "Rekonstruksi dari pemberitaan pers, bukan risalah resmi" in told
    assert "14 Maret 2024" in told


def test_the_code_of_a_hearing_and_of_a_dispute_lead_to_their_pages(client, record):
    for code in (record.room.hearing.code, record.room.dispute.code):
        answer = client.get(f"/v/{code}")

        (link,) = tree(answer).xpath("//main//p[@class='note']/a/@href")
        assert answer.status_code == 200
        assert client.get(link, follow=True).status_code == 200


@pytest.mark.parametrize("code", ["BBBBBBBB", "-", "x" * 300, "ÅÅÅ", "1'--"])
def test_a_code_that_nothing_bears_says_so(client, record, code):
    answer = client.get(f"/v/{code}")

    assert answer.status_code == 404
    assert "Tidak ada dokumen untuk umum" in text(answer)


def test_a_sealed_record_answers_like_one_that_never_was(client, record):
    code = record.edition.code
    for dispute in record.room.disputes:
        publication.seal(dispute, **WHO)

    sealed, never = client.get(f"/v/{code}"), client.get("/v/BBBBBBBB")

    assert sealed.status_code == never.status_code == 404
    assert text(sealed).replace(code, "BBBBBBBB") == text(never)
