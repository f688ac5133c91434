"""The generated client is what the schema says, and files a dispute over a real line."""

from __future__ import annotations

import threading
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
import time_machine
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from sidang_terbuka import Client, Problem

from cases.api.acting.drafts import EXAMPLES
from cases.models import Dispute, PublicUtterance, User
from config.wsgi import application
from tests.programs import Program


class Quiet(WSGIRequestHandler):
    def log_message(self, *_told):
        pass


@pytest.fixture
def line(site):
    """A server on a port; requests are answered by this thread, on the connection of the test,
    while a program of its own thread calls.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    server = make_server("127.0.0.1", 0, application, handler_class=Quiet)
    server.timeout = 0.05
    yield server
    server.server_close()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def over(line, program, *, token=""):
    """What a program says that calls over the line."""
    told = {}

    def run():
        client = Client(f"http://127.0.0.1:{line.server_port}", token, timeout=60)
        try:
            told["said"] = program(client)
        except Exception as fault:  # noqa: BLE001 -- raised again below, in the thread of the test
            told["fault"] = fault

    calling = threading.Thread(target=run)
    calling.start()
    while calling.is_alive():
        line.handle_request()
    if "fault" in told:
        raise told["fault"]
    return told["said"]


def test_the_client_is_what_the_schema_says():
    call_command("api_client", check=True)


def test_a_program_files_a_dispute(line, site):
    def file(client):
        house = client.me_retrieve()["houses"][0]["key"]
        draft = client.drafts_create({"organisation": house.partition(":")[2]})["code"]
        upload = client.uploads_create({"name": "KTP.txt", "size": 4, "house": house})
        sent = client.uploads_partial_update(upload["code"], b"KTP.", upload_offset=0)
        assert sent["received"] == 4
        client.drafts_applicant_update(draft, EXAMPLES["applicant"])
        body = {"public_body": "kementerian-dalam-negeri", "unit": "PPID"}
        client.drafts_public_body_update(draft, body)
        client.drafts_items_update(draft, EXAMPLES["items"])
        client.drafts_chronology_update(draft, EXAMPLES["chronology"])
        client.drafts_reasons_update(draft, EXAMPLES["reasons"])
        kept = client.drafts_commission_update(draft, EXAMPLES["commission"])
        client.drafts_commission_update(
            draft, EXAMPLES["commission"], if_match=f'"{kept["revision"]}"'
        )
        enclosed = [{"place": "identity", "uploads": [upload["code"]]}]
        client.drafts_documents_update(draft, {"enclosures": enclosed})
        assert client.drafts_retrieve(draft)["is_complete"]
        filed = [
            client.drafts_filing_create(draft, {"confirmed": True}, idempotency_key="satu")
            for _time in range(2)
        ]
        return filed, client.my_disputes_retrieve(filed[0]["dispute"])

    with time_machine.travel("2024-05-29T23:30:00+00:00"):
        program = Program(site, User.objects.get(email="ngo@demo.test"))
        before = Dispute.objects.count()
        (one, two), mine = over(line, file, token=program.written)

    assert one == two
    assert Dispute.objects.count() == before + 1
    dispute = Dispute.objects.get(code=one["dispute"])
    assert (mine["stage"], mine["received_on"]) == ("dispute_filed", "2024-05-30")
    assert [one.place for one in dispute.application.enclosures.all()] == ["identity"]


def test_a_refusal_is_a_problem_with_its_code(line):
    with pytest.raises(Problem) as refused:
        over(line, Client.me_retrieve)
    assert (refused.value.status, refused.value.code) == (401, "not_authenticated")
    with pytest.raises(Problem) as refused:
        over(line, lambda client: client.hearings_list(date="kemarin"))
    assert "date" in refused.value.errors


def test_everything_is_read_page_by_page_and_line_by_line(line):
    count = PublicUtterance.objects.count()

    rows = over(line, lambda client: list(client.iterate_utterances_list()))
    lines = over(line, lambda client: list(client.lines_utterances_list()))
    assert rows == lines
    assert len(rows) == count
    (found,) = over(
        line, lambda client: client.disputes_list(register_number="002/KIP-PSIP/II/2024")
    )["results"]
    assert found["register"] == "002/KIP-PSIP/II/2024"
