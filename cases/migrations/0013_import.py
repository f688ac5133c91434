"""A commission's own register and agenda: maps, batches, and every row as it was written."""

import cases.domain.register_import.report
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

from cases.migrations._guards import AppendOnly


# What was written stays as it was written.
NOT_REPLACED = (
    "CREATE TRIGGER cases_importedrow_replaces_nothing BEFORE INSERT ON cases_importedrow "
    "WHEN EXISTS (SELECT 1 FROM cases_importedrow o WHERE o.id = NEW.id OR (o.key = NEW.key"
    " AND o.kind = NEW.kind AND o.commission_id = NEW.commission_id)) "
    "BEGIN SELECT RAISE(ABORT, 'baris impor hanya bertambah'); END",
    "DROP TRIGGER IF EXISTS cases_importedrow_replaces_nothing",
)
GUARD = AppendOnly({"cases_importedrow": "baris impor hanya bertambah"}, more=[NOT_REPLACED])
statements = GUARD.statements


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0012_clerk"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=8, unique=True)),
                ("kind", models.CharField(max_length=10)),
                (
                    "state",
                    models.CharField(
                        default=cases.domain.register_import.report.BatchState["BROUGHT"],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("mapping", models.JSONField(default=dict)),
                ("is_public", models.BooleanField(default=False)),
                ("trial", models.JSONField(default=dict)),
                ("report", models.JSONField(default=dict)),
                ("rows", models.PositiveIntegerField(default=0)),
                ("imported", models.PositiveIntegerField(default=0)),
                ("unchanged", models.PositiveIntegerField(default=0)),
                ("rejected", models.PositiveIntegerField(default=0)),
                ("created_by", models.CharField(max_length=200)),
                ("created_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "commission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="import_batches",
                        to="cases.commission",
                    ),
                ),
                (
                    "upload",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="import_batches",
                        to="cases.upload",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "import batches",
            },
        ),
        migrations.CreateModel(
            name="ImportedRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("row", models.PositiveIntegerField()),
                ("key", models.CharField(max_length=200)),
                ("case_key", models.CharField(blank=True, max_length=200)),
                ("written", models.JSONField(default=dict)),
                ("understood", models.JSONField(default=dict)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows_imported",
                        to="cases.importbatch",
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.commission",
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imported_rows",
                        to="cases.dispute",
                    ),
                ),
                (
                    "docket_entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.docketentry",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ImportMap",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("mapping", models.JSONField(default=dict)),
                ("updated_by", models.CharField(max_length=200)),
                ("updated_at", models.DateTimeField()),
                (
                    "commission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="import_maps",
                        to="cases.commission",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["register", "agenda"])),
                name="import_batch_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["brought", "checking", "checked", "running", "done"])
                ),
                name="import_batch_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "rows",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                models.F("imported"), "+", models.F("unchanged")
                            ),
                            "+",
                            models.F("rejected"),
                        ),
                    )
                ),
                name="import_batch_adds_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("finished_at__isnull", False),
                        ("state", cases.domain.register_import.report.BatchState["DONE"]),
                    ),
                    models.Q(
                        models.Q(
                            ("state", cases.domain.register_import.report.BatchState["DONE"]),
                            _negated=True,
                        ),
                        ("finished_at", None),
                    ),
                    _connector="OR",
                ),
                name="import_batch_is_done_at_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="importedrow",
            index=models.Index(fields=["commission", "case_key"], name="imported_row_by_case"),
        ),
        migrations.AddConstraint(
            model_name="importedrow",
            constraint=models.UniqueConstraint(
                fields=("commission", "kind", "key"), name="a_row_is_imported_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="importmap",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["register", "agenda"])),
                name="import_map_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="importmap",
            constraint=models.UniqueConstraint(
                fields=("commission", "kind"), name="one_import_map_for_a_kind"
            ),
        ),
        GUARD.operation(),
    ]
