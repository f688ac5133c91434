"""What pages say of the whole shelf is read from indexes: who takes part in a role, which
commissions and rooms there are, what was announced and what changed last.

The field is altered by its indexes alone: SQLite would make the table anew, without the triggers
that tell of changes (0043).
"""

from django.db import migrations, models

TABLE, COLUMN = "cases_publicparty", "slug"


def drop(_apps, schema_editor):
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        held = connection.introspection.get_constraints(cursor, TABLE)
    for name, told in held.items():
        if told["index"] and told["columns"] == [COLUMN]:
            schema_editor.execute(f"DROP INDEX {schema_editor.quote_name(name)}")


def raise_again(_apps, schema_editor):
    schema_editor.execute(f"CREATE INDEX {TABLE}_{COLUMN} ON {TABLE} ({COLUMN})")


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0048_of_a_year"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(drop, raise_again)],
            state_operations=[
                migrations.AlterField(
                    model_name="publicparty",
                    name=COLUMN,
                    field=models.CharField(blank=True, max_length=120),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="publicparty",
            index=models.Index(fields=["role", "slug", "dispute"], name="public_party_of_role"),
        ),
        migrations.AddIndex(
            model_name="publichearing",
            index=models.Index(fields=["commission_code", "room"], name="public_hearing_room"),
        ),
        migrations.AddIndex(
            model_name="publichearing",
            index=models.Index(fields=["announced_at"], name="public_hearing_announced"),
        ),
        migrations.AddIndex(
            model_name="publichearing",
            index=models.Index(fields=["shelved_at"], name="public_hearing_changed"),
        ),
        migrations.AddIndex(
            model_name="publicedition",
            index=models.Index(fields=["shelved_at"], name="public_edition_changed"),
        ),
    ]
