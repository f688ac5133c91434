"""Mediation: what is kept of it, and the doors of its hearings, papers and clocks."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cases.migrations._guards import AppendOnly

# What was decided, noted, agreed and declared stays as it was written.
GUARD = AppendOnly(
    {
        "cases_mediationextension": "perpanjangan mediasi hanya bertambah",
        "cases_mediationnote": "catatan mediasi hanya bertambah",
        "cases_mediationagreement": "naskah kesepakatan hanya bertambah",
        "cases_mediationdeclaration": "pernyataan mediasi hanya bertambah",
        "cases_mediationfile": "berkas mediasi hanya bertambah",
    }
)
statements = GUARD.statements


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0017_events"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mediation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=8, unique=True)),
                ("begun_on", models.DateField()),
                ("outcome", models.CharField(blank=True, max_length=30)),
                ("ended_on", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="MediationAgreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("no", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="MediationDeclaration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("outcome", models.CharField(max_length=30)),
                ("side", models.CharField(max_length=10)),
                ("text", models.TextField(blank=True)),
                ("declared_on", models.DateField()),
                ("noted_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="MediationExtension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("decided_on", models.DateField()),
                ("reason", models.TextField()),
                ("decided_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="MediationFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("added_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="MediationNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_caucus", models.BooleanField(default=False)),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="panelseat",
            name="panel_seat_known",
        ),
        migrations.AddField(
            model_name="deadline",
            name="is_extended",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="hearing",
            name="caucus_with",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(("caucus_with__in", ["", "pemohon", "termohon"])),
                name="caucus_side_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(("caucus_with", ""), ("kind", "kaukus"), _connector="OR"),
                name="only_a_caucus_is_with_one_side",
            ),
        ),
        migrations.AddConstraint(
            model_name="panelseat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "seat__in",
                        ["ketua_majelis", "anggota_majelis", "mediator", "mediator_pembantu"],
                    )
                ),
                name="panel_seat_known",
            ),
        ),
        migrations.AddField(
            model_name="mediation",
            name="begun_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="mediation",
            name="decision",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mediation",
                to="cases.decision",
            ),
        ),
        migrations.AddField(
            model_name="mediation",
            name="dispute",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mediations",
                to="cases.dispute",
            ),
        ),
        migrations.AddField(
            model_name="mediation",
            name="items",
            field=models.ManyToManyField(related_name="mediations", to="cases.informationitem"),
        ),
        migrations.AddField(
            model_name="mediation",
            name="settled",
            field=models.ManyToManyField(related_name="+", to="cases.informationitem"),
        ),
        migrations.AddField(
            model_name="document",
            name="mediation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="papers",
                to="cases.mediation",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("mediation", None),
                    models.Q(
                        ("dispute", None),
                        ("hearing", None),
                        ("organisation", None),
                        ("visibility", "parties"),
                    ),
                    _connector="OR",
                ),
                name="a_paper_of_a_mediation_is_of_it_alone",
            ),
        ),
        migrations.AddField(
            model_name="mediationagreement",
            name="mediation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="agreements",
                to="cases.mediation",
            ),
        ),
        migrations.AddField(
            model_name="mediationagreement",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="mediationdeclaration",
            name="mediation",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="declaration",
                to="cases.mediation",
            ),
        ),
        migrations.AddField(
            model_name="mediationdeclaration",
            name="noted_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="mediationextension",
            name="decided_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="mediationextension",
            name="mediation",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="extension",
                to="cases.mediation",
            ),
        ),
        migrations.AddField(
            model_name="mediationfile",
            name="mediation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="files",
                to="cases.mediation",
            ),
        ),
        migrations.AddField(
            model_name="mediationfile",
            name="upload",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mediation_file",
                to="cases.upload",
            ),
        ),
        migrations.AddField(
            model_name="mediationnote",
            name="hearing",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.hearing",
            ),
        ),
        migrations.AddField(
            model_name="mediationnote",
            name="mediation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notes",
                to="cases.mediation",
            ),
        ),
        migrations.AddField(
            model_name="mediationnote",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="mediation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "outcome__in",
                        [
                            "",
                            "sepakat",
                            "gagal_dinyatakan",
                            "gagal_menarik_diri",
                            "gagal_waktu_habis",
                            "gagal_termohon_tidak_hadir",
                        ],
                    )
                ),
                name="mediation_outcome_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="mediation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "")),
                fields=("dispute",),
                name="one_mediation_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="mediation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_on", None), ("outcome", "")),
                    models.Q(
                        models.Q(("outcome", ""), _negated=True),
                        models.Q(("ended_on", None), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="an_outcome_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="mediation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on", None), ("ended_on__gte", models.F("begun_on")), _connector="OR"
                ),
                name="mediation_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="mediation",
            constraint=models.CheckConstraint(
                condition=models.Q(("decision", None), ("outcome", "sepakat"), _connector="OR"),
                name="only_an_agreement_becomes_a_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="mediationagreement",
            constraint=models.UniqueConstraint(
                fields=("mediation", "no"), name="agreement_no_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="mediationdeclaration",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["gagal_dinyatakan", "gagal_menarik_diri"])),
                name="declaration_outcome_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="mediationdeclaration",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["pemohon", "termohon"])),
                name="declaration_side_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="mediationfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["agreement", "failure"])),
                name="mediation_file_kind_known",
            ),
        ),
        GUARD.operation(),
    ]
