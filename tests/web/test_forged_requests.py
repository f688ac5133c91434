"""What another site can make a browser send: nothing that changes anything, at any address."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.urls.converters import IntConverter, SlugConverter, StringConverter, UUIDConverter

from cases.web.houses import HouseKindConverter
from cases.web.sharing_urls import IsoDay

pytestmark = pytest.mark.django_db

UNSAFE = ["POST", "PUT", "PATCH", "DELETE"]
# Each proves by what it carries, or changes nothing; none is opened by a session.
PROVED_OTHERWISE = {"unsubscribe", "alert_stop", "policy_report"}
IN_FRAMES = {"dispute_card", "passage_card", "transcript_card"}
FILLING = {
    IntConverter: "1",
    SlugConverter: "x-1",
    StringConverter: "AAAAAAAA",
    UUIDConverter: "00000000-0000-4000-8000-000000000000",
    HouseKindConverter: "organisasi",
    IsoDay: "2026-11-26",
}


def _walk(patterns=None, before=""):
    for one in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield one, route
        else:
            yield from _walk(one.url_patterns, route)


def _is_of_programs(route):
    return route.startswith("api/")


def _converters(pattern):
    return pattern.pattern.converters


def _address(one, route):
    """Some address of the route; the forgery is refused before it is looked up."""
    for name, converter in _converters(one).items():
        filled = next((FILLING[kind] for kind in FILLING if isinstance(converter, kind)), "x")
        start = route.index("<", 0)
        end = route.index(">", start)
        assert route[start:end].endswith(name)
        route = route[:start] + filled + route[end + 1 :]
    return "/" + route


OURS = [
    (one, route)
    for one, route in _walk()
    if not _is_of_programs(route)
    and "(?P" not in route
    and "<" not in route.partition("admin/")[2]
]


def test_what_needs_no_token_of_a_form_is_known_by_name():
    exempt = {
        one.name
        for one, route in _walk()
        if getattr(one.callback, "csrf_exempt", False) and not _is_of_programs(route)
    }

    assert exempt == PROVED_OTHERWISE


def test_what_may_stand_in_a_frame_is_known_by_name():
    assert {one.name for one, _route in _walk() if _is_unframed(one.callback)} == IN_FRAMES


def _is_unframed(view):
    """Whether Django's exemption stands around the view or around one inside it."""
    while view is not None:
        if view.__code__.co_filename.endswith("decorators/clickjacking.py"):
            return True
        view = getattr(view, "__wrapped__", None)
    return False


def test_every_unsafe_request_without_a_token_is_refused_before_anything_is_looked_up(caplog):
    strict = Client(enforce_csrf_checks=True, raise_request_exception=True)
    asked = [(one, _address(one, route)) for one, route in OURS
             if one.name not in PROVED_OTHERWISE]  # fmt: skip
    assert len(asked) > 150

    passed = []
    for _one, address in asked:
        for method in UNSAFE:
            caplog.clear()
            answer = strict.generic(method, address)
            is_forgery = any(line.name == "django.security.csrf" for line in caplog.records)
            if answer.status_code != 403 or not is_forgery:
                passed.append(f"{method} {address}: {answer.status_code}")
    assert not passed, "\n".join(passed)


def test_a_session_opens_nothing_to_programs(client, django_user_model):
    """No token, no act: what a browser sends by itself is worth nothing at the API."""
    client.force_login(django_user_model.objects.create_superuser("a@demo.test", "x"))
    passed = []
    for one, route in _walk():
        if not _is_of_programs(route) or "(?P" in route:
            continue
        for method in UNSAFE:
            answer = client.generic(
                method, _address(one, route), content_type="application/json"
            )
            if answer.status_code not in {401, 404, 405, 415}:
                passed.append(f"{method} {route}: {answer.status_code}")
    assert not passed, "\n".join(passed)
