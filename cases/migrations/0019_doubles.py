"""Doubles that were struck off, clocks that ended unmet, and where a counter began."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cases.migrations._guards import AppendOnly

GUARD = AppendOnly({"cases_struckentry": "pencoretan hanya bertambah"})
statements = GUARD.statements


def begin_where_they_stand(apps, _schema_editor):
    """What was numbered before is not known to be without gaps."""
    counters = apps.get_model("cases", "RegisterCounter").objects
    counters.update(begins_after=models.F("last"))


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0018_mediation"),
    ]

    operations = [
        migrations.CreateModel(
            name="StruckEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField()),
                ("names_people", models.BooleanField(default=False)),
                ("struck_on", models.DateField()),
                ("struck_at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "struck entries",
            },
        ),
        migrations.RemoveConstraint(
            model_name="decision",
            name="decision_disposition_known",
        ),
        migrations.RemoveConstraint(
            model_name="dispute",
            name="dispute_stage_known",
        ),
        migrations.RemoveConstraint(
            model_name="dispute",
            name="dispute_disposition_known",
        ),
        migrations.RemoveConstraint(
            model_name="document",
            name="document_kind_known",
        ),
        migrations.RemoveConstraint(
            model_name="informationitem",
            name="item_fate_known",
        ),
        migrations.RemoveConstraint(
            model_name="itemdisposition",
            name="disposition_fate_known",
        ),
        migrations.AddField(
            model_name="deadline",
            name="ended_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="registercounter",
            name="begins_after",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on", None),
                    models.Q(("met_on", None), ("is_unreported", False)),
                    _connector="OR",
                ),
                name="deadline_ended_or_met",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "disposition__in",
                        [
                            "",
                            "dikabulkan_seluruhnya",
                            "dikabulkan",
                            "dikabulkan_sebagian",
                            "ditolak_seluruhnya",
                            "putusan_gugur",
                            "putusan_sela",
                            "putusan_mediasi",
                            "pencabutan",
                            "pencabutan_saat_sidang",
                            "penghentian_proses",
                            "tidak_diregistrasi",
                            "pencoretan",
                        ],
                    )
                ),
                name="decision_disposition_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "stage__in",
                        [
                            "request_submitted",
                            "request_extended",
                            "request_answered",
                            "request_unanswered",
                            "objection_filed",
                            "objection_answered",
                            "objection_unanswered",
                            "dispute_filed",
                            "completeness_check",
                            "incomplete_notified",
                            "registered",
                            "panel_appointed",
                            "summoned",
                            "preliminary_examination",
                            "mediation",
                            "mediation_agreed",
                            "mediation_decision",
                            "adjudication",
                            "closed_examination",
                            "site_examination",
                            "consequence_test_ordered",
                            "conclusions",
                            "deliberation",
                            "interim_rejected",
                            "lapsed",
                            "decision_pronounced",
                            "copies_served",
                            "published",
                            "court_objection",
                            "court_decided",
                            "cassation",
                            "final_binding",
                            "execution_requested",
                            "execution_ordered",
                            "complied",
                            "withdrawn",
                            "process_stopped",
                            "not_registered",
                            "struck_off",
                            "closed_satisfied",
                        ],
                    )
                ),
                name="dispute_stage_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "disposition__in",
                        [
                            "",
                            "dikabulkan_seluruhnya",
                            "dikabulkan",
                            "dikabulkan_sebagian",
                            "ditolak_seluruhnya",
                            "putusan_gugur",
                            "putusan_sela",
                            "putusan_mediasi",
                            "pencabutan",
                            "pencabutan_saat_sidang",
                            "penghentian_proses",
                            "tidak_diregistrasi",
                            "pencoretan",
                        ],
                    )
                ),
                name="dispute_disposition_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "permintaan_informasi",
                            "tanda_bukti_penerimaan",
                            "pemberitahuan_tertulis",
                            "pemberitahuan_perpanjangan",
                            "penetapan_klasifikasi",
                            "surat_keberatan",
                            "tanggapan_keberatan",
                            "permohonan_sengketa",
                            "tanda_terima_permohonan",
                            "surat_kuasa",
                            "identitas_pemohon",
                            "surat_pencabutan",
                            "daftar_bukti",
                            "jawaban_termohon",
                            "surat_ketidaklengkapan",
                            "akta_registrasi",
                            "akta_penolakan_registrasi",
                            "akta_pembatalan_registrasi",
                            "akta_pencoretan_register",
                            "keputusan_penghentian_proses",
                            "penetapan_majelis",
                            "penetapan_panitera_pengganti",
                            "permohonan_penggantian",
                            "panggilan_sidang",
                            "salinan_permohonan",
                            "berita_acara_persidangan",
                            "rekaman_persidangan",
                            "berita_acara_tertutup",
                            "alat_bukti",
                            "dokumen_dikecualikan",
                            "kesepakatan_mediasi",
                            "pernyataan_mediasi_gagal",
                            "kesimpulan",
                            "putusan_sela",
                            "putusan_mediasi",
                            "putusan_ajudikasi",
                            "tanda_terima_salinan",
                            "keberatan_pengadilan",
                            "putusan_pengadilan",
                            "putusan_kasasi",
                            "penetapan_eksekusi",
                        ],
                    )
                ),
                name="document_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="informationitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "fate__in",
                        [
                            "running",
                            "open",
                            "partly_open",
                            "mediated",
                            "exempt",
                            "lapsed",
                            "withdrawn",
                            "struck_off",
                            "unknown",
                        ],
                    )
                ),
                name="item_fate_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="itemdisposition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "fate__in",
                        [
                            "running",
                            "open",
                            "partly_open",
                            "mediated",
                            "exempt",
                            "lapsed",
                            "withdrawn",
                            "struck_off",
                            "unknown",
                        ],
                    )
                ),
                name="disposition_fate_known",
            ),
        ),
        migrations.AddField(
            model_name="struckentry",
            name="dispute",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="struck",
                to="cases.dispute",
            ),
        ),
        migrations.AddField(
            model_name="struckentry",
            name="stands",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="doubles",
                to="cases.dispute",
            ),
        ),
        migrations.AddField(
            model_name="struckentry",
            name="struck_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="struckentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("dispute", models.F("stands")), _negated=True),
                name="struck_entry_is_not_its_own",
            ),
        ),
        migrations.RunPython(begin_where_they_stand, migrations.RunPython.noop),
        GUARD.operation(),
    ]
