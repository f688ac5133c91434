"""Correspondence of a dispute, access by a link, proofs of a request, an organisation's desk."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from cases.migrations._guards import AppendOnly

# What was sent stays as it was sent, and a note as it was written.
GUARD = AppendOnly(
    {
        "cases_correspondence": "surat dalam perkara hanya bertambah",
        "cases_attachment": "lampiran surat hanya bertambah",
        "cases_casenote": "catatan hanya bertambah",
        "cases_assignment": "penugasan hanya bertambah",
    }
)
statements = GUARD.statements


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_accounts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("assigned_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Correspondence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=8, unique=True)),
                ("kind", models.CharField(max_length=16)),
                ("sender", models.CharField(max_length=10)),
                ("for_applicant", models.BooleanField()),
                ("for_respondent", models.BooleanField()),
                ("text", models.TextField(blank=True)),
                ("missing", models.JSONField(blank=True, default=list)),
                ("sent_at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "correspondence",
            },
        ),
        migrations.CreateModel(
            name="DisputeAccess",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("nonce", models.CharField(max_length=32, unique=True)),
                ("email", models.EmailField(max_length=254)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("language", models.CharField(default="id", max_length=2)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("taken_up_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name_plural": "dispute accesses",
            },
        ),
        migrations.CreateModel(
            name="RequestProof",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
            ],
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("query", models.CharField(blank=True, max_length=500)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="document",
            name="document_kind_known",
        ),
        migrations.RemoveConstraint(
            model_name="document",
            name="a_letter_belongs_to_an_organisation",
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
            model_name="document",
            name="about",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="letters",
                to="cases.dispute",
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
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("organisation__isnull", False),
                    models.Q(("about", None), ("draft", None), ("information_request", None)),
                    _connector="OR",
                ),
                name="a_letter_belongs_to_an_organisation",
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
                            "letter",
                            "file_refused",
                            "digest",
                        ],
                    )
                ),
                name="notice_choice_kind_known",
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="assigned_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assignments_made",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="dispute",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assignments",
                to="cases.dispute",
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="information_request",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assignments",
                to="cases.informationrequest",
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assignments",
                to="cases.organisation",
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assignments",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="upload",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attachment",
                to="cases.upload",
            ),
        ),
        migrations.AddField(
            model_name="casenote",
            name="dispute",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notes",
                to="cases.dispute",
            ),
        ),
        migrations.AddField(
            model_name="casenote",
            name="information_request",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notes",
                to="cases.informationrequest",
            ),
        ),
        migrations.AddField(
            model_name="casenote",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notes",
                to="cases.organisation",
            ),
        ),
        migrations.AddField(
            model_name="casenote",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notes",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="correspondence",
            name="deadline",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="correspondence",
                to="cases.deadline",
            ),
        ),
        migrations.AddField(
            model_name="correspondence",
            name="dispute",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="correspondence",
                to="cases.dispute",
            ),
        ),
        migrations.AddField(
            model_name="correspondence",
            name="paper",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="correspondence",
                to="cases.document",
            ),
        ),
        migrations.AddField(
            model_name="correspondence",
            name="reply_to",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replies",
                to="cases.correspondence",
            ),
        ),
        migrations.AddField(
            model_name="correspondence",
            name="sent_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="correspondence",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="correspondence",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attachments",
                to="cases.correspondence",
            ),
        ),
        migrations.AddField(
            model_name="disputeaccess",
            name="granted_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="accesses_granted",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="disputeaccess",
            name="participant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="accesses",
                to="cases.participant",
            ),
        ),
        migrations.AddField(
            model_name="disputeaccess",
            name="user",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="accesses",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="requestproof",
            name="information_request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proofs",
                to="cases.informationrequest",
            ),
        ),
        migrations.AddField(
            model_name="requestproof",
            name="upload",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proof",
                to="cases.upload",
            ),
        ),
        migrations.AddField(
            model_name="savedview",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="saved_views",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dispute__isnull", False), ("information_request", None)),
                    models.Q(("dispute", None), ("information_request__isnull", False)),
                    _connector="OR",
                ),
                name="assignment_of_one_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="casenote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dispute__isnull", False), ("information_request", None)),
                    models.Q(("dispute", None), ("information_request__isnull", False)),
                    _connector="OR",
                ),
                name="note_on_one_case",
            ),
        ),
        migrations.AddIndex(
            model_name="correspondence",
            index=models.Index(fields=["dispute", "sent_at"], name="correspondence_thread"),
        ),
        migrations.AddConstraint(
            model_name="correspondence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        ["message", "incompleteness", "completion", "answer", "withdrawal"],
                    )
                ),
                name="correspondence_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="correspondence",
            constraint=models.CheckConstraint(
                condition=models.Q(("sender__in", ["pemohon", "termohon", "komisi"])),
                name="correspondence_sender_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="correspondence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sender", "pemohon"), _negated=True),
                    ("for_applicant", True),
                    _connector="OR",
                ),
                name="applicant_reads_what_it_sent",
            ),
        ),
        migrations.AddConstraint(
            model_name="correspondence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sender", "termohon"), _negated=True),
                    ("for_respondent", True),
                    _connector="OR",
                ),
                name="respondent_reads_what_it_sent",
            ),
        ),
        migrations.AddConstraint(
            model_name="correspondence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("deadline", None),
                    ("kind", "incompleteness"),
                    _connector="OR",
                ),
                name="a_clock_starts_with_a_notice_of_incompleteness",
            ),
        ),
        migrations.AddConstraint(
            model_name="disputeaccess",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["id", "en"])), name="access_language_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="disputeaccess",
            constraint=models.CheckConstraint(
                condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                name="access_email_in_lower_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="disputeaccess",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("created_at"))),
                name="access_expires_after_it_was_made",
            ),
        ),
        migrations.AddConstraint(
            model_name="disputeaccess",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("taken_up_at", None), ("user", None)),
                    models.Q(("taken_up_at__isnull", False), ("user__isnull", False)),
                    _connector="OR",
                ),
                name="access_is_taken_up_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="disputeaccess",
            constraint=models.UniqueConstraint(
                condition=models.Q(("revoked_at", None)),
                fields=("participant", "email"),
                name="access_open_once_for_an_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="requestproof",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "request_sent",
                            "request_received",
                            "reply",
                            "objection_sent",
                            "objection_received",
                            "answer",
                        ],
                    )
                ),
                name="proof_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.UniqueConstraint(fields=("user", "name"), name="saved_view_once"),
        ),
        GUARD.operation(),
    ]
