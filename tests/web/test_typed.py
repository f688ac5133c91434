"""What is typed or sent is cleaned before any view reads it; secrets are not touched."""

from __future__ import annotations

import gc
import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.views.decorators.csrf import csrf_exempt
from gunicorn.config import Config

from cases.api.acting.told import Json
from cases.web.typed import CleanTextMiddleware
from config import web_server

DIRTY, CLEAN = "Ya\u202eyasan\u200b Da\u0301rma\x00", "Yayasan Dárma"


def seen(request):
    """What a view would read."""
    CleanTextMiddleware(HttpResponse).process_view(request, HttpResponse, [], {})
    return request


@pytest.mark.parametrize("extra", [{}, {"berkas": SimpleUploadedFile("a.txt", b"a\x00b")}])
def test_every_field_of_a_form_is_cleaned_and_its_files_are_not(extra):
    told = {"nama": DIRTY, "butir": [DIRTY, "x"], **extra}

    request = seen(RequestFactory().post("/", told))

    assert request.POST["nama"] == CLEAN
    assert request.POST.getlist("butir") == [CLEAN, "x"]
    if extra:
        assert request.FILES["berkas"].read() == b"a\x00b"


def test_a_password_is_taken_as_it_was_typed():
    request = seen(RequestFactory().post("/", {"password": DIRTY, "password1": DIRTY}))

    assert request.POST["password"] == request.POST["password1"] == DIRTY


def test_a_form_that_a_program_sends_is_left_to_its_view():
    request = RequestFactory().post("/", {"nama": DIRTY})
    CleanTextMiddleware(HttpResponse).process_view(request, csrf_exempt(HttpResponse), [], {})

    assert b"nama" in request.body


def test_a_body_that_is_no_form_is_not_read():
    request = seen(RequestFactory().post("/", b"abc", content_type="application/octet-stream"))

    assert request.read() == b"abc"


def test_what_programs_send_is_cleaned_wherever_it_stands():
    body = json.dumps({"a": DIRTY, "b": [{"c": DIRTY}, 1, None]}).encode()

    told = Json().parse(io.BytesIO(body), "application/json", {})

    assert told == {"a": CLEAN, "b": [{"c": CLEAN}, 1, None]}


@pytest.mark.django_db
def test_too_many_fields_or_too_long_a_body_is_refused_and_no_fault():
    client = Client(raise_request_exception=False)
    many = "&".join(f"a{no}=1" for no in range(1500))
    form = {"content_type": "application/x-www-form-urlencoded"}

    for body in (many, "a=" + "x" * 3_000_000):
        assert client.post("/periksa-kutipan/", body, **form).status_code in {400, 413}


def test_the_web_server_sets_aside_what_is_loaded_before_the_first_request():
    gc.unfreeze()  # what the run of tests has set aside itself
    web_server.post_worker_init(None)

    assert gc.get_freeze_count() > 10_000


def test_the_web_server_believes_no_header_about_path_or_scheme():
    told = Config()
    for name in [one for one in vars(web_server) if one in told.settings]:
        told.set(name, getattr(web_server, name))

    assert told.forwarder_headers == []
    assert told.secure_scheme_headers == {}
    assert told.limit_request_line < 10_000
    assert told.limit_request_fields <= 100
