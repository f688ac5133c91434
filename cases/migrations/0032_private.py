"""What is private: redacted copies, decided personal data, proofs of identity, readings."""

import cases.domain.personal_data
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

from cases.migrations._guards import AppendOnly


GROWING = AppendOnly(
    {
        "cases_personaldecision": "keputusan data pribadi hanya bertambah",
        "cases_filereading": "catatan pembukaan berkas hanya bertambah",
    }
)
statements = GROWING.statements


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0031_program_access"),
    ]

    operations = [
        migrations.CreateModel(
            name="Redaction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=8, unique=True)),
                ("source_sha256", models.CharField(max_length=64)),
                ("title", models.CharField(max_length=300)),
                ("opened_at", models.DateTimeField()),
                ("ordered_at", models.DateTimeField(blank=True, null=True)),
                ("made_at", models.DateTimeField(blank=True, null=True)),
                ("remaining", models.TextField(blank=True)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="redactions_confirmed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="redactions",
                        to="cases.dispute",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="redaction",
                        to="cases.document",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="redactions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="redactions",
                        to="cases.upload",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RedactionBox",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("page", models.PositiveIntegerField()),
                ("x", models.PositiveIntegerField()),
                ("y", models.PositiveIntegerField()),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("ground", models.CharField(max_length=10)),
                ("reason", models.CharField(max_length=300)),
                (
                    "redaction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="boxes",
                        to="cases.redaction",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "redaction boxes",
            },
        ),
        migrations.CreateModel(
            name="FileReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(db_index=True, max_length=8)),
                ("read_as", models.CharField(max_length=10)),
                ("why", models.CharField(max_length=10)),
                ("came_from", models.CharField(max_length=10)),
                ("read_at", models.DateTimeField()),
                (
                    "dispute",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="file_readings",
                        to="cases.dispute",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("read_as__in", ["copy", "thumbnail", "page", "paper"])
                        ),
                        name="file_reading_as_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("why__in", ["identity", "sealed", "internal", "closed"])
                        ),
                        name="file_reading_why_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("came_from__in", ["here", "inside", "outside", "unknown"])
                        ),
                        name="file_reading_from_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IdentityPaper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("brought_at", models.DateTimeField()),
                ("sealed_at", models.DateTimeField(blank=True, null=True)),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
                ("erased_by", models.CharField(blank=True, max_length=200)),
                ("erased_because", models.CharField(blank=True, max_length=10)),
                ("erased_reason", models.CharField(blank=True, max_length=300)),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="identity_papers",
                        to="cases.dispute",
                    ),
                ),
                (
                    "upload",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="identity_paper",
                        to="cases.upload",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("erased_because__in", ["", "verified", "period"])),
                        name="identity_paper_reason_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("erased_at", None), ("erased_because", ""), ("erased_by", "")
                            ),
                            models.Q(
                                ("erased_at__isnull", False),
                                models.Q(("erased_by", ""), _negated=True),
                                models.Q(("erased_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="identity_paper_is_erased_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonalDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=10)),
                ("subject_code", models.CharField(max_length=20)),
                ("kind", models.CharField(max_length=10)),
                ("mark", models.CharField(max_length=64)),
                ("written", models.TextField(blank=True)),
                ("choice", models.CharField(max_length=5)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("decided_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="personal_decisions",
                        to="cases.dispute",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["subject", "subject_code"], name="personal_decision_subject"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("subject__in", ["edition", "statement", "redaction", "writing"])
                        ),
                        name="personal_decision_subject_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["nik", "account", "phone", "email", "address", "name"],
                            )
                        ),
                        name="personal_decision_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("choice__in", ["keep", "mask"])),
                        name="personal_decision_choice_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("choice", cases.domain.personal_data.Choice["KEEP"]),
                                ("written", ""),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            models.Q(
                                ("choice", cases.domain.personal_data.Choice["MASK"]),
                                models.Q(("written", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="personal_decision_is_whole",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="redaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("document", None), ("made_at", None)),
                    models.Q(
                        ("document__isnull", False),
                        ("made_at__isnull", False),
                        ("ordered_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="redaction_is_made_as_ordered",
            ),
        ),
        migrations.AddConstraint(
            model_name="redaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at", None), ("confirmed_by", None)),
                    models.Q(
                        ("confirmed_at__isnull", False),
                        ("confirmed_by__isnull", False),
                        ("document__isnull", False),
                        models.Q(("confirmed_by", models.F("opened_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="redaction_is_confirmed_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="redactionbox",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("height__gte", 20),
                    ("page__gte", 1),
                    ("width__gte", 20),
                    (
                        "x__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.Value(10000), "-", models.F("width")
                        ),
                    ),
                    (
                        "y__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.Value(10000), "-", models.F("height")
                        ),
                    ),
                ),
                name="redaction_box_lies_on_its_page",
            ),
        ),
        migrations.AddConstraint(
            model_name="redactionbox",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ground", ""), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                ),
                name="redaction_box_has_a_ground",
            ),
        ),
        GROWING.operation(),
    ]
