"""What figures over public disputes are counted from, and what public bodies reply."""

import django.db.models.deletion
from django.db import migrations, models

from cases.migrations._guards import AppendOnly

# What a body said beside its record, and that it took it back, stays told.
GUARD = AppendOnly({"cases_bodyreply": "tanggapan badan publik hanya bertambah"})
statements = GUARD.statements


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0028_search"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicReply",
            fields=[
                ("slug", models.CharField(max_length=120, primary_key=True, serialize=False)),
                ("text", models.TextField()),
                ("by", models.CharField(max_length=200)),
                ("said_on", models.DateField()),
            ],
            options={
                "verbose_name_plural": "public replies",
            },
        ),
        migrations.CreateModel(
            name="BodyReply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("no", models.PositiveSmallIntegerField()),
                ("text", models.TextField(blank=True)),
                ("by", models.CharField(blank=True, max_length=200)),
                ("said_on", models.DateField()),
                ("entered_by", models.CharField(max_length=200)),
                ("entered_at", models.DateTimeField()),
                (
                    "public_body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="cases.publicbody",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "body replies",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("public_body", "no"), name="body_reply_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("by", ""), ("text", "")),
                            models.Q(
                                models.Q(("text", ""), _negated=True),
                                models.Q(("by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="body_reply_is_said_by_somebody",
                    ),
                ],
            },
        ),
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
        migrations.AddIndex(
            model_name="publicdispute",
            index=models.Index(
                fields=["year", "phase", "stage", "disposition", "commission_code"],
                name="public_dispute_stands",
            ),
        ),
        GUARD.operation(),
    ]
