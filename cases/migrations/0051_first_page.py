"""What the first page shows is read from indexes: the latest decisions, where the base has one
that puts those without a day last, and the admission that the most questions drew out.
"""

from django.db import migrations, models

NAME = "public_decision_latest"


def up(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE INDEX {NAME} ON cases_publicdecision "
            "(pronounced_on DESC NULLS LAST, dispute_id, no)"
        )


def down(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX {NAME}")


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0050_counts"),
    ]

    operations = [
        migrations.RunPython(up, down),
        migrations.AddIndex(
            model_name="publicadmission",
            index=models.Index(
                fields=["-exchange_count", "-made_on", "dispute", "code"],
                name="public_admission_drawn_out",
            ),
        ),
    ]
