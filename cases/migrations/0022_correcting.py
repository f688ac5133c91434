"""What is done to a draft after the hearing: corrections, second readings, proposals."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


from cases.migrations._guards import AppendOnly

GUARD = AppendOnly(
    {
        "cases_turncorrection": "koreksi giliran hanya bertambah",
        "cases_turnreading": "pembacaan kedua hanya bertambah",
        "cases_wordconfirmation": "kata yang sudah didengarkan hanya bertambah",
        "cases_correctionwindow": "masa usulan koreksi hanya bertambah",
        "cases_turnproposal": "usulan koreksi hanya bertambah",
        "cases_proposaldecision": "keputusan atas usulan hanya bertambah",
    }
)
statements = GUARD.statements
# SQLite makes a table anew when a column changes, and leaves its guards behind.
AGAIN = AppendOnly({"cases_turnwithdrawal": "penarikan giliran hanya bertambah"})


def guard_withdrawals(_apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for create, drop in AGAIN.statements("sqlite"):
            schema_editor.execute(drop)
            schema_editor.execute(create)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0021_recordings"),
    ]

    operations = [
        migrations.CreateModel(
            name="CorrectionWindow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("no", models.PositiveSmallIntegerField()),
                ("opened_on", models.DateField()),
                ("days", models.PositiveSmallIntegerField()),
                ("last_on", models.DateField()),
                ("working", models.JSONField()),
                ("opened_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ProposalDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="TurnCorrection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("act", models.CharField(max_length=10)),
                ("before", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="TurnProposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("side", models.CharField(max_length=8)),
                ("text", models.TextField()),
                ("speaker", models.CharField(blank=True, max_length=200)),
                ("role", models.CharField(blank=True, max_length=200)),
                ("reason", models.TextField()),
                ("proposed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="TurnReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("read_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="WordConfirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.PositiveIntegerField()),
                ("text", models.CharField(max_length=200)),
                ("confirmed_at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="notice",
            name="notice_kind_known",
        ),
        migrations.RemoveConstraint(
            model_name="noticechoice",
            name="notice_choice_kind_known",
        ),
        migrations.AddField(
            model_name="turnwithdrawal",
            name="into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="joined",
                to="cases.utterance",
            ),
        ),
        migrations.AddField(
            model_name="turnwithdrawal",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="turnwithdrawal",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="turnwithdrawal",
            name="entry",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="withdrawal",
                to="cases.captureentry",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "deadline_reminder",
                            "deadline_moved",
                            "hearing_set",
                            "hearing_moved",
                            "transcript_ready",
                            "draft_open",
                            "letter",
                            "file_refused",
                            "digest",
                        ],
                    )
                ),
                name="notice_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="noticechoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "deadline_reminder",
                            "deadline_moved",
                            "hearing_set",
                            "hearing_moved",
                            "transcript_ready",
                            "draft_open",
                            "letter",
                            "file_refused",
                            "digest",
                        ],
                    )
                ),
                name="notice_choice_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="turnwithdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("entry__isnull", False), ("withdrawn_at", None), ("withdrawn_by", None)
                    ),
                    models.Q(
                        models.Q(("reason", ""), _negated=True),
                        ("entry", None),
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="somebody_withdrew_the_turn",
            ),
        ),
        migrations.AddField(
            model_name="correctionwindow",
            name="hearing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="correction_windows",
                to="cases.hearing",
            ),
        ),
        migrations.AddField(
            model_name="correctionwindow",
            name="opened_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="proposaldecision",
            name="decided_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="proposaldecision",
            name="revision",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="accepted_proposal",
                to="cases.utterancerevision",
            ),
        ),
        migrations.AddField(
            model_name="turncorrection",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="turncorrection",
            name="other",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.utterance",
            ),
        ),
        migrations.AddField(
            model_name="turncorrection",
            name="revision",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="correction",
                to="cases.utterancerevision",
            ),
        ),
        migrations.AddField(
            model_name="turnproposal",
            name="dispute",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="turn_proposals",
                to="cases.dispute",
            ),
        ),
        migrations.AddField(
            model_name="turnproposal",
            name="proposed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="turnproposal",
            name="revision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposals",
                to="cases.utterancerevision",
            ),
        ),
        migrations.AddField(
            model_name="turnproposal",
            name="window",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposals",
                to="cases.correctionwindow",
            ),
        ),
        migrations.AddField(
            model_name="proposaldecision",
            name="proposal",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decision",
                to="cases.turnproposal",
            ),
        ),
        migrations.AddField(
            model_name="turnreading",
            name="reader",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="turnreading",
            name="revision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="readings",
                to="cases.utterancerevision",
            ),
        ),
        migrations.AddField(
            model_name="wordconfirmation",
            name="confirmed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="wordconfirmation",
            name="revision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="confirmations",
                to="cases.utterancerevision",
            ),
        ),
        migrations.AddConstraint(
            model_name="correctionwindow",
            constraint=models.UniqueConstraint(
                fields=("hearing", "no"), name="correction_window_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="correctionwindow",
            constraint=models.CheckConstraint(
                condition=models.Q(("days__gte", 1), ("last_on__gt", models.F("opened_on"))),
                name="correction_window_has_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="turncorrection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "act__in",
                        ["edit", "speaker", "replace", "split", "join", "insert", "proposal"],
                    )
                ),
                name="correction_act_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="turnproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["pemohon", "termohon"])),
                name="turn_proposal_side_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposaldecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("revision__isnull", False),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_refusal_has_its_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="turnreading",
            constraint=models.UniqueConstraint(
                fields=("revision", "reader"), name="reading_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="wordconfirmation",
            constraint=models.UniqueConstraint(
                fields=("revision", "place"), name="word_confirmed_once"
            ),
        ),
        GUARD.operation(),
        migrations.RunPython(guard_withdrawals, guard_withdrawals),
    ]
