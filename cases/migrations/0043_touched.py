"""The base tells as well what of the shelf was touched: of which dispute, hearing or edition.

A page of one case stands while nothing of that case changes, whatever is written elsewhere. Each
row that is written tells the codes in its own columns. What every page may show, as the days off,
tells ``*``; what no page of a case shows tells no code.

SQLite keeps one row for each code, with the newest number. On PostgreSQL each transaction adds a
row for each code; rows of more than a day are taken away, twenty at a time: no transaction lasts
so long, and no page is kept so long. Whoever alters one of these tables on SQLite raises its
triggers again.
"""

from importlib import import_module

from django.db import migrations, models

before = import_module("cases.migrations.0036_shelf_changes")

CHANGES = before.CHANGES
EVERYTHING = "*"
MOST = 100  # codes of one statement; beyond, it is as if everything had changed
OLDEST = 20  # rows that are looked at, whether they may go
OF_A_DISPUTE, OF_A_HEARING = ("dispute_id",), ("hearing_id",)
# The columns that name what a row is about; none: nothing that a page of a case shows.
TOUCHED = {
    "cases_publicdispute": ("code",),
    "cases_publicalias": OF_A_DISPUTE,
    "cases_publicparty": OF_A_DISPUTE,
    "cases_publichearing": ("code", "event_code"),
    "cases_publichearingplace": ("dispute_id", "hearing_id"),
    "cases_publicseat": OF_A_HEARING,
    "cases_publicedition": ("code", "hearing_id"),
    "cases_publicline": ("edition_id",),
    "cases_publicsound": OF_A_HEARING,
    "cases_publicutterance": OF_A_HEARING,
    "cases_publicadmission": OF_A_DISPUTE,
    "cases_publicquestion": OF_A_HEARING,
    "cases_publicdecision": OF_A_DISPUTE,
    "cases_publicdocument": ("dispute_id", "hearing_id", "edition_id"),
    "cases_publicfingerprint": (),
    "cases_publicentry": OF_A_DISPUTE,
    "cases_publicclock": OF_A_DISPUTE,
    "cases_publicexemption": OF_A_DISPUTE,
    "cases_publiccourtstage": OF_A_DISPUTE,
    "cases_publicpromise": OF_A_DISPUTE,
    "cases_publicreply": (),
    "cases_publicexport": (),
    "cases_holiday": (f"'{EVERYTHING}'",),
}
EVENTS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


def _told(table, row):
    """What a row tells, as expressions over ``row``."""
    columns = TOUCHED[table] or ("''",)
    return [name if name.startswith("'") else f"{row}.{name}" for name in columns]


def _on_sqlite(table, event, rows):
    told = [expression for row in rows for expression in _told(table, row)]
    acts = "".join(
        f"INSERT INTO {CHANGES} (id, code) SELECT "
        f"(SELECT COALESCE(MAX(id), 0) + 1 FROM {CHANGES}), {one} WHERE {one} IS NOT NULL; "
        f"DELETE FROM {CHANGES} WHERE code = {one} AND id < (SELECT MAX(id) FROM {CHANGES}); "
        for one in told
    )
    name = f"{table}_tells_{event.lower()}"
    return f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {acts}END", name


def _on_postgresql(table, event, rows):
    name = f"{table}_tells_{event.lower()}"
    seen = " ".join(f"{row} TABLE AS {row.lower()}_rows" for row in rows)
    told = ", ".join(_told(table, "told"))
    return (
        f"CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {seen} FOR EACH STATEMENT "
        f"EXECUTE FUNCTION cases_shelf_changed($told${told}$told$)",
        f"DROP TRIGGER {name} ON {table}",
    )


SQLITE = tuple(
    (create, f"DROP TRIGGER {name}")
    for create, name in (
        _on_sqlite(table, event, rows) for table in TOUCHED for event, rows in EVENTS.items()
    )
)
FUNCTION = f"""
CREATE FUNCTION cases_shelf_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    rows text := CASE TG_OP WHEN 'INSERT' THEN 'TABLE new_rows' WHEN 'DELETE' THEN 'TABLE old_rows'
                 ELSE 'TABLE old_rows UNION ALL TABLE new_rows' END;
    touched text[];
BEGIN
    EXECUTE format('SELECT array_agg(DISTINCT code) FROM (SELECT unnest(ARRAY[%s]::text[]) AS code '
                   'FROM (%s) AS told) AS found WHERE code IS NOT NULL', TG_ARGV[0], rows)
        INTO touched;
    IF cardinality(touched) > {MOST} THEN
        touched := ARRAY['{EVERYTHING}'];
    END IF;
    INSERT INTO {CHANGES} (code, act, at)
        SELECT unnest(touched), pg_current_xact_id()::text::bigint, clock_timestamp()
        ON CONFLICT DO NOTHING;
    DELETE FROM {CHANGES} WHERE id IN (
        SELECT id FROM {CHANGES} WHERE at < clock_timestamp() - interval '1 day'
        AND id IN (SELECT id FROM {CHANGES} ORDER BY id LIMIT {OLDEST}) FOR UPDATE SKIP LOCKED);
    RETURN NULL;
END $$
"""
POSTGRESQL = (
    (FUNCTION, "DROP FUNCTION cases_shelf_changed()"),
    *(
        _on_postgresql(table, event, rows)
        for table in TOUCHED
        for event, rows in EVENTS.items()
    ),
)
ENGINES = {"postgresql": POSTGRESQL, "sqlite": SQLITE}


def up(_apps, schema_editor):
    for create, _drop in ENGINES[schema_editor.connection.vendor]:
        schema_editor.execute(create, params=None)  # no values, and signs of format


def down(_apps, schema_editor):
    for _create, drop in reversed(ENGINES[schema_editor.connection.vendor]):
        schema_editor.execute(drop)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0042_panel_orders"),
    ]

    operations = [
        # Its triggers write to the table that changes here.
        migrations.RunPython(before.down, before.up),
        migrations.AddField(
            model_name="publicchange",
            name="code",
            field=models.CharField(blank=True, max_length=8),
        ),
        migrations.AddField(
            model_name="publicchange",
            name="act",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="publicchange",
            name="at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="publicchange",
            constraint=models.UniqueConstraint(
                fields=("code", "act"), name="public_change_once"
            ),
        ),
        migrations.RunPython(up, down),
    ]
