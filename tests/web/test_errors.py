"""What a person reads where a page cannot be made."""

from __future__ import annotations

import errno
import sqlite3

import psycopg
import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, InterfaceError, OperationalError
from django.test import Client
from django.utils import translation

from cases.web import errors
from tests.web.pages import text, tree

AWAY = "Layanan sedang tidak tersedia."
OURS = "Sidang diskors sebentar."
TAKES_FORMS = "/akun/token/x/cabut/"


def _said_by(cause, fault=OperationalError):
    told = fault("x")
    told.__cause__ = cause
    return told


def _of_sqlite(code):
    told = sqlite3.OperationalError("x")
    told.sqlite_errorcode = code
    return told


@pytest.mark.parametrize(
    ("fault", "status", "said"),
    [
        (OSError(errno.ENOSPC, "x"), 507, "Penyimpanan sedang penuh."),
        (OSError(errno.EIO, "x"), 500, OURS),
        (ValueError("x"), 500, OURS),
        (_said_by(psycopg.OperationalError("connection refused")), 503, AWAY),
        (_said_by(psycopg.errors.AdminShutdown("x")), 503, AWAY),
        (_said_by(psycopg.errors.QueryCanceled("x")), 503, AWAY),
        (_said_by(psycopg.errors.UndefinedTable("x")), 500, OURS),
        (_said_by(_of_sqlite(sqlite3.SQLITE_BUSY)), 503, AWAY),
        (_said_by(_of_sqlite(sqlite3.SQLITE_ERROR)), 500, OURS),
        (_said_by(None, InterfaceError), 503, AWAY),
    ],
)
def test_a_fault_of_ours_is_told_from_no_room_and_from_no_database(rf, fault, status, said):
    try:
        raise fault
    except (OSError, ValueError, OperationalError, InterfaceError):
        told = errors.server_error(rf.get("/"))

    assert told.status_code == status
    assert said in told.content.decode()
    assert 'lang="en"' in told.content.decode()
    assert told.headers.get("Retry-After") == ("60" if status == 503 else None)


PAGES = [
    (errors.bad_request, 400, "Permintaan tidak terbaca.", "cannot be read"),
    (errors.forbidden, 403, "Bagian ini tertutup.", "closed"),
    (errors.expired, 403, "Formulir ini kedaluwarsa.", "expired"),
    (errors.not_found, 404, "Halaman ini tidak ada.", "does not exist"),
    (errors.too_many, 429, "Tunggu sebentar.", "Wait"),
]


@pytest.mark.parametrize(("refuse", "status", "said", "in_english"), PAGES)
def test_a_refusal_helps_in_both_languages_also_without_a_database(
    rf, monkeypatch, refuse, status, said, in_english
):
    def unreachable(_request):
        raise DatabaseError("unreachable")

    monkeypatch.setattr(errors, "render", lambda request, *_told, **_more: unreachable(request))
    told = refuse(rf.get("/"))
    with translation.override("en"):
        english = refuse(rf.get("/"))

    assert told.status_code == english.status_code == status
    assert said in text(told)
    assert in_english in text(english)
    assert (tree(told).get("lang"), tree(english).get("lang")) == ("id", "en")
    assert tree(told).xpath("//main//a")


def test_more_than_a_form_takes_is_told_with_a_way_that_takes_it(rf):
    told = errors.bad_request(rf.get("/"), RequestDataTooBig("x"))

    assert told.status_code == 413
    assert "Kiriman terlalu besar." in text(told)
    assert tree(told).xpath("//main//a[@href='/unggah/']")


@pytest.mark.django_db
def test_a_form_that_is_too_large_is_answered_413_by_the_site(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10

    answer = Client().post("/masuk/", {"username": "x" * 100})

    assert answer.status_code == 413
    assert "Kiriman terlalu besar." in text(answer)


@pytest.mark.django_db
def test_a_form_without_its_proof_is_refused_in_our_words():
    answer = Client(enforce_csrf_checks=True).post("/masuk/", {"username": "x"})

    assert answer.status_code == 403
    assert "Formulir ini kedaluwarsa." in text(answer)


@pytest.mark.django_db
def test_an_address_that_takes_forms_alone_says_so_to_whoever_opens_it():
    opened = Client().get(TAKES_FORMS, headers={"accept": "text/html"})

    assert opened.status_code == 405
    assert opened["Allow"] == "POST"
    assert "Alamat ini tidak dapat dibuka langsung." in text(opened)


@pytest.mark.django_db
def test_a_program_that_asks_in_the_wrong_way_reads_no_page():
    asked = Client().get(TAKES_FORMS, headers={"accept": "application/json"})

    assert (asked.status_code, asked.content) == (405, b"")
