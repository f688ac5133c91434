"""Who may do what in the base, on PostgreSQL: the owner, the web with its workers, the shelf.

The owner makes tables. The web and the workers read and append everywhere, and change only
what no guard keeps from being changed; the guards themselves they cannot touch. The role of the
shelf reads the public shelf and nothing else. What a guard keeps is read from the triggers that
stand in the base, so that a table with a guard of a later day is kept as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.migrations.recorder import MigrationRecorder
from psycopg import sql

ALL = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})
READ = frozenset({"SELECT"})
# Bits of pg_trigger.tgtype, as catalog/pg_trigger.h of PostgreSQL defines them.
EVENTS = {8: "DELETE", 16: "UPDATE"}
WHATEVER_COMES = re.compile(
    r"\s*BEGIN\s+(IF (TRUE|OLD\.id IS NOT NULL) THEN\s+)?RAISE EXCEPTION\b"
)
EVERY_DELETE = re.compile(r"\s*BEGIN\s+IF TG_OP = 'DELETE' THEN RAISE EXCEPTION\b")
# The function by which every table of the shelf tells that it changed, and where it tells it.
TELLS, CHANGES = "cases_shelf_changed", "cases_publicchange"
COUNTS = "cases_publiccount"  # tells nothing: it changes with what it counts

TABLES = """
SELECT relname FROM pg_class
WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
"""
TRIGGERS = """
SELECT c.relname, t.tgtype, p.proname, p.prosrc
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal
"""
MORE_THAN_A_ROLE = """
SELECT r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication OR r.rolbypassrls,
  EXISTS (SELECT 1 FROM pg_auth_members m WHERE m.member = r.oid),
  EXISTS (SELECT 1 FROM pg_shdepend d WHERE d.refobjid = r.oid AND d.deptype = 'o'),
  has_schema_privilege(r.oid, current_schema()::regnamespace, 'CREATE'),
  has_database_privilege(r.oid, current_database(), 'CREATE, TEMPORARY')
FROM pg_roles r WHERE r.rolname = %s
"""
TOO_MUCH = (
    "punya hak istimewa (superuser, CREATEROLE, CREATEDB, REPLICATION atau BYPASSRLS)",
    "menjadi anggota peran lain",
    "memiliki tabel atau benda lain",
    "boleh membuat benda dalam skema",
    "boleh membuat skema atau tabel sementara dalam basis data",
)


class TooMuchPower(Exception):
    """A role could do more than it is given here; says what, in Indonesian."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role by its name. Without a password the one that it has stays."""

    name: str
    password: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What a role has now: its rights by table, and whether it was made just now."""

    role: str
    is_new: bool
    rights: Mapping[str, frozenset[str]]


def is_needed() -> bool:
    """Whether the base knows roles at all; SQLite is a file."""
    return connection.vendor == "postgresql"


@transaction.atomic
def protect(role: Role, *, shelf_only: bool = False) -> Given:
    """Give a role what the web and the workers need, or the shelf to read; take all else away.

    Run by the owner of the tables. Again it changes nothing; after a migration it has to be run
    again, because a new table is closed to everybody else.

    Raises:
        TooMuchPower: the role is the owner's, or could undo what is kept here.
        ProgrammingError: whoever runs this may not make roles, or does not own the tables.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('sidang.base_roles'))")
        is_new = _made(cursor, role)
        rights = of_shelf() if shelf_only else of_web()
        _take_all(cursor, role.name)
        _give(cursor, role.name, rights, numbers=not shelf_only)
        _check(cursor, role.name)
    return Given(role.name, is_new, rights)


def of_web() -> dict[str, frozenset[str]]:
    """What the web and the workers may do with each table."""
    kept = _kept()
    read_only = MigrationRecorder.Migration._meta.db_table  # noqa: SLF001 -- Django's documented door
    return {
        table: READ if table == read_only else ALL - kept.get(table, frozenset())
        for table in _tables()
    }


def of_shelf() -> dict[str, frozenset[str]]:
    """The tables of the public shelf, to be read."""
    tells = {table for table, _events, name, _source in _triggers() if name == TELLS}
    # Days off tell as well, because pages count by them; they are read with everything else.
    shelf = {table for table in tells if table.startswith("cases_public")} | {CHANGES, COUNTS}
    return dict.fromkeys(sorted(shelf), READ)


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        return sorted(name for (name,) in cursor.fetchall())


def _triggers() -> list[tuple[str, int, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS)
        return [(table, int(kind), name, source) for table, kind, name, source in cursor]


def _kept() -> dict[str, frozenset[str]]:
    """What the guards refuse by table, whatever row it is."""
    kept: dict[str, frozenset[str]] = {}
    for table, kind, _name, source in _triggers():
        events = {event for bit, event in EVENTS.items() if kind & bit}
        if not WHATEVER_COMES.match(source):
            events &= {"DELETE"} if EVERY_DELETE.match(source) else set()
        kept[table] = kept.get(table, frozenset()) | events
    return kept


def _made(cursor: CursorWrapper, role: Role) -> bool:
    cursor.execute("SELECT current_user = %s", [role.name])
    if cursor.fetchone()[0]:
        raise TooMuchPower(f"{role.name} menjalankan perintah ini; sebutkan peran lain.")
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role.name])
    is_new = cursor.fetchone() is None
    if is_new:
        _say(cursor, "CREATE ROLE {role} LOGIN", role=role.name)
    if role.password:
        # The server and its log see what follows from the password, never the password.
        hashed = connection.connection.pgconn.encrypt_password(
            role.password.encode(), role.name.encode(), b"scram-sha-256"
        )
        told = sql.SQL("ALTER ROLE {role} PASSWORD {secret}")
        cursor.execute(
            told.format(role=sql.Identifier(role.name), secret=sql.Literal(hashed.decode()))
        )
    return is_new


def _take_all(cursor: CursorWrapper, role: str) -> None:
    """Also from everybody at once (PUBLIC), from whom a role would have it again."""
    for what in (
        "ALL ON ALL TABLES IN SCHEMA {schema}",
        "ALL ON ALL SEQUENCES IN SCHEMA {schema}",
        "ALL ON SCHEMA {schema}",
        "CREATE, TEMPORARY ON DATABASE {base}",
    ):
        _say(cursor, f"REVOKE {what} FROM PUBLIC")
        _say(cursor, f"REVOKE {what} FROM {{role}}", role=role)


def _give(
    cursor: CursorWrapper, role: str, rights: Mapping[str, frozenset[str]], *, numbers: bool
) -> None:
    _say(cursor, "GRANT CONNECT ON DATABASE {base} TO {role}", role=role)
    _say(cursor, "GRANT USAGE ON SCHEMA {schema} TO {role}", role=role)
    for table, given in rights.items():
        listed = ", ".join(sorted(given))
        _say(
            cursor,
            f"GRANT {listed} ON {{schema}}.{{table}} TO {{role}}",
            role=role,
            table=table,
        )
    if numbers:
        _say(
            cursor,
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role}",
            role=role,
        )


def _say(cursor: CursorWrapper, statement: str, **names: str) -> None:
    cursor.execute("SELECT current_schema(), current_database()")
    schema, base = cursor.fetchone()
    told = {"schema": schema, "base": base, **names}
    named = {key: sql.Identifier(name) for key, name in told.items()}
    cursor.execute(sql.SQL(statement).format(**named))


def _check(cursor: CursorWrapper, role: str) -> None:
    cursor.execute(MORE_THAN_A_ROLE, [role])
    found = zip(cursor.fetchone(), TOO_MUCH, strict=True)
    if wrong := [told for is_so, told in found if is_so]:
        raise TooMuchPower(f"{role} {'; '.join(wrong)}.")
