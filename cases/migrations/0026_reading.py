"""Public copies of recordings, and when each public line begins."""

import django.db.models.deletion
from django.db import migrations, models

from cases.migrations._guards import AppendOnly

# What the public was let to hear, and what was taken back, stays told.
GUARD = AppendOnly(
    {
        "cases_soundrelease": "rilis suara hanya bertambah",
        "cases_soundcopy": "salinan publik rekaman hanya bertambah",
        "cases_soundwithdrawal": "penarikan salinan publik hanya bertambah",
    }
)
statements = GUARD.statements


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0025_statements"),
    ]

    operations = [
        migrations.AddField(
            model_name="publicline",
            name="start_ms",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="PublicSound",
            fields=[
                ("code", models.CharField(max_length=8, primary_key=True, serialize=False)),
                ("file", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("duration_ms", models.PositiveIntegerField()),
                ("offset_ms", models.IntegerField()),
                ("silenced_ms", models.PositiveIntegerField()),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sounds",
                        to="cases.publichearing",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SoundRelease",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("no", models.PositiveSmallIntegerField()),
                ("code", models.CharField(max_length=8, unique=True)),
                ("silenced", models.JSONField(default=list)),
                ("offset_ms", models.IntegerField()),
                ("released_by", models.CharField(max_length=200)),
                ("released_at", models.DateTimeField()),
                (
                    "recording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="releases",
                        to="cases.recording",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SoundCopy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("duration_ms", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField()),
                (
                    "release",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copy",
                        to="cases.soundrelease",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SoundWithdrawal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("withdrawn_by", models.CharField(max_length=200)),
                ("withdrawn_at", models.DateTimeField()),
                (
                    "release",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="cases.soundrelease",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="soundrelease",
            constraint=models.UniqueConstraint(
                fields=("recording", "no"), name="sound_release_once"
            ),
        ),
        GUARD.operation(),
    ]
