"""The forms of a transcript by name, and who signed one of them."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from cases.migrations._guards import AppendOnly


# What a signature says stays as it was said.
GUARD = AppendOnly({"cases_signature": "tanda tangan hanya bertambah"})
CERTIFYING = import_module("cases.migrations.0023_certifying")
statements = GUARD.statements

FORMS = {
    "application/pdf": "pdf",
    "text/html": "html",
    "text/plain": "txt",
    "text/vtt": "vtt",
    "application/json": "json",
    "application/akn+xml": "akn",
}


def name_forms(apps, _schema_editor):
    """Until now a form was known by its media type."""
    for name in ("Document", "PublicDocument"):
        papers = apps.get_model("cases", name).objects.exclude(edition=None)
        for mime, form in FORMS.items():
            papers.filter(mime=mime).update(form=form)


def guard_papers(_apps, schema_editor):
    """SQLite makes a table anew when a column comes, and leaves its guards behind."""
    if schema_editor.connection.vendor == "sqlite":
        for create, drop in CERTIFYING.statements("sqlite"):
            if " ON cases_document " in create:
                schema_editor.execute(drop)
                schema_editor.execute(create)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0023_certifying"),
    ]

    operations = [
        migrations.CreateModel(
            name="Signature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("signer", models.CharField(max_length=200)),
                ("authority", models.CharField(max_length=200)),
                ("certificate_sha256", models.CharField(max_length=64)),
                ("is_test", models.BooleanField()),
                ("signed_at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="document",
            name="edition_paper_once",
        ),
        migrations.AddField(
            model_name="document",
            name="form",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name="publicdocument",
            name="form",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name="publicdocument",
            name="signature",
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.RunPython(name_forms, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "form__in",
                        [
                            "",
                            "pdf",
                            "signed",
                            "condensed",
                            "html",
                            "docx",
                            "txt",
                            "vtt",
                            "csv",
                            "json",
                            "akn",
                        ],
                    )
                ),
                name="document_form_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("edition", None), ("form", "")),
                    models.Q(("edition__isnull", False), models.Q(("form", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_form_is_of_a_transcript",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                condition=models.Q(("edition__isnull", False)),
                fields=("edition", "form"),
                name="edition_paper_once",
            ),
        ),
        migrations.AddField(
            model_name="signature",
            name="document",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="signature",
                to="cases.document",
            ),
        ),
        migrations.AddField(
            model_name="signature",
            name="original",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="signed_as",
                to="cases.document",
            ),
        ),
        GUARD.operation(),
        migrations.RunPython(guard_papers, guard_papers),
    ]
