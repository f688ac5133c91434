"""The page of the open data, and its files."""

from __future__ import annotations

import pytest

from cases.domain.open_data import TABLES
from cases.services import publication
from tests.public_record import WHO
from tests.services.test_open_data import export
from tests.web.pages import part, text, tree

pytestmark = pytest.mark.django_db


def test_without_an_export_the_page_still_tells_every_column_and_the_licence(client):
    answer = client.get("/data/")

    assert "Belum ada ekspor" in text(answer)
    assert "Creative Commons" in text(answer)
    assert "Nomor register yang berlaku" in part(answer, "disputes")
    assert client.get("/data/disputes.csv").status_code == 404


def test_the_page_leads_to_every_file_with_its_size_and_print(client, record):
    export()
    answer = client.get("/data/")

    links = tree(answer).xpath("//a[starts-with(@href, '/data/')]/@href")
    assert "/data/sidang-terbuka.sqlite" in links
    assert "/data/SHA256SUMS" in links
    for table in TABLES:
        assert {f"/data/{table.name}.{form}" for form in ("csv", "jsonl", "parquet")} <= set(
            links
        )
    for link in links:
        assert client.get(link).status_code == 200, link


def test_a_file_is_sent_once_while_it_is_the_same(client, record):
    export()
    first = client.get("/data/disputes.csv")
    again = client.get("/data/disputes.csv", headers={"If-None-Match": first["ETag"]})

    assert b"".join(first.streaming_content).startswith(b"code,")
    assert first["Content-Type"] == "text/csv; charset=utf-8"
    assert again.status_code == 304
    assert client.get("/data/../secret").status_code == 404


def test_a_withdrawn_export_is_not_there_any_more(client, record):
    export()
    publication.seal(record.room.dispute, **WHO)

    assert client.get("/data/disputes.csv").status_code == 404
    assert "Belum ada ekspor" in text(client.get("/data/"))


def test_the_dictionary_speaks_the_language_of_the_page(client):
    client.cookies["bahasa"] = "en"

    assert "Present register number" in part(client.get("/data/"), "disputes")
