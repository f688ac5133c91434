"""What is keyed in the hearing room, what is made of it, and what becomes of questions."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cases.migrations._guards import AppendOnly

GUARD = AppendOnly(
    {
        "cases_captureentry": "catatan ruang sidang hanya bertambah",
        "cases_turnwithdrawal": "penarikan giliran hanya bertambah",
        "cases_turnmark": "tanda pada giliran hanya bertambah",
        "cases_markconfirmation": "pengukuhan tanda hanya bertambah",
        "cases_capturetrouble": "kendala catatan hanya bertambah",
        "cases_questionjudgement": "penilaian pertanyaan hanya bertambah",
    }
)
statements = GUARD.statements


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0019_doubles"),
    ]

    operations = [
        migrations.AddField(
            model_name="hearing",
            name="adjourn_reason",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="questionthread",
            name="undertaking",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="thread",
                to="cases.undertaking",
            ),
        ),
        migrations.CreateModel(
            name="CaptureDevice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("device", models.CharField(max_length=36)),
                ("no", models.PositiveSmallIntegerField()),
                ("taken", models.PositiveIntegerField(default=0)),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="capture_devices",
                        to="cases.hearing",
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
        ),
        migrations.CreateModel(
            name="CaptureEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("n", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=12)),
                ("payload", models.JSONField()),
                ("made_at", models.DateTimeField()),
                ("clock_offset_ms", models.BigIntegerField(default=0)),
                ("received_at", models.DateTimeField()),
                (
                    "device",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="cases.capturedevice",
                    ),
                ),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="capture_entries",
                        to="cases.hearing",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "capture entries",
            },
        ),
        migrations.CreateModel(
            name="CapturedTurn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ref", models.CharField(max_length=50)),
                ("said_at", models.DateTimeField()),
                ("key", models.CharField(max_length=1)),
                ("speaker", models.CharField(blank=True, max_length=60)),
                ("addressee", models.CharField(blank=True, max_length=60)),
                ("register", models.CharField(blank=True, max_length=8)),
                ("was_closed", models.BooleanField(default=False)),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="captured_turns",
                        to="cases.hearing",
                    ),
                ),
                (
                    "utterance",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="captured",
                        to="cases.utterance",
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="turn",
                        to="cases.captureentry",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CapturedSpeaker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ref", models.CharField(max_length=50)),
                (
                    "appearance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="captured",
                        to="cases.appearance",
                    ),
                ),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="captured_speakers",
                        to="cases.hearing",
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="speaker",
                        to="cases.captureentry",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaptureTrouble",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("text", models.TextField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="troubles",
                        to="cases.captureentry",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="QuestionJudgement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fate", models.CharField(max_length=20)),
                ("assessed_by", models.CharField(blank=True, max_length=200)),
                ("assessed_on", models.DateField(blank=True, null=True)),
                ("written_at", models.DateTimeField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("note", models.TextField(blank=True)),
                ("is_lapse", models.BooleanField(default=False)),
                (
                    "answer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settles",
                        to="cases.utterance",
                    ),
                ),
                (
                    "exhibit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settles",
                        to="cases.exhibit",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settles",
                        to="cases.correspondence",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="judgements",
                        to="cases.questionthread",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TurnMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("what", models.TextField(blank=True)),
                ("due_on", models.DateField(blank=True, null=True)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="cases.captureentry",
                    ),
                ),
                (
                    "exhibit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="cases.exhibit",
                    ),
                ),
                (
                    "utterance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="cases.utterance",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MarkConfirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("became", models.CharField(blank=True, max_length=60)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="cases.captureentry",
                    ),
                ),
                (
                    "word",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.utterance",
                    ),
                ),
                (
                    "mark",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmation",
                        to="cases.turnmark",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TurnWithdrawal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="cases.captureentry",
                    ),
                ),
                (
                    "utterance",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="cases.utterance",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="capturedevice",
            constraint=models.UniqueConstraint(
                fields=("hearing", "device"), name="capture_device_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="capturedevice",
            constraint=models.UniqueConstraint(
                fields=("hearing", "no"), name="capture_device_no_once"
            ),
        ),
        migrations.AddIndex(
            model_name="captureentry",
            index=models.Index(fields=["hearing", "kind"], name="capture_entry_of_kind"),
        ),
        migrations.AddConstraint(
            model_name="captureentry",
            constraint=models.UniqueConstraint(
                fields=("device", "n"), name="capture_entry_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="captureentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("n__gte", 1)), name="capture_entry_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="captureentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "turn",
                            "withdrawal",
                            "mark",
                            "confirmation",
                            "fate",
                            "speaker",
                            "presence",
                            "phase",
                        ],
                    )
                ),
                name="capture_entry_kind_known",
            ),
        ),
        migrations.AddIndex(
            model_name="capturedturn",
            index=models.Index(fields=["hearing", "said_at"], name="captured_in_order"),
        ),
        migrations.AddConstraint(
            model_name="capturedturn",
            constraint=models.UniqueConstraint(
                fields=("hearing", "ref"), name="captured_ref_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="capturedspeaker",
            constraint=models.UniqueConstraint(
                fields=("hearing", "ref"), name="captured_speaker_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="questionjudgement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "fate__in",
                        [
                            "open",
                            "direct",
                            "partial",
                            "evasive",
                            "refused",
                            "deferred_writing",
                            "withdrawn",
                        ],
                    )
                ),
                name="judgement_fate_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="turnmark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["admission", "undertaking", "order", "exhibit"])
                ),
                name="turn_mark_kind_known",
            ),
        ),
        GUARD.operation(),
    ]
