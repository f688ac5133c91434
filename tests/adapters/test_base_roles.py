"""The roles of the base: who writes the record cannot alter it, and the shelf shows no more."""

from __future__ import annotations

import re
import secrets
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from cases.adapters import base_roles
from cases.adapters.base_roles import READ, Role, TooMuchPower
from cases.migrations._guards import AppendOnly, FilledOnce
from cases.models import JournalEntry, PublicDispute
from cases.services import journal
from tests import public_record
from tests.emptying import GUARDS

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
REFUSED = "42501"  # insufficient_privilege
EACH = (
    'UPDATE "{0}" SET id = id',
    'DELETE FROM "{0}"',
    'TRUNCATE "{0}" CASCADE',
    'ALTER TABLE "{0}" ADD COLUMN more int',
    'ALTER TABLE "{0}" DISABLE TRIGGER ALL',
    'DROP TABLE "{0}" CASCADE',
)
EVERY_ROW = 'SELECT * FROM "{0}" LIMIT 1'
ELSEWHERE = (
    "SET session_replication_role = replica",
    "CREATE TABLE aside (id int)",
    "CREATE TEMPORARY TABLE aside (id int)",
    "CREATE SCHEMA aside",
    "CREATE ROLE aside",
    "DROP FUNCTION cases_journalentry_only_grows() CASCADE",
    "ALTER FUNCTION cases_journalentry_only_grows() RENAME TO cases_journalentry_grows",
    "DROP TRIGGER cases_journalentry_only_grows ON cases_journalentry",
    "INSERT INTO django_migrations (app, name, applied) VALUES ('cases', '9999', now())",
    "LOCK TABLE cases_journalentry IN ACCESS EXCLUSIVE MODE",
)


def guards():
    """Every guard of the migrations, also those that stand in a tuple."""
    for module in GUARDS:
        for held in vars(module).values():
            for one in held if isinstance(held, tuple) else (held,):
                if isinstance(one, AppendOnly | FilledOnce):
                    yield one


def tables_that_only_grow():
    first = next(one for one in GUARDS if one.__name__.endswith("0002_guards"))
    rows = {table for one in guards() if isinstance(one, AppendOnly) for table in one.tables}
    return sorted(rows | set(first.APPEND_ONLY))


@pytest.fixture
def names():
    """Names that nobody has: all bases of a server share them. The test takes them back."""
    return [f"sidang_test_{secrets.token_hex(4)}" for _ in range(2)]


@pytest.fixture
def web(names):
    base_roles.protect(Role(names[0], "sandi"))
    return names[0]


@pytest.fixture
def shelf(names):
    base_roles.protect(Role(names[1], "sandi"), shelf_only=True)
    return names[1]


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@contextmanager
def signed_in(role):
    """As if the connection had been opened by that role: it cannot become anybody else."""
    run(f"SET SESSION AUTHORIZATION {role}")
    try:
        yield
        run("SET CONSTRAINTS ALL IMMEDIATE")
    finally:
        run("RESET SESSION AUTHORIZATION")


def code_of(statement):
    """With which code the base refuses a statement; empty where it does it. It is undone."""
    try:
        with transaction.atomic():
            run(statement)
            transaction.set_rollback(True)
    except DatabaseError as refusal:
        return refusal.__cause__.sqlstate
    return ""


def test_an_exchange_is_recorded_frozen_and_published_by_the_role_of_the_web(web):
    with signed_in(web):
        public_record.publish()
        broken = list(journal.verify())

    assert JournalEntry.objects.filter(act="transcript_frozen").exists()
    assert PublicDispute.objects.exists()
    assert broken == []


def test_what_only_grows_cannot_be_altered_by_the_role_of_the_web(web):
    public_record.publish()
    with signed_in(web):
        done = [
            statement
            for table in tables_that_only_grow()
            for statement in (one.format(table) for one in EACH)
            if code_of(statement) != REFUSED
        ]

    assert done == []
    assert JournalEntry.objects.exists()


@pytest.mark.parametrize("statement", ELSEWHERE)
def test_the_role_of_the_web_finds_no_way_around_the_guards(web, statement):
    with signed_in(web):
        assert code_of(statement) == REFUSED
    assert code_of(statement) == ""  # nothing but the role stands in its way


def test_the_tables_come_from_the_guards_and_from_nowhere_else():
    rights = base_roles.of_web()
    told = " ".join(create for one in GUARDS for create, _ in one.statements("postgresql"))
    history = MigrationRecorder.Migration._meta.db_table

    assert len(tables_that_only_grow()) > 50
    assert {rights[table] for table in tables_that_only_grow()} == {
        frozenset({"SELECT", "INSERT"})
    }
    filled = {one.table for one in guards() if isinstance(one, FilledOnce)}
    assert {rights[table] for table in filled} == {frozenset({"SELECT", "INSERT", "UPDATE"})}
    limited = {table for table, given in rights.items() if given != base_roles.ALL}
    assert [one for one in limited - {history} if f" ON {one} " not in told] == []
    assert rights[history] == READ
    assert set(rights) == set(connection.introspection.table_names())


def test_the_role_of_the_shelf_reads_the_shelf_and_nothing_else(shelf):
    readable = {
        apps.get_model("cases", name)._meta.db_table
        for path in (settings.BASE_DIR / "cases" / "queries" / "public").rglob("*.py")
        for name in re.findall(r"\bshelf\((Public\w+)", path.read_text("utf-8"))
    }
    with signed_in(shelf):
        seen = {
            table
            for table in base_roles.of_web()
            if code_of(EVERY_ROW.format(table)) != REFUSED
        }
        written = [table for table in seen if code_of(EACH[1].format(table)) != REFUSED]

    assert readable <= seen == set(base_roles.of_shelf())
    assert all(table.startswith("cases_public") for table in seen)
    assert not seen & {"cases_publicbody", "cases_publicstatement"}
    assert written == []


def test_again_it_changes_nothing_and_a_new_table_is_closed_until_then(web):
    before = base_roles.of_web()
    run("CREATE TABLE aside (id int)")
    with signed_in(web):
        assert code_of("SELECT * FROM aside") == REFUSED

    given = base_roles.protect(Role(web))

    assert not given.is_new
    assert given.rights == {**before, "aside": base_roles.ALL}
    with signed_in(web):
        assert code_of("INSERT INTO aside VALUES (1)") == ""


def test_a_right_that_somebody_gave_by_hand_is_taken_away(web):
    run(f"GRANT ALL ON cases_journalentry TO {web}")
    run("GRANT UPDATE ON cases_journalentry TO PUBLIC")
    base_roles.protect(Role(web))

    with signed_in(web):
        assert code_of("UPDATE cases_journalentry SET id = id") == REFUSED


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ("CREATE ROLE {0} SUPERUSER", "hak istimewa"),
        ("CREATE ROLE {0} BYPASSRLS", "hak istimewa"),
        ("CREATE ROLE {0} IN ROLE pg_write_all_data", "anggota peran lain"),
        (
            "CREATE ROLE {0}; CREATE TABLE aside (id int); ALTER TABLE aside OWNER TO {0}",
            "milik",
        ),
    ],
)
def test_a_role_that_could_undo_it_is_refused(names, made, said):
    run(made.format(names[0]))

    with pytest.raises(TooMuchPower, match=said):
        base_roles.protect(Role(names[0]))


def test_the_owner_cannot_protect_the_base_from_itself():
    with pytest.raises(TooMuchPower, match="sebutkan peran lain"):
        base_roles.protect(Role(connection.settings_dict["USER"]))


def test_the_server_never_sees_the_password(names):
    base_roles.protect(Role(names[0], "sandi-yang-panjang"))

    with connection.cursor() as cursor:
        cursor.execute("SELECT rolpassword FROM pg_authid WHERE rolname = %s", names[:1])
        (kept,) = cursor.fetchone()
    assert kept.startswith("SCRAM-SHA-256$")
