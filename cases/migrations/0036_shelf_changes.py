"""The base itself tells that the shelf changed: whatever writes to it, the number moves.

SQLite has one writer at a time and keeps one number. On PostgreSQL writers do not wait for each
other: each transaction that changes the shelf adds a row, and the newest rows together say how
the shelf stands. Whoever alters one of these tables on SQLite raises its triggers again.
"""

from django.db import migrations, models

CHANGES = "cases_publicchange"
KEPT = 1_000  # rows on PostgreSQL; more than can be under way at once
# The shelf, and the days off by which its pages count.
TABLES = (
    *("cases_publicdispute", "cases_publicalias", "cases_publicparty", "cases_publichearing"),
    *("cases_publichearingplace", "cases_publicseat", "cases_publicedition"),
    *("cases_publicline", "cases_publicsound", "cases_publicutterance"),
    *("cases_publicadmission", "cases_publicquestion", "cases_publicdecision"),
    *("cases_publicdocument", "cases_publicfingerprint", "cases_publicentry"),
    *("cases_publicclock", "cases_publicexemption", "cases_publiccourtstage"),
    *("cases_publicpromise", "cases_publicreply", "cases_publicexport", "cases_holiday"),
)
EVENTS = ("INSERT", "UPDATE", "DELETE")

SQLITE = tuple(
    (
        f"CREATE TRIGGER {table}_tells_{event.lower()} AFTER {event} ON {table} BEGIN "
        f"INSERT INTO {CHANGES} (id) SELECT COALESCE(MAX(id), 0) + 1 FROM {CHANGES}; "
        f"DELETE FROM {CHANGES} WHERE id < (SELECT MAX(id) FROM {CHANGES}); END",
        f"DROP TRIGGER {table}_tells_{event.lower()}",
    )
    for table in TABLES
    for event in EVENTS
)
POSTGRESQL = (
    (
        "CREATE FUNCTION cases_shelf_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF current_setting('cases.shelf_changed', true) "
        "IS DISTINCT FROM pg_current_xact_id()::text THEN "
        "PERFORM set_config('cases.shelf_changed', pg_current_xact_id()::text, true); "
        f"INSERT INTO {CHANGES} DEFAULT VALUES; "
        f"DELETE FROM {CHANGES} WHERE id IN (SELECT id FROM {CHANGES} WHERE id < "
        f"(SELECT MAX(id) FROM {CHANGES}) - {KEPT} LIMIT 10 FOR UPDATE SKIP LOCKED); "
        "END IF; RETURN NULL; END $$",
        "DROP FUNCTION cases_shelf_changed()",
    ),
    *(
        (
            f"CREATE TRIGGER {table}_tells AFTER {' OR '.join(EVENTS)} ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION cases_shelf_changed()",
            f"DROP TRIGGER {table}_tells ON {table}",
        )
        for table in TABLES
    ),
)
ENGINES = {"postgresql": POSTGRESQL, "sqlite": SQLITE}


def up(_apps, schema_editor):
    for create, _drop in ENGINES[schema_editor.connection.vendor]:
        schema_editor.execute(create)


def down(_apps, schema_editor):
    for _create, drop in reversed(ENGINES[schema_editor.connection.vendor]):
        schema_editor.execute(drop)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0035_hearing_rest"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
        ),
        migrations.RunPython(up, down),
    ]
