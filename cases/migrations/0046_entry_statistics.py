"""What the planner of PostgreSQL should know of the entries of the index: place and number follow
from the kind, so that three conditions on them narrow no more than one.
"""

from django.db import migrations

NAME = "public_entry_kinds"


def up(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE STATISTICS {NAME} (dependencies, mcv) "
            "ON kind, place, number FROM cases_publicentry"
        )


def down(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP STATISTICS {NAME}")


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0045_webhook_told"),
    ]

    operations = [migrations.RunPython(up, down)]
