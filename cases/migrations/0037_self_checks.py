"""Every night the house looks whether it adds up, and keeps what it found."""

from django.db import migrations, models

from cases.migrations._guards import AppendOnly

GUARD = AppendOnly({"cases_selfcheck": "pemeriksaan malam hanya bertambah"})
statements = GUARD.statements


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0036_shelf_changes"),
    ]

    operations = [
        migrations.CreateModel(
            name="SelfCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(unique=True)),
                ("begun_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField()),
                ("count", models.PositiveIntegerField()),
                ("findings", models.JSONField(default=list)),
            ],
        ),
        GUARD.operation(),
    ]
