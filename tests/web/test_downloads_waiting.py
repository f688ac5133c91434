"""A paper that is ordered and not made yet: said so, and never half a file."""

from __future__ import annotations

import pytest

from cases.domain.documents import Paper
from cases.models import Document
from tests.public_record import publish, work
from tests.standing import standing
from tests.web.pages import tree

pytestmark = pytest.mark.django_db

built, ordered = standing(publish)


def pdf():
    return Document.objects.get(kind=Paper.TRANSCRIPT, form="pdf")


def test_before_it_is_made_the_reader_says_so_and_the_file_is_not_found(client, ordered):
    code = pdf().code

    page = client.get(f"/sidang/{ordered.room.hearing.code}/risalah/1/")

    assert "/keadaan/" in page.content.decode()
    assert client.get(f"/berkas/{code}/").status_code == 404


def test_the_state_of_a_paper_is_told_to_a_page_and_to_a_person(client, ordered):
    address = f"/berkas/{pdf().code}/keadaan/"

    fragment = client.get(address, headers={"HX-Request": "true"})
    page = client.get(address)

    assert b"<html" not in fragment.content
    assert tree(page).xpath("//h1")
    work()
    assert f"/berkas/{pdf().code}/" in client.get(address).content.decode()
