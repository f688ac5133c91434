"""Summonses to hearings, how they were served, and how reasons of absence were judged."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cases.migrations._guards import AppendOnly

# What was sent, how it was served and how a reason was judged stay as they were written.
GUARD = AppendOnly(
    {
        "cases_summons": "panggilan tidak diubah; yang baru diterbitkan untuk sidang yang baru",
        "cases_summonsservice": "catatan penyampaian hanya bertambah",
        "cases_absenceexcuse": "penilaian alasan hanya bertambah",
    }
)
statements = GUARD.statements


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0015_proposals"),
    ]

    operations = [
        migrations.CreateModel(
            name="AbsenceExcuse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_accepted", models.BooleanField()),
                ("reason", models.TextField()),
                ("decided_by", models.CharField(max_length=200)),
                ("noted_at", models.DateTimeField()),
                (
                    "appearance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="excuses",
                        to="cases.appearance",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Summons",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ordinal", models.PositiveSmallIntegerField()),
                ("letter_number", models.CharField(blank=True, max_length=120)),
                ("letter_date", models.DateField()),
                ("reading", models.CharField(blank=True, max_length=24)),
                ("is_clear", models.BooleanField(default=False)),
                ("last_service_on", models.DateField(blank=True, null=True)),
                ("calendar_version", models.CharField(blank=True, max_length=12)),
                ("working", models.JSONField(default=dict)),
                ("issued_at", models.DateTimeField()),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="summonses",
                        to="cases.dispute",
                    ),
                ),
                (
                    "editable",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editable_summons",
                        to="cases.document",
                    ),
                ),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="summonses",
                        to="cases.hearing",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "paper",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="summons",
                        to="cases.document",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="summonses",
                        to="cases.participant",
                    ),
                ),
                (
                    "representation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="summonses",
                        to="cases.representation",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "summonses",
            },
        ),
        migrations.CreateModel(
            name="SummonsService",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("way", models.CharField(max_length=8)),
                ("result", models.CharField(max_length=8)),
                ("served_on", models.DateField()),
                ("served_at", models.TimeField(blank=True, null=True)),
                ("received_by", models.CharField(blank=True, max_length=200)),
                ("capacity", models.CharField(blank=True, max_length=200)),
                ("place", models.CharField(blank=True, max_length=300)),
                ("tracking", models.CharField(blank=True, max_length=120)),
                ("server", models.CharField(blank=True, max_length=200)),
                ("note", models.TextField(blank=True)),
                ("by_party", models.CharField(blank=True, max_length=10)),
                ("recorded_at", models.DateTimeField()),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="cases.summonsservice",
                    ),
                ),
                (
                    "proof",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proves_service",
                        to="cases.upload",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "summons",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="cases.summons",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="summons",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "reading__in",
                        ["", "without_joint_leave", "with_joint_leave", "calendar_days"],
                    )
                ),
                name="summons_reading_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="summons",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("last_service_on", None), ("reading", "")),
                    models.Q(
                        models.Q(("reading", ""), _negated=True),
                        ("last_service_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="summons_counted_or_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="summons",
            constraint=models.UniqueConstraint(
                condition=models.Q(("representation", None)),
                fields=("hearing", "dispute", "participant"),
                name="summons_of_a_party_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="summons",
            constraint=models.UniqueConstraint(
                condition=models.Q(("representation__isnull", False)),
                fields=("hearing", "dispute", "participant", "representation"),
                name="summons_of_a_representative_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="summonsservice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("way__in", ["post", "courier", "email", "hand", "desk", "oral", "board"])
                ),
                name="summons_service_way_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="summonsservice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("result__in", ["sent", "received", "refused", "returned", "notice"])
                ),
                name="summons_service_result_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="summonsservice",
            constraint=models.CheckConstraint(
                condition=models.Q(("by_party__in", ["", "pemohon", "termohon"])),
                name="summons_service_side_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="summonsservice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("by_party", ""), _negated=True),
                fields=("summons", "by_party"),
                name="summons_received_by_a_side_once",
            ),
        ),
        GUARD.operation(),
    ]
