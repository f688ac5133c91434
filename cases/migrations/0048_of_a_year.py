"""The disputes of one year are read in the order of their latest events, where the base has an
index that puts the unknown last.
"""

from django.db import migrations

NAME = "public_dispute_of_year"


def up(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE INDEX {NAME} ON cases_publicdispute "
            "(year, last_event_on DESC NULLS LAST, code)"
        )


def down(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX {NAME}")


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0047_words_beside"),
    ]

    operations = [migrations.RunPython(up, down)]
