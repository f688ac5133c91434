"""The one-time code of an empty installation."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0033_checkpoints"),
    ]

    operations = [
        migrations.CreateModel(
            name="FirstRun",
            fields=[
                (
                    "slot",
                    models.PositiveSmallIntegerField(
                        default=1, primary_key=True, serialize=False
                    ),
                ),
                ("code_hash", models.CharField(max_length=64)),
                ("drawn_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("slot", 1)), name="one_first_run"
                    )
                ],
            },
        ),
    ]
