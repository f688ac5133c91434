"""/admin/: whatever is registered there, nothing is written past the journal."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client

from cases.admin.site import REMOVALS, SECRET, Held, JournalledSite
from cases.models import JournalEntry, Room, User
from tests.web.pages import sign_in

REGISTERED = sorted(admin.site._registry, key=lambda model: model._meta.label)
LABELS = [model._meta.label for model in REGISTERED]


@pytest.fixture
def keeper(site):
    """Who looks after the machine, signed in; and a row of every model that is registered."""
    sign_in(site, "admin")
    return site


def row_of(model):
    person = User.objects.get(email="ngo@demo.test")
    made = {
        Group: lambda: Group.objects.create(name="Kelompok"),
        EmailAddress: lambda: EmailAddress.objects.filter(user=person).first(),
        Authenticator: lambda: Authenticator.objects.create(
            user=person, type="totp", data={"secret": "rahasia-benih"}
        ),
        UserSession: lambda: _session_of("ngo"),
    }
    return made[model]()


def _session_of(who):
    sign_in(Client(), who)
    return UserSession.objects.get(user__email=f"{who}@demo.test")


def address(model, *parts):
    return "/".join(["/admin", model._meta.app_label, model._meta.model_name, *parts, ""])


@pytest.mark.parametrize("model", REGISTERED, ids=LABELS)
def test_nothing_that_is_registered_is_added_or_changed_there(keeper, model):
    row = row_of(model)
    before, told = list(model.objects.values()), JournalEntry.objects.count()
    several = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}

    added = keeper.post(address(model, "add"), {"name": "x"})
    changed = keeper.post(address(model, str(row.pk), "change"), {"name": "x"})
    keeper.post(address(model), several)
    keeper.post(address(model), several | {"action": "make_verified"})

    assert (added.status_code, changed.status_code) == (403, 403)
    assert keeper.get(address(model)).status_code == 200
    assert list(model.objects.values()) == before
    assert JournalEntry.objects.count() == told


@pytest.mark.parametrize("model", REGISTERED, ids=LABELS)
def test_whatever_is_taken_away_there_is_one_entry_of_the_journal(keeper, model):
    row, told = row_of(model), JournalEntry.objects.count()

    answer = keeper.post(address(model, str(row.pk), "delete"), {"post": "yes"})

    is_gone = not model.objects.filter(pk=row.pk).exists()
    assert (is_gone, answer.status_code) == ((True, 302) if model in REMOVALS else (False, 403))
    assert JournalEntry.objects.count() == told + is_gone


@pytest.mark.parametrize("model", REGISTERED, ids=LABELS)
def test_no_page_there_shows_a_key_or_a_seal(keeper, model):
    row = row_of(model)
    kept = {field.name for field in model._meta.fields} & SECRET

    page = keeper.get(address(model, str(row.pk), "change")).content.decode()

    assert not [name for name in kept if str(getattr(row, name)) in page]


@pytest.mark.once
def test_a_model_that_comes_later_is_held_whatever_its_class_says():
    class Open(ModelAdmin):
        actions = ("anything",)

        def has_change_permission(self, _request, _obj=None):
            return True

    site = JournalledSite()
    site.register(Room, Open, list_display=["pk"])

    shown = site._registry[Room]
    assert isinstance(shown, Held)
    assert shown.list_display == ["pk"]
    assert not shown.has_change_permission(None)
    assert not shown.has_add_permission(None)
    assert not shown.has_delete_permission(None)
    assert shown.get_actions(None) == {}


@pytest.mark.once
def test_everything_that_is_registered_is_held():
    assert REGISTERED
    assert all(type(shown).__mro__[1] is Held for shown in admin.site._registry.values())


def test_who_lost_their_telephone_is_told_when_the_factor_is_taken_off(
    keeper, django_capture_on_commit_callbacks
):
    factor = row_of(Authenticator)
    Authenticator.objects.create(user=factor.user, type="recovery_codes", data={})
    elsewhere = Client()
    elsewhere.force_login(factor.user)

    with django_capture_on_commit_callbacks(execute=True):
        keeper.post(address(Authenticator, str(factor.pk), "delete"), {"post": "yes"})

    entry = JournalEntry.objects.filter(act="factor_removed").get()
    keeps = User.objects.get(email="admin@demo.test")
    assert entry.actor == f"akun:{keeps.pk}"
    assert entry.payload == {"account": factor.user_id, "factor": "totp"}
    assert not Authenticator.objects.filter(user=factor.user).exists()
    assert "Pengelola melepas faktor kedua" in mail.outbox[-1].body
    assert mail.outbox[-1].to == ["ngo@demo.test"]
    assert elsewhere.get("/meja/").status_code == 302


def test_a_password_is_changed_on_the_page_that_tells_it(keeper):
    answer = keeper.post("/admin/password_change/", {"old_password": "x"})

    assert answer["Location"] == "/akun/kata-sandi/"
