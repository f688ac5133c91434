"""Older phones and plain texts are taken; a turn is closed and opened by hand."""

from django.db import migrations, models

from cases.migrations._guards import AppendOnly

# SQLite makes a table anew when a column comes, and leaves its guards behind.
AGAIN = AppendOnly({"cases_turncorrection": "koreksi giliran hanya bertambah"})


def guard_corrections(_apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for create, drop in AGAIN.statements("sqlite"):
            schema_editor.execute(drop)
            schema_editor.execute(create)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0043_touched"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="upload", name="upload_kind_allowed"),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "mime__in",
                        [
                            "",
                            "application/pdf",
                            "image/jpeg",
                            "image/png",
                            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                            "application/vnd.oasis.opendocument.text",
                            "application/vnd.oasis.opendocument.spreadsheet",
                            "text/plain",
                            "text/csv",
                            "audio/wav",
                            "audio/flac",
                            "audio/ogg",
                            "audio/mpeg",
                            "audio/mp4",
                            "audio/aac",
                            "audio/3gpp",
                            "audio/amr",
                            "text/html",
                            "application/warc",
                            "application/gzip",
                        ],
                    )
                ),
                name="upload_kind_allowed",
            ),
        ),
        migrations.RemoveConstraint(
            model_name="transcriptimport", name="transcript_import_form_known"
        ),
        migrations.AddConstraint(
            model_name="transcriptimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "form__in",
                        [
                            "",
                            "webvtt",
                            "srt",
                            "segments",
                            "table",
                            "text",
                            "record",
                            "speech",
                        ],
                    )
                ),
                name="transcript_import_form_known",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, guard_corrections),
        migrations.AddField(
            model_name="turncorrection",
            name="article",
            field=models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.RemoveConstraint(model_name="turncorrection", name="correction_act_known"),
        migrations.AddConstraint(
            model_name="turncorrection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "act__in",
                        [
                            "edit",
                            "speaker",
                            "replace",
                            "split",
                            "join",
                            "insert",
                            "proposal",
                            "close",
                            "open",
                        ],
                    )
                ),
                name="correction_act_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="turncorrection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("act", "close"), models.Q(("article", ""), _negated=True)),
                    models.Q(models.Q(("act", "close"), _negated=True), ("article", "")),
                    _connector="OR",
                ),
                name="a_closing_has_its_article",
            ),
        ),
        migrations.RunPython(guard_corrections, migrations.RunPython.noop),
    ]
