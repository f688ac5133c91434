"""Tables that only grow: the triggers that migrations raise for them on both engines.

Migrations of different days use this; what it writes never changes. A new kind of guard is a new
class.
"""

from django.db import migrations


class AppendOnly:
    """Refuse to change or delete rows of ``tables``, each with its sentence.

    ``more``: pairs of (create, drop) that SQLite needs besides.
    """

    def __init__(self, tables, *, more=()):
        self.tables = tables
        self.more = tuple(more)

    def statements(self, vendor):
        """Pairs of (create, drop) for one engine; tests that must flush tables use them too."""
        return list({"sqlite": self._sqlite, "postgresql": self._postgresql}[vendor]())

    def operation(self):
        """Raise the guards, or take them down again."""

        def up(_apps, schema_editor):
            for create, _drop in self.statements(schema_editor.connection.vendor):
                schema_editor.execute(create)

        def down(_apps, schema_editor):
            for _create, drop in reversed(self.statements(schema_editor.connection.vendor)):
                schema_editor.execute(drop)

        return migrations.RunPython(up, down)

    def _sqlite(self):
        for table, reason in self.tables.items():
            for event in ("UPDATE", "DELETE"):
                trigger = f"{table}_only_grows_{event.lower()}"
                yield (
                    f"CREATE TRIGGER {trigger} BEFORE {event} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{reason}'); END",
                    f"DROP TRIGGER IF EXISTS {trigger}",
                )
        yield from self.more

    def _postgresql(self):
        for table, reason in self.tables.items():
            name = f"{table}_only_grows"
            yield (
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"RAISE EXCEPTION '{reason}' USING ERRCODE = '23514'; END $$",
                f"DROP FUNCTION IF EXISTS {name}() CASCADE",
            )
            yield (
                f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {name}()",
                f"DROP TRIGGER IF EXISTS {name} ON {table}",
            )


class FilledOnce:
    """Refuse to change or delete rows of one table, but for one column that is filled once.

    ``fixed`` are the columns that never change; ``column`` is empty text until it is filled.
    """

    def __init__(self, table, *, column, fixed, reason):
        self.table, self.column, self.fixed, self.reason = table, column, fixed, reason

    def statements(self, vendor):
        """Pairs of (create, drop) for one engine; tests that must flush tables use them too."""
        return list({"sqlite": self._sqlite, "postgresql": self._postgresql}[vendor]())

    operation = AppendOnly.operation

    def _changes(self, differs):
        column = self.column
        changed = [f"NEW.{name} {differs} OLD.{name}" for name in self.fixed]
        refilled = f"OLD.{column} <> '' AND NEW.{column} {differs} OLD.{column}"
        return " OR ".join([*changed, f"({refilled})"])

    def _sqlite(self):
        for event, condition in (("UPDATE", self._changes("IS NOT")), ("DELETE", "1")):
            trigger = f"{self.table}_stands_{event.lower()}"
            yield (
                f"CREATE TRIGGER {trigger} BEFORE {event} ON {self.table} WHEN {condition} "
                f"BEGIN SELECT RAISE(ABORT, '{self.reason}'); END",
                f"DROP TRIGGER IF EXISTS {trigger}",
            )

    def _postgresql(self):
        name = f"{self.table}_stands"
        condition = self._changes("IS DISTINCT FROM")
        yield (
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF TG_OP = 'DELETE' THEN RAISE EXCEPTION '{self.reason}' USING ERRCODE = '23514'; "
            f"END IF; IF {condition} THEN RAISE EXCEPTION '{self.reason}' "
            f"USING ERRCODE = '23514'; END IF; RETURN NEW; END $$",
            f"DROP FUNCTION IF EXISTS {name}() CASCADE",
        )
        yield (
            f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {self.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {name}()",
            f"DROP TRIGGER IF EXISTS {name} ON {self.table}",
        )


class Refusing:
    """Refuse what a condition says, row by row, and the emptying of whole tables.

    ``rules``: by name, (table, events, condition over OLD and NEW, sentence), the condition in
    the words of PostgreSQL. ``whole``: tables that PostgreSQL may not truncate, each with its
    sentence. ``kept``: by table, which row ``o`` a new one would replace, for SQLite.
    """

    def __init__(self, rules, *, whole, kept):
        self.rules, self.whole, self.kept = rules, whole, kept

    def statements(self, vendor):
        """Pairs of (create, drop) for one engine."""
        return list({"sqlite": self._sqlite, "postgresql": self._postgresql}[vendor]())

    def _sqlite(self):
        for name, (table, events, condition, reason) in self.rules.items():
            said = condition.replace("IS DISTINCT FROM", "IS NOT")
            for event in events:
                trigger = f"{name}_{event.lower()}"
                yield (
                    f"CREATE TRIGGER {trigger} BEFORE {event} ON {table} WHEN {said} "
                    f"BEGIN SELECT RAISE(ABORT, '{reason}'); END",
                    f"DROP TRIGGER IF EXISTS {trigger}",
                )
        for table, same in self.kept.items():
            trigger = f"{table}_is_not_replaced"
            yield (
                f"CREATE TRIGGER {trigger} BEFORE INSERT ON {table} "
                f"WHEN EXISTS (SELECT 1 FROM {table} o WHERE {same}) "
                "BEGIN SELECT RAISE(ABORT, 'yang sudah tertulis tidak diganti'); END",
                f"DROP TRIGGER IF EXISTS {trigger}",
            )

    def _postgresql(self):
        for name, (table, events, condition, reason) in self.rules.items():
            yield from _trigger(
                name,
                f"IF {condition} THEN RAISE EXCEPTION '{reason}' USING ERRCODE = '23514';"
                " END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;",
                f"BEFORE {' OR '.join(events)} ON {table} FOR EACH ROW",
                table,
            )
        for table, reason in self.whole.items():
            yield from _trigger(
                f"{table}_no_truncate",
                f"RAISE EXCEPTION '{reason}' USING ERRCODE = '23514';",
                f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT",
                table,
            )


def _trigger(name, body, when, table):
    yield (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$",
        f"DROP FUNCTION IF EXISTS {name}() CASCADE",
    )
    yield (
        f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {name}()",
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
    )


def raised(statements):
    """The operation that raises the guards of ``statements``, or takes them down again."""

    def up(_apps, schema_editor):
        for create, _drop in statements(schema_editor.connection.vendor):
            schema_editor.execute(create)

    def down(_apps, schema_editor):
        for _create, drop in reversed(statements(schema_editor.connection.vendor)):
            schema_editor.execute(drop)

    return migrations.RunPython(up, down)
