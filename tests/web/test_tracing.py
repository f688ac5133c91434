"""A line of the log names what it is about, and nobody."""

from __future__ import annotations

import json
import logging

import pytest
from django.test import Client
from django.utils import timezone

from cases.adapters import tracing
from cases.models import Job
from cases.services import accounts
from cases.services.journal import Actor
from cases.tasks import jobs as tasks
from config.logs import JsonLines

pytestmark = pytest.mark.django_db

CANARY = "kenari@contoh.test"


@pytest.fixture
def lines():
    """What a machine that gathers logs would read, line by line."""
    told = []

    class Gathering(logging.Handler):
        def emit(self, record):
            told.append(json.loads(JsonLines().format(record)))

    handler, logger = Gathering(), logging.getLogger("cases")
    level, logger.level = logger.level, logging.INFO
    requests = logging.getLogger("cases.web.tracing")
    before, requests.level = requests.level, logging.INFO
    # Programs that were run in this process before may have silenced whatever there was.
    logging.disable(logging.NOTSET)
    logger.disabled = requests.disabled = False
    logger.addHandler(handler)
    yield told
    logger.removeHandler(handler)
    logger.level, requests.level = level, before


def test_a_request_is_one_line_with_its_route_and_its_name(client, lines):
    answer = client.get("/perkara/kip/001-KIP-2024/", HTTP_X_REQUEST_ID="dari-pintu-depan-1")

    assert answer["X-Request-ID"] == "dari-pintu-depan-1"
    line = lines[-1]
    assert (line["request"], line["route"]) == ("dari-pintu-depan-1", "dispute")
    assert (line["commission"], line["dispute"]) == ("kip", "001-KIP-2024")
    assert line["message"].startswith("GET 404 ")


@pytest.mark.parametrize("brought", ["", "pendek", "a" * 65, "dua kata lain", "<script>alert"])
def test_a_name_that_is_no_name_is_drawn_anew(client, brought):
    first = client.get("/healthz", HTTP_X_REQUEST_ID=brought)["X-Request-ID"]
    second = client.get("/healthz", HTTP_X_REQUEST_ID=brought)["X-Request-ID"]

    assert len(first) == 16
    assert brought not in {first, second}
    assert first != second


def test_who_asks_is_told_by_number(client, lines):
    user = accounts.open_account(
        CANARY, name="Kenari", password=None, actor=Actor.system("t"), now=timezone.now()
    )
    client.force_login(user)

    client.get("/tentang/")

    assert lines[-1]["account"] == str(user.pk)
    assert "enari" not in json.dumps(lines)


@pytest.mark.parametrize(
    "address",
    [
        *("/umpan/kalender/KENARI.ics", "/berhenti/KENARI/", "/undangan/KENARI/"),
        *(
            "/pihak/KENARI/",
            "/kabar/KENARI/",
            "/data-pribadi/KENARI/",
            "/?email=KENARI",
            "/perkara/?q=KENARI",
        ),
        "/pemohon/KENARI/",
    ],
)
def test_no_secret_and_no_name_of_an_address_is_told(client, lines, address):
    client.get(address)

    assert lines
    assert "KENARI" not in json.dumps(lines)


def test_mail_addresses_and_secret_links_leave_every_message(lines):
    logging.getLogger("cases.x").warning("to %s: /undangan/%s/", CANARY, "KENARI")

    assert lines[-1]["message"] == "to …@…: /undangan/…/"


def test_of_a_fault_the_kind_and_the_place_are_told_but_not_the_row_it_quotes(lines):
    try:
        _fall(f"Key (email)=({CANARY}) already exists")
    except ValueError:
        logging.getLogger("cases.x").exception("fault")

    assert lines[-1]["fault"] == "ValueError"
    assert "test_tracing.py" in lines[-1]["places"][-1]
    assert CANARY not in json.dumps(lines)


def test_machines_that_ask_every_second_leave_no_line(client, lines):
    client.get("/healthz")
    client.get("/readyz")

    assert lines == []


def test_a_job_names_itself_in_what_it_logs(lines, monkeypatch):
    job = Job.objects.create(kind="send_alert", key="x", created_at=timezone.now())
    logger = logging.getLogger("cases.x")
    monkeypatch.setattr(tasks, "perform", lambda _job: logger.info("at work"))

    tasks.run_job(job_id=job.pk)

    assert (lines[-1]["job"], lines[-1]["kind"]) == (str(job.pk), "send_alert")
    assert tracing.current() == {}


def test_a_fault_page_names_the_request_to_be_quoted(monkeypatch):
    def falls(*_given, **_named):
        raise RuntimeError("fault")

    monkeypatch.setattr("cases.web.health.PARTS", {"database": falls})
    client = Client(raise_request_exception=False)

    answer = client.get("/readyz", HTTP_X_REQUEST_ID="dari-pintu-depan-2")

    assert answer.status_code == 500
    assert "dari-pintu-depan-2" in answer.content.decode()
    assert answer["X-Request-ID"] == "dari-pintu-depan-2"


def _fall(said):
    raise ValueError(said)
