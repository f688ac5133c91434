"""What figures over many public disputes are counted from."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_first_run"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicClock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("no", models.PositiveSmallIntegerField()),
                ("rule", models.CharField(db_index=True, max_length=60)),
                ("length", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("unit", models.CharField(max_length=20)),
                ("triggered_on", models.DateField()),
                ("due_on", models.DateField()),
                ("met_on", models.DateField(blank=True, null=True)),
                ("is_running", models.BooleanField()),
                ("is_unreported", models.BooleanField()),
                ("used_days", models.PositiveIntegerField(blank=True, null=True)),
                ("late_days", models.PositiveIntegerField(default=0)),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clocks",
                        to="cases.publicdispute",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("dispute", "no"), name="public_clock_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicCourtStage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("no", models.PositiveSmallIntegerField()),
                ("court", models.CharField(blank=True, max_length=20)),
                ("brought_by", models.CharField(blank=True, max_length=60)),
                ("dated_on", models.DateField(blank=True, null=True)),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="court_stages",
                        to="cases.publicdispute",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dispute", "no"), name="public_court_stage_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicExemption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("no", models.PositiveSmallIntegerField()),
                ("ground", models.CharField(blank=True, db_index=True, max_length=10)),
                ("outcome", models.CharField(max_length=20)),
                ("claimed_on", models.DateField(blank=True, null=True)),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exemptions",
                        to="cases.publicdispute",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dispute", "no", "ground"), name="public_exemption_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicPromise",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("no", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                ("by", models.TextField(blank=True)),
                ("made_on", models.DateField(blank=True, null=True)),
                ("due_on", models.DateField(blank=True, db_index=True, null=True)),
                ("kept_on", models.DateField(blank=True, null=True)),
                ("lapsed_on", models.DateField(blank=True, null=True)),
                ("place", models.CharField(blank=True, max_length=40)),
                ("address", models.CharField(blank=True, max_length=120)),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="promises",
                        to="cases.publicdispute",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dispute", "kind", "no"), name="public_promise_once"
                    )
                ],
            },
        ),
    ]
