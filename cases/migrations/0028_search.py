"""The index of the shelf, and what each engine keeps beside its words.

SQLite has no index that puts the unknown last; its registers are small enough to be sorted.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F

TABLE = "cases_publicentry"
WORDS = f"{TABLE}_words"

POSTGRESQL = (
    (
        f"ALTER TABLE {TABLE} ADD COLUMN vector tsvector "
        "GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED",
        f"ALTER TABLE {TABLE} DROP COLUMN vector",
    ),
    (
        f"CREATE INDEX public_entry_vector ON {TABLE} USING gin (vector)",
        "DROP INDEX public_entry_vector",
    ),
    *(
        (
            f"CREATE INDEX public_dispute_{name} ON cases_publicdispute ({columns}, code)",
            f"DROP INDEX public_dispute_{name}",
        )
        for name, columns in {
            "latest": "last_event_on DESC NULLS LAST",
            "decided": "decided_on DESC NULLS LAST",
            "received": "received_on DESC NULLS LAST, year DESC NULLS LAST",
            "due": "due_on NULLS LAST",
        }.items()
    ),
)
# The full-text table keeps no words of its own. Whoever alters the table of entries on SQLite
# raises these triggers again.
SQLITE = (
    (
        f"CREATE VIRTUAL TABLE {WORDS} USING fts5(words, content='{TABLE}', "
        "content_rowid='id', tokenize='ascii', columnsize=0)",
        f"DROP TABLE {WORDS}",
    ),
    (
        f"CREATE TRIGGER {WORDS}_put AFTER INSERT ON {TABLE} BEGIN "
        f"INSERT INTO {WORDS} (rowid, words) VALUES (new.id, new.words); END",
        f"DROP TRIGGER {WORDS}_put",
    ),
    (
        f"CREATE TRIGGER {WORDS}_taken AFTER DELETE ON {TABLE} BEGIN "
        f"INSERT INTO {WORDS} ({WORDS}, rowid, words) VALUES ('delete', old.id, old.words); END",
        f"DROP TRIGGER {WORDS}_taken",
    ),
    (
        f"CREATE TRIGGER {WORDS}_changed AFTER UPDATE ON {TABLE} BEGIN "
        f"INSERT INTO {WORDS} ({WORDS}, rowid, words) VALUES ('delete', old.id, old.words); "
        f"INSERT INTO {WORDS} (rowid, words) VALUES (new.id, new.words); END",
        f"DROP TRIGGER {WORDS}_changed",
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
        ("cases", "0027_chunks"),
    ]

    operations = [
        migrations.RemoveField(model_name="publicadmission", name="search_text"),
        migrations.RemoveField(model_name="publicdispute", name="numbers_text"),
        migrations.RemoveField(model_name="publicdispute", name="search_text"),
        migrations.RemoveField(model_name="publicutterance", name="search_text"),
        migrations.AddField(
            model_name="publicdispute",
            name="traits",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="PublicEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("place", models.CharField(blank=True, max_length=12)),
                ("number", models.PositiveIntegerField(default=0)),
                ("on", models.DateField()),
                ("words", models.TextField(blank=True)),
                (
                    "dispute",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="cases.publicdispute",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "public entries",
                "indexes": [
                    models.Index(
                        models.OrderBy(F("on"), descending=True),
                        models.OrderBy(F("id"), descending=True),
                        name="public_entry_newest",
                    ),
                    models.Index(
                        F("kind"),
                        models.OrderBy(F("on"), descending=True),
                        models.OrderBy(F("id"), descending=True),
                        name="public_entry_newest_of_kind",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dispute", "kind", "place", "number"), name="public_entry_once"
                    )
                ],
            },
        ),
        migrations.RunPython(up, down),
    ]
