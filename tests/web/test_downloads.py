"""Papers for everybody: whole files, under names that say what they are, and no others."""

from __future__ import annotations

import hashlib
import json

import pytest

from cases.domain.documents import Paper
from cases.models import Document
from cases.services import documents, publication
from tests.public_record import WHO, publish_with_papers, work
from tests.standing import standing
from tests.web.pages import text, tree

pytestmark = pytest.mark.django_db

SAID = "Apakah bekerja sama dengan Darma Awan?"
built, made = standing(publish_with_papers)


def paper(form):
    return Document.objects.get(kind=Paper.TRANSCRIPT, form=form)


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def test_every_form_of_the_transcript_is_the_file_that_was_made(client, made):
    for row in Document.objects.filter(kind=Paper.TRANSCRIPT):
        answer = client.get(f"/berkas/{row.code}/")

        assert answer.status_code == 200
        assert answer["Content-Type"].split(";")[0] == row.mime.split(";")[0]
        assert hashlib.sha256(body(answer)).hexdigest() == row.sha256
        assert answer["ETag"] == f'"{row.sha256}"'
        assert row.code in answer["Content-Disposition"]


@pytest.mark.parametrize(
    ("form", "way"),
    [
        ("pdf", "inline"),
        ("txt", "inline"),
        ("html", "attachment"),
        ("json", "attachment"),
        ("docx", "attachment"),
        ("csv", "attachment"),
        ("condensed", "inline"),
    ],
)
def test_what_a_browser_could_run_is_only_saved(client, made, form, way):
    answer = client.get(f"/berkas/{paper(form).code}/")

    assert answer["Content-Disposition"].startswith(way)
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("form", "nature"),
    [
        ("txt", "rekonstruksi dari pemberitaan"),
        ("html", "rekonstruksi dari pemberitaan"),
        ("vtt", "rekonstruksi dari pemberitaan"),
        ("json", '"kind": "reconstruction", "is_official": false'),
    ],
)
def test_every_readable_form_holds_the_words_and_says_what_it_is(client, made, form, nature):
    told = body(client.get(f"/berkas/{paper(form).code}/")).decode()

    flat = " ".join(told.split())
    assert "bekerja sama dengan Darma" in flat
    assert nature in flat.lower()


def test_the_json_is_laid_out_as_promised(client, made):
    told = json.loads(body(client.get(f"/berkas/{paper('json').code}/")))

    assert told["hearing"] == made.room.hearing.code
    first = told["utterances"][0]
    assert {"number", "kind", "speaker", "role", "text", "page", "line"} <= set(first)
    assert first["text"] == SAID


def test_the_reader_offers_the_forms_that_are_made(client, made):
    page = client.get(f"/sidang/{made.room.hearing.code}/risalah/1/")

    links = [link for link in tree(page).xpath("//main//a/@href") if "/berkas/" in link]
    assert len(links) == Document.objects.filter(kind=Paper.TRANSCRIPT).count()


def test_a_paper_that_is_not_for_the_public_is_not_found(client, made):
    form = documents.request(made.room.dispute, kind=Paper.APPLICATION, **WHO)
    work()
    form.refresh_from_db()

    assert form.file
    assert client.get(f"/berkas/{form.code}/").status_code == 404
    assert client.get(f"/berkas/{form.code}/keadaan/").status_code == 404
    told = client.get(f"/v/{form.code}").content.decode()
    assert form.sha256 in told.replace(" ", "")
    assert made.room.dispute.subject not in told


def test_sealing_takes_the_papers_away(client, made):
    code = paper("pdf").code
    for dispute in made.room.disputes:
        publication.seal(dispute, **WHO)

    assert client.get(f"/berkas/{code}/").status_code == 404


@pytest.mark.parametrize("code", ["BBBBBBBB", "..", "%2e%2e%2fsecret-key"])
def test_a_paper_that_never_was_is_not_found(client, code):
    answer = client.get(f"/berkas/{code}/")

    assert answer.status_code == 404
    assert "Halaman ini tidak ada." in text(answer)
