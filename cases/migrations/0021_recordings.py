"""The sound of hearings, and words that come into their record from elsewhere."""

import cases.domain.recordings
import django.db.models.deletion
from django.db import migrations, models

from cases.migrations._guards import AppendOnly

# What was said of a recording stays as it was said.
GUARD = AppendOnly(
    {
        "cases_recordingoffset": "selisih jam rekaman hanya bertambah",
        "cases_closedpart": "bagian tertutup hanya bertambah",
    }
)
statements = GUARD.statements


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0020_capture"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClosedPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("start_ms", models.PositiveIntegerField()),
                ("end_ms", models.PositiveIntegerField()),
                ("reason", models.CharField(max_length=300)),
                ("noted_by", models.CharField(max_length=200)),
                ("noted_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="HeardPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("no", models.PositiveIntegerField()),
                ("until_ms", models.PositiveIntegerField()),
                ("cues", models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name="Recording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=8, unique=True)),
                ("retention_until", models.DateField(blank=True, null=True)),
                ("retention_source", models.CharField(blank=True, max_length=300)),
                ("added_by", models.CharField(max_length=200)),
                ("added_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="RecordingOffset",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("no", models.PositiveSmallIntegerField()),
                ("offset_ms", models.IntegerField()),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("noted_by", models.CharField(max_length=200)),
                ("noted_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="TranscriptImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=8, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("form", models.CharField(blank=True, max_length=10)),
                ("keep_cues", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        default=cases.domain.recordings.ImportState["WAITING"], max_length=10
                    ),
                ),
                ("cues", models.PositiveIntegerField(default=0)),
                ("turns", models.PositiveIntegerField(default=0)),
                ("report", models.JSONField(default=dict)),
                ("created_by", models.CharField(max_length=200)),
                ("created_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="upload",
            name="upload_kind_allowed",
        ),
        migrations.AddField(
            model_name="upload",
            name="duration_ms",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="utterancerevision",
            name="words",
            field=models.JSONField(blank=True, null=True),
        ),
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
                        ],
                    )
                ),
                name="upload_kind_allowed",
            ),
        ),
        migrations.AddField(
            model_name="recording",
            name="hearing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="recordings",
                to="cases.hearing",
            ),
        ),
        migrations.AddField(
            model_name="recording",
            name="session",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="recordings",
                to="cases.hearingsession",
            ),
        ),
        migrations.AddField(
            model_name="recording",
            name="upload",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="recording",
                to="cases.upload",
            ),
        ),
        migrations.AddField(
            model_name="closedpart",
            name="recording",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="closed_parts",
                to="cases.recording",
            ),
        ),
        migrations.AddField(
            model_name="recordingoffset",
            name="recording",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="offsets",
                to="cases.recording",
            ),
        ),
        migrations.AddField(
            model_name="transcriptimport",
            name="hearing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="imports",
                to="cases.hearing",
            ),
        ),
        migrations.AddField(
            model_name="transcriptimport",
            name="recording",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="imports",
                to="cases.recording",
            ),
        ),
        migrations.AddField(
            model_name="transcriptimport",
            name="upload",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="transcript_imports",
                to="cases.upload",
            ),
        ),
        migrations.AddField(
            model_name="heardpart",
            name="batch",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="heard",
                to="cases.transcriptimport",
            ),
        ),
        migrations.AddConstraint(
            model_name="recording",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("retention_source", ""), ("retention_until", None)),
                    models.Q(
                        ("retention_until__isnull", False),
                        models.Q(("retention_source", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="retention_has_its_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="closedpart",
            constraint=models.CheckConstraint(
                condition=models.Q(("end_ms__gt", models.F("start_ms"))),
                name="closed_part_has_length",
            ),
        ),
        migrations.AddConstraint(
            model_name="recordingoffset",
            constraint=models.UniqueConstraint(
                fields=("recording", "no"), name="recording_offset_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="transcriptimport",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "done", "known"])),
                name="transcript_import_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="transcriptimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("form__in", ["", "webvtt", "srt", "segments", "record", "speech"])
                ),
                name="transcript_import_form_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="transcriptimport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", cases.domain.recordings.ImportState["DONE"])),
                fields=("hearing", "sha256"),
                name="words_are_imported_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="transcriptimport",
            constraint=models.CheckConstraint(
                condition=models.Q(("upload", None), ("recording", None), _connector="OR"),
                name="words_come_from_one_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="transcriptimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("finished_at", None),
                        ("state", cases.domain.recordings.ImportState["WAITING"]),
                    ),
                    models.Q(
                        models.Q(("sha256", ""), _negated=True),
                        ("finished_at__isnull", False),
                        models.Q(
                            ("state", cases.domain.recordings.ImportState["WAITING"]),
                            _negated=True,
                        ),
                    ),
                    _connector="OR",
                ),
                name="transcript_import_ends_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="heardpart",
            constraint=models.UniqueConstraint(fields=("batch", "no"), name="heard_part_once"),
        ),
        GUARD.operation(),
    ]
