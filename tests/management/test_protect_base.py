"""``manage.py protect_base`` says what it gave, and on SQLite that there is nothing to give."""

from __future__ import annotations

import secrets
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cases.adapters import base_roles

pytestmark = pytest.mark.django_db


def protect(**options):
    out = StringIO()
    call_command("protect_base", stdout=out, **options)
    return out.getvalue()


def address():
    return f"postgresql://sidang_test_{secrets.token_hex(4)}:sandi%40@db/sidang"


@pytest.mark.embedded
def test_sqlite_knows_no_roles():
    assert "SQLite tidak mengenal peran" in protect(web=address())


@pytest.mark.postgresql
def test_it_says_what_each_role_may_do():
    web, shelf = address(), address()

    told = protect(web=web, shelf=shelf)

    name = web.removeprefix("postgresql://").partition(":")[0]
    assert f"Peran {name} dibuat; {len(base_roles.of_web())} tabel:" in told
    assert f"  SELECT: {len(base_roles.of_shelf())}\n" in told
    assert "cases_journalentry" in told
    assert f"Peran {name} diperbarui" in protect(web=web)


@pytest.mark.postgresql
@pytest.mark.parametrize("named", ["", "postgresql://db/sidang"])
def test_without_a_role_it_says_what_it_needs(named):
    with pytest.raises(CommandError, match=r"Sebutkan --web|nama peran"):
        protect(web=named, shelf="")


@pytest.mark.postgresql
def test_the_owner_itself_is_refused_in_words():
    with pytest.raises(CommandError, match=r"tidak terlindung: .* menjalankan"):
        protect(web=f"postgresql://{connection.settings_dict['USER']}@db/sidang")
