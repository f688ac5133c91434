"""Findings of the registry on each paper of an application, and who handles a dispute."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cases.migrations._guards import AppendOnly

# A finding stays as it was written; what is found later stands beside it.
GUARD = AppendOnly(
    {
        "cases_verificationfinding": "temuan pemeriksaan hanya bertambah",
        "cases_registryassignment": "penugasan hanya bertambah",
    }
)
statements = GUARD.statements


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_bookings"),
    ]

    operations = [
        migrations.CreateModel(
            name="RegistryAssignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("assigned_at", models.DateTimeField()),
                (
                    "assigned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registry_assignments_made",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registry_assignments",
                        to="cases.dispute",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registry_assignments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="VerificationFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.CharField(max_length=12)),
                ("verdict", models.CharField(max_length=8)),
                ("note", models.TextField(blank=True)),
                ("found_at", models.DateTimeField()),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="cases.dispute",
                    ),
                ),
                (
                    "found_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "place__in",
                                [
                                    "identity",
                                    "attorney",
                                    "request",
                                    "reply",
                                    "objection",
                                    "answer",
                                ],
                            )
                        ),
                        name="finding_place_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["valid", "invalid", "absent"])),
                        name="finding_verdict_known",
                    ),
                ],
            },
        ),
        GUARD.operation(),
    ]
