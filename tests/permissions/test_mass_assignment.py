"""What a form or a program does not name does not reach the base, whatever it is called."""

from __future__ import annotations

import ast
import importlib
import pkgutil

import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection, models, transaction
from rest_framework import serializers

import cases.api.acting
import cases.forms
import cases.web.forms
from cases.api.acting.told import Told
from cases.models import User
from tests.permissions.blank import without_words
from tests.permissions.table import rows

pytestmark = [pytest.mark.django_db, pytest.mark.once]
WORD, NUMBER, DAY = "kenari massal", 987654321, "1999-09-09"
SHUT = {"404", "401", "403", "405", "masuk"}
OWNED = {"id", "created_at", "organisation_id", "commission_id", "is_staff", "visibility"}
WRITING = [row for row in rows() if row.method != "GET"]
BY_PROGRAMS = [row for row in WRITING if row.address.startswith("/api/")]
BY_FORMS = [row for row in WRITING if row not in BY_PROGRAMS and row.method == "POST"]

# What a form names as a column is named: one's own name.
NAMED = {"account": {"name"}}
# Rooms that go through all that was sent: of it the wizard keeps what the form of the step
# names, and the first run shows again what was typed.
WHOLE = {"draft_steps.py", "first_run.py"}
# Calls without a body of names: a piece of a file, taking away, what an address alone asks for.
NAMELESS = {
    ("DELETE", "/api/v1/drafts/{draft}/"),
    ("DELETE", "/api/v1/uploads/{upload}/"),
    ("PATCH", "/api/v1/uploads/{upload}/"),
    ("DELETE", "/api/v1/webhooks/{hook}/"),
    ("POST", "/api/v1/webhooks/{hook}/secret/"),
    ("POST", "/api/v1/webhooks/{hook}/deliveries/"),
    ("POST", "/api/v1/webhooks/{hook}/deliveries/{message}/again/"),
}


def _loaded(package):
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        importlib.import_module(found.name)


def _under(kind):
    for one in kind.__subclasses__():
        yield one
        yield from _under(one)


def _told(field):
    if isinstance(field, (models.DateField, models.DateTimeField)):
        return DAY
    if isinstance(field, models.BooleanField):
        return "1"
    whole = (models.IntegerField, models.AutoField, models.ForeignKey)
    return NUMBER if isinstance(field, whole) else WORD


# Every column of every table by its name in the code, with something to be known by.
COLUMNS = {
    name: _told(field)
    for model in apps.get_app_config("cases").get_models()
    for field in model._meta.concrete_fields
    for name in (field.name, field.attname)
}


class Watch:
    """Sees what is written; ``caught``: statements with what was smuggled in."""

    def __init__(self):
        self.caught = []

    def __call__(self, execute, sql, params, many, context):
        if sql.lstrip().startswith(("INSERT", "UPDATE")):
            told = repr(params)
            if any(str(one) in told for one in (WORD, NUMBER, DAY)):
                self.caught.append((sql[:80], told[:200]))
        return execute(sql, params, many, context)


def keepers_of_the_machine():
    """Whose account opens the engine room."""
    raised = models.Q(is_staff=True) | models.Q(is_superuser=True)
    return User.objects.filter(raised).order_by("pk")


def who_may(row):
    """Who gets furthest there; where nobody has such a row, somebody who could."""
    return next((who for who, cell in row.cells.items() if cell not in SHUT), "ngo")


def sent(stage, row, who, watch):
    """The answer to all columns at once, and who keeps the machine afterwards."""
    cache.clear()
    address, own = row.address.format(**stage.words), NAMED.get(row.name, ())
    told = {name: one for name, one in COLUMNS.items() if name not in own}
    with transaction.atomic(), connection.execute_wrapper(watch):
        answer = stage.tell(who, row.method, address, told)
        keepers = list(keepers_of_the_machine())
        transaction.set_rollback(True)
    return answer, keepers


def test_there_are_columns_to_smuggle_in():
    assert len(COLUMNS) > 300
    assert COLUMNS.keys() >= OWNED


def test_no_form_is_made_of_a_model():
    for package in (cases.forms, cases.web.forms):
        _loaded(package)
    ours = {one for one in _under(forms.BaseForm) if one.__module__.startswith("cases.")}

    assert len(ours) > 80
    assert {one.__name__ for one in ours if issubclass(one, forms.BaseModelForm)} == set()


def _goes_through_all(tree):
    """Whether code goes through what was posted without naming it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in {"items", "lists", "dict", "copy"}:
            looked_at = node.value
        elif isinstance(node, (ast.comprehension, ast.For)):
            looked_at = node.iter
        elif isinstance(node, ast.keyword) and node.arg is None:
            looked_at = node.value
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "dict" and node.args:
            looked_at = node.args[0]
        else:
            continue
        if ast.unparse(looked_at) == "request.POST":
            return True
    return False


def test_what_a_browser_sends_is_read_by_a_form_or_by_a_name():
    web = settings.BASE_DIR / "cases" / "web"
    rooms = {
        str(place.relative_to(web)): place.read_text(encoding="utf-8")
        for place in web.rglob("*.py")
    }
    asking = {name: ast.parse(told) for name, told in rooms.items() if "request.POST" in told}

    assert len(asking) > 40
    assert {name for name, tree in asking.items() if _goes_through_all(tree)} == WHOLE


def test_what_programs_send_is_read_by_a_shape_that_refuses_what_it_does_not_know():
    _loaded(cases.api.acting)
    loose = {
        f"{one.__name__}.{name}"
        for one in _under(Told)
        for name, field in one().fields.items()
        if isinstance(inner := getattr(field, "child", field), serializers.BaseSerializer)
        and not isinstance(inner, Told)
    }
    bound = {
        one.__name__
        for one in _under(serializers.ModelSerializer)
        if one.__module__.startswith("cases.api.acting")
    }

    assert len(set(_under(Told))) > 15
    assert loose | bound == set()


def test_every_column_that_a_program_sends_besides_is_refused_by_its_name(stage):
    taken, watch = {}, Watch()
    for row in BY_PROGRAMS:
        who = who_may(row)
        answer, _keepers = sent(stage, row, who, watch)
        told = answer.json().get("errors", {}) if answer.content else {}
        if answer.status_code != 400 or not told.keys() >= OWNED:
            taken[row.method, row.address] = str(answer.status_code)

    assert len(BY_PROGRAMS) > 20
    assert watch.caught == []
    assert taken == {
        (row.method, row.address): row.cells["ngo"]
        for row in BY_PROGRAMS
        if (row.method, row.address) in NAMELESS
    }


def test_no_column_reaches_the_base_through_a_form_that_does_not_name_it(stage):
    caught, before = {}, list(keepers_of_the_machine())
    with without_words():
        for row in BY_FORMS:
            who, watch = who_may(row), Watch()
            answer, keepers = sent(stage, row, who, watch)
            if watch.caught or keepers != before or answer.status_code >= 500:
                caught[row.address, who] = (answer.status_code, keepers, watch.caught)

    assert len(BY_FORMS) > 120
    assert caught == {}
