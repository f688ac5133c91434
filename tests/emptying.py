"""Empty the tables after a test that committed, although some refuse to be emptied; and what
the process remembers.
"""

from __future__ import annotations

import sqlite3
from importlib import import_module
from operator import attrgetter
from pkgutil import iter_modules

from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.test import TransactionTestCase

from tests.tables import empty_base

MIGRATIONS = import_module("cases.migrations")
GUARDS = [
    migration
    for migration in (
        import_module(f"cases.migrations.{found.name}")
        for found in sorted(iter_modules(MIGRATIONS.__path__), key=attrgetter("name"))
    )
    if hasattr(migration, "statements")
]
# What Django writes by itself after a flush; it stays.
OF_DJANGO = {"django_content_type", "auth_permission", "django_migrations"}


def forget():
    """Empty what this process remembers of visitors and of the register."""
    from cases.api import rates  # noqa: PLC0415 -- once Django is set up
    from cases.queries.public import days, search  # noqa: PLC0415 -- once Django is set up

    cache.clear()
    rates.near.clear()
    search.forget()
    days.forget()


def lift_guards():
    """Drop what refuses changes, as somebody with the keys of the database could."""
    with connection.cursor() as cursor:
        for _create, drop in reversed(_statements()):
            cursor.execute(drop)


def put_guards_back():
    """Make again what refuses changes."""
    with connection.cursor() as cursor:
        for create, _drop in _statements():
            cursor.execute(create)


def empty():
    """Leave nothing in the tables.

    An embedded base gets the copy that it began with. PostgreSQL lets its superuser pass the
    guards; another role drops them and makes them again, which takes a second.
    """
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(empty_base()) as source:
            source.backup(connection.connection)
    elif _passes_guards():
        _delete_all()
    else:
        lift_guards()
        call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=False)
        put_guards_back()


def _statements():
    return [pair for guard in GUARDS for pair in guard.statements(connection.vendor)]


def _passes_guards():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        return cursor.fetchone()[0]


def _delete_all():
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    tables = [connection.ops.quote_name(name) for name in names if name not in OF_DJANGO]
    asked = (f"SELECT '{name}' WHERE EXISTS (TABLE {name})" for name in tables)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(" UNION ALL ".join(asked))
        for (name,) in cursor.fetchall():
            cursor.execute(f"DELETE FROM {name}")  # noqa: S608 -- a name of the house's own


def _empty_after(_test):
    empty()


TransactionTestCase._fixture_teardown = _empty_after
