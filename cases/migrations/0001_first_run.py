"""All tables and guards of the first run in one step; an older base goes the steps it replaces."""

from importlib import import_module

import cases.domain.accounts
import cases.domain.admissions
import cases.domain.hearings
import cases.domain.notices
import cases.domain.parties
import cases.domain.proposals
import cases.domain.publication
import cases.domain.recordings
import cases.domain.register_import.report
import cases.domain.rulings
import cases.domain.transcripts.record
import cases.domain.uploads
import cases.models.jobs
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from cases.migrations._together import together


REPLACED = (
    "0001_initial",
    "0002_guards",
    "0003_filing",
    "0004_uploads",
    "0005_enclosures",
    "0006_notices",
    "0007_accounts",
    "0008_correspondence",
    "0009_tendered",
    "0010_register_series",
    "0011_bookings",
    "0012_clerk",
    "0013_import",
    "0014_sittings",
    "0015_proposals",
    "0016_summons",
    "0017_events",
    "0018_mediation",
    "0019_doubles",
    "0020_capture",
    "0021_recordings",
    "0022_correcting",
    "0023_certifying",
    "0024_signing",
    "0025_statements",
    "0026_reading",
    "0027_chunks",
)


def _guards():
    """The triggers and constraints of the replaced steps, as they raise them."""
    for name in REPLACED:
        for one in import_module(f"cases.migrations.{name}").Migration.operations:
            if isinstance(one, migrations.RunPython) and one.reversible:
                if one.reverse_code is not migrations.RunPython.noop:
                    yield one


class Migration(migrations.Migration):
    initial = True
    replaces = [("cases", name) for name in REPLACED]

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="CacheEntry",
            fields=[
                (
                    "cache_key",
                    models.CharField(max_length=255, primary_key=True, serialize=False),
                ),
                ("value", models.TextField()),
                ("expires", models.DateTimeField(db_index=True)),
            ],
            options={
                "verbose_name_plural": "cache entries",
            },
        ),
        migrations.CreateModel(
            name="CalendarVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True)),
                ("digest", models.CharField(max_length=12)),
                ("last_decreed_day", models.DateField()),
                ("loaded_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="DisputeFamily",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("confidence", models.CharField(blank=True, default="", max_length=6)),
                ("sources", models.JSONField(blank=True, default=list)),
                ("source_note", models.TextField(blank=True, default="")),
                ("slug", models.SlugField(max_length=120, unique=True)),
                ("title", models.CharField(max_length=300)),
                ("title_en", models.CharField(blank=True, max_length=300)),
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "verbose_name_plural": "dispute families",
            },
        ),
        migrations.CreateModel(
            name="JournalHead",
            fields=[
                ("chain", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("seq", models.PositiveBigIntegerField(default=0)),
                ("digest", models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("confidence", models.CharField(blank=True, default="", max_length=6)),
                ("sources", models.JSONField(blank=True, default=list)),
                ("source_note", models.TextField(blank=True, default="")),
                ("slug", models.SlugField(max_length=120, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("spellings", models.JSONField(blank=True, default=list)),
                ("spelling_note", models.TextField(blank=True)),
            ],
            options={
                "verbose_name_plural": "people",
            },
        ),
        migrations.CreateModel(
            name="PublicFingerprint",
            fields=[
                ("code", models.CharField(max_length=8, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=40)),
                ("commission", models.CharField(max_length=200)),
                ("made_on", models.DateField()),
                ("sha256", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=60, unique=True)),
                ("publisher", models.CharField(max_length=200)),
                ("title", models.CharField(max_length=400)),
                ("kind", models.CharField(max_length=20)),
                ("published_on", models.DateField(blank=True, null=True)),
                ("date_text", models.CharField(blank=True, max_length=120)),
                ("note", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("is_staff", models.BooleanField(default=False)),
                ("is_active", models.BooleanField(default=True)),
                ("joined_at", models.DateTimeField(auto_now_add=True)),
                ("session_round", models.PositiveIntegerField(default=0)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accounts",
                        to="cases.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"), name="user_email_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Commission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=200, unique=True)),
                ("short", models.CharField(max_length=80)),
                ("level", models.CharField(max_length=20)),
                ("region", models.CharField(blank=True, max_length=80)),
                ("time_zone", models.CharField(default="Asia/Jakarta", max_length=40)),
                ("address", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("level__in", ["pusat", "provinsi", "kabupaten_kota"])
                        ),
                        name="commission_level_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Dispute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("confidence", models.CharField(blank=True, default="", max_length=6)),
                ("sources", models.JSONField(blank=True, default=list)),
                ("source_note", models.TextField(blank=True, default="")),
                ("code", models.CharField(max_length=8, unique=True)),
                ("regime", models.CharField(max_length=10)),
                ("stage", models.CharField(max_length=40)),
                (
                    "visibility",
                    models.CharField(
                        default=cases.domain.publication.Visibility["PARTIES"], max_length=10
                    ),
                ),
                ("subject", models.TextField()),
                ("subject_en", models.TextField(blank=True)),
                ("requested", models.TextField(blank=True)),
                ("received_on", models.DateField(blank=True, null=True)),
                ("registered_on", models.DateField(blank=True, null=True)),
                ("date_note", models.CharField(blank=True, max_length=300)),
                ("disposition", models.CharField(blank=True, max_length=40)),
                ("note", models.TextField(blank=True)),
                ("created_at", models.DateTimeField()),
                (
                    "commission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disputes",
                        to="cases.commission",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disputes",
                        to="cases.disputefamily",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("regime__in", ["umum", "pemilu"])),
                        name="dispute_regime_known",
                    ),
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(
                            ("visibility__in", ["public", "parties", "internal", "sealed"])
                        ),
                        name="dispute_visibility_known",
                    ),
                    models.CheckConstraint(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=60)),
                ("triggered_on", models.DateField()),
                ("trigger_note", models.CharField(blank=True, max_length=300)),
                ("joint_leave_counts", models.BooleanField(default=False)),
                ("due_on", models.DateField(db_index=True)),
                ("due_on_other_reading", models.DateField(blank=True, null=True)),
                ("working", models.JSONField(default=dict)),
                ("calendar_version", models.CharField(max_length=12)),
                ("met_on", models.DateField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("is_unreported", models.BooleanField(default=False)),
                ("is_extended", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField()),
                (
                    "superseded_by",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supersedes",
                        to="cases.deadline",
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deadlines",
                        to="cases.dispute",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "rule__in",
                                [
                                    "umum_request_reply",
                                    "umum_objection_file",
                                    "umum_objection_reply",
                                    "umum_dispute_file_after_reply",
                                    "umum_dispute_file_no_reply",
                                    "umum_register",
                                    "umum_incomplete_notice",
                                    "umum_complete_documents",
                                    "umum_start_settlement",
                                    "umum_complete_settlement",
                                    "umum_recusal_request",
                                    "umum_summons",
                                    "umum_absence_notice",
                                    "umum_mediation_start",
                                    "umum_mediation_length",
                                    "umum_decision_copy",
                                    "umum_court_objection_statute",
                                    "umum_court_objection_perki",
                                    "umum_court_file_transfer",
                                    "umum_court_decision",
                                    "umum_cassation_file",
                                    "umum_cassation_decision",
                                    "umum_periodic_publication",
                                    "umum_declassification_order",
                                    "pemilu_request_reply",
                                    "pemilu_objection_file",
                                    "pemilu_objection_reply",
                                    "pemilu_dispute_file",
                                    "pemilu_file_check",
                                    "pemilu_summons",
                                    "pemilu_preliminary",
                                    "pemilu_complete_settlement",
                                    "pemilu_mediation_length",
                                    "pemilu_decision_copy",
                                    "pemilu_court_objection",
                                ],
                            )
                        ),
                        name="deadline_rule_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by", None)),
                        fields=("dispute", "rule", "triggered_on"),
                        name="deadline_runs_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("met_on", None), ("is_unreported", False), _connector="OR"
                        ),
                        name="deadline_met_or_unreported",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None),
                            models.Q(("met_on", None), ("is_unreported", False)),
                            _connector="OR",
                        ),
                        name="deadline_ended_or_met",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CourtStage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("confidence", models.CharField(blank=True, default="", max_length=6)),
                ("sources", models.JSONField(blank=True, default=list)),
                ("source_note", models.TextField(blank=True, default="")),
                ("no", models.PositiveSmallIntegerField()),
                ("court", models.CharField(blank=True, max_length=20)),
                ("court_name", models.CharField(max_length=200)),
                ("number", models.CharField(blank=True, max_length=120)),
                ("brought_by", models.CharField(blank=True, max_length=60)),
                ("dated_on", models.DateField(blank=True, null=True)),
                ("date_note", models.CharField(blank=True, max_length=300)),
                ("result", models.TextField(blank=True)),
                ("note", models.TextField(blank=True)),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="court_stages",
                        to="cases.dispute",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("dispute", "no"), name="court_stage_once"),
                    models.CheckConstraint(
                        condition=models.Q(("court__in", ["", "ptun", "pn", "ma"])),
                        name="court_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DisputeApplication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tendered_at", models.DateTimeField()),
                ("applicant_kind", models.CharField(max_length=30)),
                ("applicant_name", models.CharField(max_length=300)),
                ("applicant_address", models.CharField(blank=True, max_length=400)),
                ("applicant_city", models.CharField(blank=True, max_length=120)),
                ("applicant_phone", models.CharField(blank=True, max_length=60)),
                ("applicant_email", models.EmailField(blank=True, max_length=254)),
                ("applicant_deed", models.CharField(blank=True, max_length=120)),
                ("representative", models.CharField(blank=True, max_length=200)),
                ("representative_office", models.CharField(blank=True, max_length=200)),
                ("representative_basis", models.CharField(max_length=20)),
                ("attorney_on", models.DateField(blank=True, null=True)),
                ("unit", models.CharField(blank=True, max_length=200)),
                ("problem", models.TextField(blank=True)),
                ("reasons", models.JSONField(default=list)),
                ("relief", models.JSONField(default=list)),
                ("relief_note", models.TextField(blank=True)),
                ("digest", models.CharField(max_length=64)),
                (
                    "dispute",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="application",
                        to="cases.dispute",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "applicant_kind__in",
                                ["perseorangan", "badan_hukum", "kelompok_orang"],
                            )
                        ),
                        name="application_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "representative_basis__in",
                                ["surat_kuasa", "surat_tugas", "jabatan", "tidak_dilaporkan"],
                            )
                        ),
                        name="application_basis_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "representative_basis",
                                    cases.domain.parties.RepresentationBasis[
                                        "POWER_OF_ATTORNEY"
                                    ],
                                ),
                                _negated=True,
                            ),
                            ("attorney_on__isnull", False),
                            _connector="OR",
                        ),
                        name="a_power_of_attorney_is_dated",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExemptionClaim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("confidence", models.CharField(blank=True, default="", max_length=6)),
                ("sources", models.JSONField(blank=True, default=list)),
                ("source_note", models.TextField(blank=True, default="")),
                ("claimed_on", models.DateField(blank=True, null=True)),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("grounds", models.JSONField(blank=True, default=list)),
                ("reason", models.TextField()),
                ("consequence_test", models.TextField(blank=True)),
                ("result", models.TextField(blank=True)),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exemption_claims",
                        to="cases.dispute",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Holiday",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("kind", models.CharField(max_length=12)),
                ("region", models.CharField(blank=True, default="", max_length=80)),
                ("name", models.CharField(max_length=200)),
                ("decree", models.CharField(blank=True, max_length=200)),
                ("source", models.TextField(blank=True)),
                ("is_estimated", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["national", "election", "provincial", "joint_leave"])
                        ),
                        name="holiday_kind_known",
                    ),
                    models.UniqueConstraint(fields=("day", "region"), name="holiday_once"),
                ],
            },
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
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["register", "agenda"])),
                        name="import_map_kind_known",
                    ),
                    models.UniqueConstraint(
                        fields=("commission", "kind"), name="one_import_map_for_a_kind"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=120)),
                ("args", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        default=cases.models.jobs.JobState["WAITING"], max_length=8
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("step", models.CharField(blank=True, max_length=60)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("effects", models.PositiveSmallIntegerField(default=0)),
                ("error", models.TextField(blank=True)),
                ("token", models.CharField(blank=True, max_length=32)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("wait_until", models.DateTimeField(blank=True, null=True)),
                ("result", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["state", "lease_until"], name="job_sweep")],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "key"), name="job_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "running", "done", "failed"])
                        ),
                        name="job_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("effects__lte", 1)), name="job_takes_effect_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JobPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wholes",
                        to="cases.job",
                    ),
                ),
                (
                    "whole",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="cases.job",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("whole", "part"), name="job_part_once"),
                    models.CheckConstraint(
                        condition=models.Q(("whole", models.F("part")), _negated=True),
                        name="job_part_of_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JournalEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("chain", models.CharField(max_length=40)),
                ("seq", models.PositiveBigIntegerField()),
                ("at", models.DateTimeField()),
                ("actor", models.CharField(max_length=200)),
                ("act", models.CharField(max_length=60)),
                ("dispute_code", models.CharField(blank=True, db_index=True, max_length=8)),
                ("hearing_code", models.CharField(blank=True, max_length=8)),
                ("payload", models.JSONField(default=dict)),
                ("prev", models.CharField(blank=True, max_length=64)),
                ("digest", models.CharField(max_length=64, unique=True)),
            ],
            options={
                "verbose_name_plural": "journal entries",
                "constraints": [
                    models.UniqueConstraint(fields=("chain", "seq"), name="journal_seq_once"),
                    models.UniqueConstraint(
                        fields=("chain", "prev"), name="journal_never_forks"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=8, unique=True)),
                ("kind", models.CharField(max_length=24)),
                ("event", models.CharField(db_index=True, max_length=160)),
                ("address", models.EmailField(blank=True, default="", max_length=254)),
                (
                    "channel",
                    models.CharField(
                        default=cases.domain.notices.Channel["EMAIL"], max_length=12
                    ),
                ),
                ("language", models.CharField(default="id", max_length=2)),
                ("payload", models.JSONField(default=dict)),
                ("waits_for_digest", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        default=cases.domain.notices.NoticeState["WAITING"], max_length=9
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("next_attempt_at", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("message_id", models.CharField(blank=True, default="", max_length=120)),
                ("error", models.TextField(blank=True, default="")),
                ("created_at", models.DateTimeField()),
                (
                    "digest",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gathered",
                        to="cases.notice",
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="cases.dispute",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["user", "created_at"], name="notice_of_user")],
                "constraints": [
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["email", "whatsapp"])),
                        name="notice_channel_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "sent", "failed", "cancelled"])
                        ),
                        name="notice_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["id", "en"])),
                        name="notice_language_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("address", ""), ("user__isnull", False)),
                            models.Q(("user", None), models.Q(("address", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="notice_to_one_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("user__isnull", False)),
                        fields=("user", "event", "channel"),
                        name="notice_once_per_account",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("user", None)),
                        fields=("address", "event", "channel"),
                        name="notice_once_per_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("sent_at__isnull", False),
                                ("state", cases.domain.notices.NoticeState["SENT"]),
                            ),
                            models.Q(
                                models.Q(
                                    ("state", cases.domain.notices.NoticeState["SENT"]),
                                    _negated=True,
                                ),
                                ("sent_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="notice_sent_with_its_hour",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("digest", None), ("waits_for_digest", True), _connector="OR"
                        ),
                        name="notice_gathered_if_it_waited",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoticeChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.EmailField(blank=True, default="", max_length=254)),
                ("kind", models.CharField(max_length=24)),
                ("is_wanted", models.BooleanField()),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notice_choices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("address", ""), ("user__isnull", False)),
                            models.Q(("user", None), models.Q(("address", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="notice_choice_of_one_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("user__isnull", False)),
                        fields=("user", "kind"),
                        name="notice_choice_once_per_account",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("user", None)),
                        fields=("address", "kind"),
                        name="notice_choice_once_per_address",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoticeProfile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(default="id", max_length=2)),
                ("links_hold_from", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notice_profile",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["id", "en"])),
                        name="notice_profile_language_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("confidence", models.CharField(blank=True, default="", max_length=6)),
                ("sources", models.JSONField(blank=True, default=list)),
                ("source_note", models.TextField(blank=True, default="")),
                ("slug", models.SlugField(max_length=120, unique=True)),
                ("name", models.CharField(max_length=300, unique=True)),
                ("short", models.CharField(blank=True, max_length=120)),
                ("kind", models.CharField(blank=True, max_length=20)),
                ("spellings", models.JSONField(blank=True, default=list)),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["", "perseorangan", "badan_hukum", "kelompok_orang"])
                        ),
                        name="organisation_kind_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label", models.CharField(max_length=80)),
                ("address_sha256", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField()),
                ("last_used_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calendar_feeds",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calendar_feeds",
                        to="cases.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("label", ""), _negated=True),
                        name="calendar_feed_has_a_label",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("address_sha256__regex", "^[0-9a-f]{64}$")),
                        name="calendar_feed_keeps_a_hash",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("revoked_at", None),
                            ("revoked_at__gte", models.F("created_at")),
                            _connector="OR",
                        ),
                        name="calendar_feed_revoked_after_it_was_made",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PanelMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seat", models.CharField(max_length=20)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("reason", models.TextField(blank=True)),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="panel",
                        to="cases.dispute",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "seat__in",
                                [
                                    "ketua_majelis",
                                    "anggota_majelis",
                                    "mediator",
                                    "mediator_pembantu",
                                    "panitera",
                                    "panitera_pengganti",
                                    "petugas_kepaniteraan",
                                    "ppid",
                                    "atasan_ppid",
                                ],
                            )
                        ),
                        name="panel_member_seat_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on", None), ("seat", "ketua_majelis")),
                        fields=("dispute",),
                        name="dispute_has_one_chair",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on", None)),
                        fields=("dispute", "person"),
                        name="dispute_member_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeclaredConflict",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ground", models.CharField(max_length=12)),
                ("reason", models.TextField()),
                ("declared_on", models.DateField()),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declared_conflicts",
                        to="cases.dispute",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declared_conflicts",
                        to="cases.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ground__in", ["family", "interest"])),
                        name="conflict_ground_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("reason", models.CharField(max_length=200)),
                (
                    "commission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absences",
                        to="cases.commission",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absences",
                        to="cases.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "starts_on"], name="absence_of_person")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="absence_ends_after_its_start",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PressArticle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("outlet", models.CharField(max_length=200)),
                ("medium", models.CharField(max_length=12)),
                ("title", models.CharField(blank=True, max_length=300)),
                ("url", models.CharField(blank=True, max_length=1000)),
                ("published_on", models.DateField(blank=True, null=True)),
                ("length", models.PositiveIntegerField()),
                ("text_sha256", models.CharField(max_length=64)),
                ("written_by", models.CharField(max_length=200)),
                ("written_at", models.DateTimeField()),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="press_articles",
                        to="cases.dispute",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "medium__in",
                                ["online", "print", "television", "radio", "social", "release"],
                            )
                        ),
                        name="article_medium_known",
                    ),
                    models.UniqueConstraint(
                        fields=("dispute", "outlet", "text_sha256"), name="article_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=8, unique=True)),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("wish", models.JSONField(default=dict)),
                ("plan", models.JSONField(default=list)),
                ("method", models.CharField(max_length=10)),
                ("is_best", models.BooleanField(default=False)),
                ("first_after", models.FloatField()),
                ("seconds", models.FloatField()),
                ("score", models.JSONField(default=dict)),
                ("loads", models.JSONField(default=list)),
                ("asked_at", models.DateTimeField()),
                ("made_at", models.DateTimeField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="cases.commission",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("method__in", ["cp_sat", "greedy"])),
                        name="proposal_method_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicBody",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=120, unique=True)),
                ("name", models.CharField(max_length=300, unique=True)),
                ("short", models.CharField(blank=True, max_length=120)),
                ("kind", models.CharField(default="badan_publik_negara", max_length=30)),
            ],
            options={
                "verbose_name_plural": "public bodies",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["badan_publik_negara", "badan_publik_nonnegara"])
                        ),
                        name="public_body_kind_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InformationRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("confidence", models.CharField(blank=True, default="", max_length=6)),
                ("sources", models.JSONField(blank=True, default=list)),
                ("source_note", models.TextField(blank=True, default="")),
                ("code", models.CharField(max_length=8, unique=True)),
                ("regime", models.CharField(default="umum", max_length=10)),
                ("purpose", models.TextField(blank=True)),
                ("wanted_form", models.CharField(blank=True, max_length=200)),
                ("channel", models.CharField(blank=True, max_length=10)),
                ("receipt_number", models.CharField(blank=True, max_length=120)),
                ("submitted_on", models.DateField(blank=True, null=True)),
                ("received_on", models.DateField(blank=True, null=True)),
                ("date_note", models.CharField(blank=True, max_length=300)),
                ("extended_on", models.DateField(blank=True, null=True)),
                ("replied_on", models.DateField(blank=True, null=True)),
                ("reply_kind", models.CharField(blank=True, max_length=10)),
                ("reply", models.TextField(blank=True)),
                ("reply_en", models.TextField(blank=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("closed_note", models.CharField(blank=True, max_length=300)),
                (
                    "dispute",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="information_requests",
                        to="cases.dispute",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="information_requests",
                        to="cases.organisation",
                    ),
                ),
                (
                    "public_body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="information_requests",
                        to="cases.publicbody",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("regime__in", ["umum", "pemilu"])),
                        name="request_regime_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "channel__in",
                                ["", "in_person", "post", "email", "portal", "other"],
                            )
                        ),
                        name="request_channel_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reply_kind__in", ["", "granted", "partly", "refused", "not_held"])
                        ),
                        name="request_reply_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reply_kind", ""), ("replied_on__isnull", False), _connector="OR"
                        ),
                        name="a_kind_of_reply_has_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("received_on", None),
                            ("submitted_on", None),
                            ("received_on__gte", models.F("submitted_on")),
                            _connector="OR",
                        ),
                        name="request_received_after_it_was_sent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FilingDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=8, unique=True)),
                ("started_by", models.CharField(max_length=200)),
                ("started_at", models.DateTimeField()),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("discarded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "dispute",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draft",
                        to="cases.dispute",
                    ),
                ),
                (
                    "information_request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="cases.informationrequest",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="cases.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dispute", None), ("submitted_at", None)),
                            models.Q(
                                ("discarded_at", None),
                                ("dispute__isnull", False),
                                ("submitted_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_submitted_draft_is_a_dispute",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.SlugField(max_length=20)),
                ("rev", models.PositiveIntegerField()),
                ("answers", models.JSONField(default=dict)),
                ("saved_by", models.CharField(max_length=200)),
                ("saved_at", models.DateTimeField()),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="cases.filingdraft",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("draft", "step", "rev"), name="draft_answer_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InformationItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("confidence", models.CharField(blank=True, default="", max_length=6)),
                ("sources", models.JSONField(blank=True, default=list)),
                ("source_note", models.TextField(blank=True, default="")),
                ("label", models.CharField(max_length=20)),
                ("no", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                ("text_en", models.TextField(blank=True)),
                (
                    "fate",
                    models.CharField(
                        default=cases.domain.rulings.Fate["RUNNING"], max_length=20
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="cases.dispute",
                    ),
                ),
                (
                    "information_request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="cases.informationrequest",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("information_request", "no"), name="item_no_once"
                    ),
                    models.UniqueConstraint(
                        fields=("dispute", "label"), name="item_label_once"
                    ),
                    models.CheckConstraint(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("confidence", models.CharField(blank=True, default="", max_length=6)),
                ("sources", models.JSONField(blank=True, default=list)),
                ("source_note", models.TextField(blank=True, default="")),
                ("grounds", models.JSONField(blank=True, default=list)),
                ("reason", models.TextField(blank=True)),
                ("channel", models.CharField(blank=True, max_length=10)),
                ("receipt_number", models.CharField(blank=True, max_length=120)),
                ("filed_on", models.DateField(blank=True, null=True)),
                ("received_on", models.DateField(blank=True, null=True)),
                ("date_note", models.CharField(blank=True, max_length=300)),
                ("replied_on", models.DateField(blank=True, null=True)),
                ("reply_kind", models.CharField(blank=True, max_length=10)),
                ("reply", models.TextField(blank=True)),
                (
                    "information_request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="cases.informationrequest",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "channel__in",
                                ["", "in_person", "post", "email", "portal", "other"],
                            )
                        ),
                        name="objection_channel_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reply_kind__in", ["", "granted", "partly", "refused", "not_held"])
                        ),
                        name="objection_reply_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("received_on", None),
                            ("filed_on", None),
                            ("received_on__gte", models.F("filed_on")),
                            _connector="OR",
                        ),
                        name="objection_received_after_it_was_sent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ObjectionGround",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("letter", models.CharField(max_length=1)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objection_grounds",
                        to="cases.informationitem",
                    ),
                ),
                (
                    "objection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="item_grounds",
                        to="cases.objection",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("letter__in", ["a", "b", "c", "d", "e", "f", "g"])),
                        name="objection_ground_known",
                    ),
                    models.UniqueConstraint(
                        fields=("objection", "item", "letter"), name="objection_ground_once"
                    ),
                ],
            },
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
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="cases.dispute",
                    ),
                ),
                (
                    "information_request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="cases.informationrequest",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="cases.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dispute__isnull", False), ("information_request", None)),
                            models.Q(("dispute", None), ("information_request__isnull", False)),
                            _connector="OR",
                        ),
                        name="note_on_one_case",
                    )
                ],
            },
        ),
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
                (
                    "assigned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments_made",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="cases.dispute",
                    ),
                ),
                (
                    "information_request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="cases.informationrequest",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="cases.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dispute__isnull", False), ("information_request", None)),
                            models.Q(("dispute", None), ("information_request__isnull", False)),
                            _connector="OR",
                        ),
                        name="assignment_of_one_case",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("confidence", models.CharField(blank=True, default="", max_length=6)),
                ("sources", models.JSONField(blank=True, default=list)),
                ("source_note", models.TextField(blank=True, default="")),
                ("role", models.CharField(max_length=20)),
                ("kind", models.CharField(blank=True, max_length=30)),
                ("public_label", models.CharField(blank=True, max_length=300)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participants",
                        to="cases.dispute",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="cases.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="cases.person",
                    ),
                ),
                (
                    "public_body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="cases.publicbody",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "pemohon",
                                    "termohon",
                                    "kuasa_pemohon",
                                    "kuasa_termohon",
                                    "pihak_terkait",
                                    "saksi",
                                    "ahli",
                                ],
                            )
                        ),
                        name="participant_role_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("organisation__isnull", False),
                                ("person", None),
                                ("public_body", None),
                            ),
                            models.Q(
                                ("organisation", None),
                                ("person", None),
                                ("public_body__isnull", False),
                            ),
                            models.Q(
                                ("organisation", None),
                                ("person__isnull", False),
                                ("public_body", None),
                            ),
                            models.Q(
                                ("organisation", None),
                                ("person", None),
                                ("public_body", None),
                                models.Q(("public_label", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="participant_is_one_somebody",
                    ),
                ],
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
                (
                    "granted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accesses_granted",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accesses",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accesses",
                        to="cases.participant",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "dispute accesses",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["id", "en"])),
                        name="access_language_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("email", django.db.models.functions.text.Lower("email"))
                        ),
                        name="access_email_in_lower_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("created_at"))),
                        name="access_expires_after_it_was_made",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("taken_up_at", None), ("user", None)),
                            models.Q(("taken_up_at__isnull", False), ("user__isnull", False)),
                            _connector="OR",
                        ),
                        name="access_is_taken_up_by_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("participant", "email"),
                        name="access_open_once_for_an_address",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("confidence", models.CharField(blank=True, default="", max_length=6)),
                ("sources", models.JSONField(blank=True, default=list)),
                ("source_note", models.TextField(blank=True, default="")),
                ("code", models.CharField(max_length=12)),
                ("text", models.TextField()),
                ("text_en", models.TextField(blank=True)),
                ("not_covering", models.TextField(blank=True)),
                ("afterwards", models.TextField(blank=True)),
                ("reviewed_by", models.CharField(blank=True, max_length=200)),
                (
                    "beside",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="cases.proposition"
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="propositions",
                        to="cases.dispute",
                    ),
                ),
                (
                    "items",
                    models.ManyToManyField(
                        blank=True, related_name="propositions", to="cases.informationitem"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dispute", "code"), name="proposition_code_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=24)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "commission",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="cases.commission",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="cases.organisation",
                    ),
                ),
                (
                    "public_body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="cases.publicbody",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "owner",
                                    "officer",
                                    "reader",
                                    "agency",
                                    "registrar",
                                    "substitute_registrar",
                                    "commissioner",
                                    "administrator",
                                ],
                            )
                        ),
                        name="membership_role_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("commission__isnull", True),
                                ("organisation__isnull", False),
                                ("public_body__isnull", True),
                            ),
                            models.Q(
                                ("commission__isnull", True),
                                ("organisation__isnull", True),
                                ("public_body__isnull", False),
                            ),
                            models.Q(
                                ("commission__isnull", False),
                                ("organisation__isnull", True),
                                ("public_body__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="membership_in_one_house",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("organisation__isnull", False),
                                (
                                    "role__in",
                                    [
                                        cases.domain.accounts.Role["OFFICER"],
                                        cases.domain.accounts.Role["OWNER"],
                                        cases.domain.accounts.Role["READER"],
                                    ],
                                ),
                            ),
                            models.Q(
                                ("public_body__isnull", False),
                                ("role__in", [cases.domain.accounts.Role["AGENCY"]]),
                            ),
                            models.Q(
                                ("commission__isnull", False),
                                (
                                    "role__in",
                                    [
                                        cases.domain.accounts.Role["ADMINISTRATOR"],
                                        cases.domain.accounts.Role["COMMISSIONER"],
                                        cases.domain.accounts.Role["REGISTRAR"],
                                        cases.domain.accounts.Role["SUBSTITUTE_REGISTRAR"],
                                    ],
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="membership_role_of_its_house",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="membership_ends_after_its_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on", None), ("organisation__isnull", False)),
                        fields=("user", "organisation"),
                        name="membership_once_in_organisation",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on", None), ("public_body__isnull", False)),
                        fields=("user", "public_body"),
                        name="membership_once_in_public_body",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("commission__isnull", False), ("ends_on", None)),
                        fields=("user", "commission", "role"),
                        name="membership_once_in_commission",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
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
                ("language", models.CharField(default="id", max_length=2)),
                ("role", models.CharField(max_length=24)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations_accepted",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="cases.commission",
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations_made",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="cases.organisation",
                    ),
                ),
                (
                    "public_body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="cases.publicbody",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "owner",
                                    "officer",
                                    "reader",
                                    "agency",
                                    "registrar",
                                    "substitute_registrar",
                                    "commissioner",
                                    "administrator",
                                ],
                            )
                        ),
                        name="invitation_role_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["id", "en"])),
                        name="invitation_language_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("commission__isnull", True),
                                ("organisation__isnull", False),
                                ("public_body__isnull", True),
                            ),
                            models.Q(
                                ("commission__isnull", True),
                                ("organisation__isnull", True),
                                ("public_body__isnull", False),
                            ),
                            models.Q(
                                ("commission__isnull", False),
                                ("organisation__isnull", True),
                                ("public_body__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="invitation_to_one_house",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("organisation__isnull", False),
                                (
                                    "role__in",
                                    [
                                        cases.domain.accounts.Role["OFFICER"],
                                        cases.domain.accounts.Role["OWNER"],
                                        cases.domain.accounts.Role["READER"],
                                    ],
                                ),
                            ),
                            models.Q(
                                ("public_body__isnull", False),
                                ("role__in", [cases.domain.accounts.Role["AGENCY"]]),
                            ),
                            models.Q(
                                ("commission__isnull", False),
                                (
                                    "role__in",
                                    [
                                        cases.domain.accounts.Role["ADMINISTRATOR"],
                                        cases.domain.accounts.Role["COMMISSIONER"],
                                        cases.domain.accounts.Role["REGISTRAR"],
                                        cases.domain.accounts.Role["SUBSTITUTE_REGISTRAR"],
                                    ],
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="invitation_role_of_its_house",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("email", django.db.models.functions.text.Lower("email"))
                        ),
                        name="invitation_email_in_lower_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("created_at"))),
                        name="invitation_expires_after_it_was_made",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_at", None), ("accepted_by", None)),
                            models.Q(
                                ("accepted_at__isnull", False), ("accepted_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="invitation_accepted_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_at", None), ("revoked_at", None), _connector="OR"
                        ),
                        name="invitation_accepted_or_revoked",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("accepted_at", None),
                            ("organisation__isnull", False),
                            ("revoked_at", None),
                        ),
                        fields=("email", "organisation"),
                        name="invitation_open_once_in_organisation",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("accepted_at", None),
                            ("public_body__isnull", False),
                            ("revoked_at", None),
                        ),
                        fields=("email", "public_body"),
                        name="invitation_open_once_in_public_body",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("accepted_at", None),
                            ("commission__isnull", False),
                            ("revoked_at", None),
                        ),
                        fields=("email", "commission"),
                        name="invitation_open_once_in_commission",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Affiliation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("confidence", models.CharField(blank=True, default="", max_length=6)),
                ("sources", models.JSONField(blank=True, default=list)),
                ("source_note", models.TextField(blank=True, default="")),
                ("title", models.CharField(max_length=200)),
                ("title_variants", models.JSONField(blank=True, default=list)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "commission",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="affiliations",
                        to="cases.commission",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="affiliations",
                        to="cases.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="affiliations",
                        to="cases.person",
                    ),
                ),
                (
                    "public_body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="affiliations",
                        to="cases.publicbody",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("commission", None),
                                ("organisation__isnull", False),
                                ("public_body", None),
                            ),
                            models.Q(
                                ("commission", None),
                                ("organisation", None),
                                ("public_body__isnull", False),
                            ),
                            models.Q(
                                ("commission__isnull", False),
                                ("organisation", None),
                                ("public_body", None),
                            ),
                            _connector="OR",
                        ),
                        name="affiliation_in_one_house",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Addressee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=12)),
                ("office", models.CharField(blank=True, max_length=200)),
                ("address", models.CharField(blank=True, max_length=400)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=60)),
                (
                    "public_body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="addressees",
                        to="cases.publicbody",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["ppid", "atasan_ppid"])),
                        name="addressee_role_known",
                    ),
                    models.UniqueConstraint(
                        fields=("public_body", "role"), name="addressee_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicDispute",
            fields=[
                ("code", models.CharField(max_length=8, primary_key=True, serialize=False)),
                ("commission_code", models.CharField(db_index=True, max_length=40)),
                ("commission", models.CharField(max_length=200)),
                ("commission_short", models.CharField(max_length=80)),
                ("slug", models.CharField(max_length=120)),
                ("register", models.CharField(blank=True, max_length=120)),
                ("short", models.CharField(blank=True, max_length=120)),
                ("numbers_text", models.TextField(blank=True)),
                ("regime", models.CharField(max_length=10)),
                ("stage", models.CharField(max_length=40)),
                ("phase", models.CharField(max_length=12)),
                ("disposition", models.CharField(blank=True, max_length=40)),
                ("applicant", models.TextField(blank=True)),
                ("applicant_short", models.TextField(blank=True)),
                ("applicant_kind", models.CharField(blank=True, max_length=30)),
                ("respondent", models.TextField(blank=True)),
                ("respondent_short", models.TextField(blank=True)),
                ("family", models.CharField(blank=True, db_index=True, max_length=120)),
                ("subject", models.TextField()),
                ("subject_en", models.TextField(blank=True)),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("received_on", models.DateField(blank=True, null=True)),
                ("registered_on", models.DateField(blank=True, null=True)),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("next_hearing_on", models.DateField(blank=True, null=True)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("last_event_on", models.DateField(blank=True, db_index=True, null=True)),
                ("item_count", models.PositiveIntegerField(default=0)),
                ("hearing_count", models.PositiveIntegerField(default=0)),
                ("admission_count", models.PositiveIntegerField(default=0)),
                ("open_question_count", models.PositiveIntegerField(default=0)),
                ("search_text", models.TextField(blank=True)),
                ("version", models.CharField(max_length=16)),
                ("shelved_at", models.DateTimeField()),
                ("body", models.JSONField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("commission_code", "slug"), name="public_dispute_address_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("no", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(max_length=30)),
                ("number", models.CharField(blank=True, max_length=120)),
                ("pronounced_on", models.DateField(blank=True, db_index=True, null=True)),
                ("disposition", models.CharField(blank=True, max_length=40)),
                ("result", models.CharField(blank=True, max_length=200)),
                ("version", models.CharField(max_length=16)),
                ("shelved_at", models.DateTimeField()),
                ("body", models.JSONField()),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="cases.publicdispute",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dispute", "no"), name="public_decision_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicAlias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("commission_code", models.CharField(max_length=40)),
                ("slug", models.CharField(max_length=120)),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aliases",
                        to="cases.publicdispute",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "public aliases",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("commission_code", "slug"), name="public_alias_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicAdmission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=12)),
                ("text", models.TextField()),
                ("text_en", models.TextField(blank=True)),
                ("is_admission", models.BooleanField()),
                ("is_withdrawn", models.BooleanField(default=False)),
                ("binds", models.CharField(blank=True, max_length=300)),
                ("made_on", models.DateField(db_index=True)),
                ("exchange_count", models.PositiveIntegerField(default=0)),
                ("search_text", models.TextField(blank=True)),
                ("version", models.CharField(max_length=16)),
                ("shelved_at", models.DateTimeField()),
                ("body", models.JSONField()),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="admissions",
                        to="cases.publicdispute",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dispute", "code"), name="public_admission_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicParty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=20)),
                ("no", models.PositiveSmallIntegerField()),
                ("slug", models.CharField(blank=True, db_index=True, max_length=120)),
                ("name", models.CharField(max_length=300)),
                ("short", models.CharField(max_length=300)),
                ("kind", models.CharField(blank=True, max_length=30)),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parties",
                        to="cases.publicdispute",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "public parties",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dispute", "role", "no"), name="public_party_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicStatement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("confidence", models.CharField(blank=True, default="", max_length=6)),
                ("sources", models.JSONField(blank=True, default=list)),
                ("source_note", models.TextField(blank=True, default="")),
                ("code", models.CharField(max_length=8, unique=True)),
                ("key", models.CharField(blank=True, max_length=60)),
                ("capacity", models.CharField(blank=True, max_length=300)),
                ("said_on", models.DateField()),
                ("place", models.CharField(blank=True, max_length=300)),
                ("rendering", models.CharField(max_length=12)),
                ("text", models.TextField()),
                ("text_en", models.TextField(blank=True)),
                ("note", models.TextField(blank=True)),
                ("relation", models.TextField(blank=True)),
                ("outlet", models.CharField(blank=True, max_length=200)),
                ("medium", models.CharField(blank=True, max_length=12)),
                ("url", models.CharField(blank=True, max_length=1000)),
                ("published_on", models.DateField(blank=True, null=True)),
                ("lang", models.CharField(default="id", max_length=8)),
                ("asked_question", models.TextField(blank=True)),
                ("written_by", models.CharField(blank=True, max_length=200)),
                ("reviewed_by", models.CharField(blank=True, max_length=200)),
                (
                    "disputes",
                    models.ManyToManyField(
                        related_name="public_statements", to="cases.dispute"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="public_statements",
                        to="cases.person",
                    ),
                ),
                (
                    "reports_for",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rendering__in", ["quoted", "paraphrase", "mixed"])
                        ),
                        name="statement_rendering_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "medium__in",
                                [
                                    "",
                                    "online",
                                    "print",
                                    "television",
                                    "radio",
                                    "social",
                                    "release",
                                ],
                            )
                        ),
                        name="statement_medium_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed_by", ""),
                            models.Q(("reviewed_by", models.F("written_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="statement_is_reviewed_by_a_second_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisterNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("raw", models.CharField(max_length=120)),
                ("normal", models.CharField(max_length=120)),
                ("slug", models.SlugField(max_length=120)),
                ("short", models.CharField(blank=True, max_length=120)),
                ("seq", models.PositiveIntegerField(blank=True, null=True)),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("issued_on", models.DateField(blank=True, null=True)),
                ("is_current", models.BooleanField(default=True)),
                ("note", models.TextField(blank=True)),
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
                        related_name="numbers",
                        to="cases.dispute",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["register", "decision", "external"])),
                        name="number_kind_known",
                    ),
                    models.UniqueConstraint(
                        fields=("commission", "kind", "normal"),
                        name="number_once_per_commission",
                    ),
                    models.UniqueConstraint(
                        fields=("commission", "kind", "slug"),
                        name="number_slug_once_per_commission",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True), ("kind", "register")),
                        fields=("dispute",),
                        name="one_current_register_number",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisterSeries",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("regime", models.CharField(max_length=10)),
                ("pattern", models.CharField(max_length=80)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "commission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="register_series",
                        to="cases.commission",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "register series",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("regime__in", ["umum", "pemilu"])),
                        name="register_series_regime_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on", None)),
                        fields=("commission", "regime"),
                        name="one_open_series_for_a_regime",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="register_series_ends_after_its_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisterCounter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
                ("begins_after", models.PositiveIntegerField(default=0)),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counters",
                        to="cases.registerseries",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("series", "year"), name="one_counter_for_a_year"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RegistryAssignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("assigned_at", models.DateTimeField()),
                (
                    "assigned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registry_assignments_made",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registry_assignments",
                        to="cases.dispute",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registry_assignments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Representation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("confidence", models.CharField(blank=True, default="", max_length=6)),
                ("sources", models.JSONField(blank=True, default=list)),
                ("source_note", models.TextField(blank=True, default="")),
                (
                    "basis",
                    models.CharField(
                        default=cases.domain.parties.RepresentationBasis["UNREPORTED"],
                        max_length=20,
                    ),
                ),
                ("capacity", models.CharField(blank=True, max_length=200)),
                ("signed_on", models.DateField(blank=True, null=True)),
                ("scope", models.TextField(blank=True)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="representations",
                        to="cases.participant",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="representations",
                        to="cases.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "basis__in",
                                ["surat_kuasa", "surat_tugas", "jabatan", "tidak_dilaporkan"],
                            )
                        ),
                        name="representation_basis_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Room",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("address", models.CharField(blank=True, max_length=300)),
                (
                    "commission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rooms",
                        to="cases.commission",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("commission", "name"), name="room_once")
                ],
            },
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
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user", "name"), name="saved_view_once")
                ],
            },
        ),
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
                (
                    "dispute",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="struck",
                        to="cases.dispute",
                    ),
                ),
                (
                    "stands",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="doubles",
                        to="cases.dispute",
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "struck entries",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("dispute", models.F("stands")), _negated=True),
                        name="struck_entry_is_not_its_own",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Unknown",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("about", models.TextField()),
                (
                    "disputes",
                    models.ManyToManyField(related_name="unknowns", to="cases.dispute"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="VerificationFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.CharField(max_length=12)),
                ("verdict", models.CharField(max_length=8)),
                ("note", models.TextField(blank=True)),
                ("found_at", models.DateTimeField()),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="cases.dispute",
                    ),
                ),
                (
                    "found_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "place__in",
                                [
                                    "identity",
                                    "attorney",
                                    "request",
                                    "reply",
                                    "objection",
                                    "answer",
                                ],
                            )
                        ),
                        name="finding_place_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["valid", "invalid", "absent"])),
                        name="finding_verdict_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Hearing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("confidence", models.CharField(blank=True, default="", max_length=6)),
                ("sources", models.JSONField(blank=True, default=list)),
                ("source_note", models.TextField(blank=True, default="")),
                ("code", models.CharField(max_length=8, unique=True)),
                ("event_code", models.CharField(max_length=8)),
                ("sequence", models.PositiveSmallIntegerField(default=0)),
                ("announced_at", models.DateTimeField(blank=True, null=True)),
                ("ordinal", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(max_length=40)),
                ("agenda", models.TextField(blank=True)),
                ("agenda_reported", models.CharField(blank=True, max_length=300)),
                ("held_on", models.DateField(db_index=True)),
                ("planned_at", models.DateTimeField(blank=True, null=True)),
                ("planned_until", models.DateTimeField(blank=True, null=True)),
                ("planned_note", models.CharField(blank=True, max_length=300)),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("opened_note", models.CharField(blank=True, max_length=300)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("closed_note", models.CharField(blank=True, max_length=300)),
                ("is_public", models.BooleanField(default=True)),
                ("mode", models.CharField(default="langsung", max_length=20)),
                ("place", models.CharField(blank=True, max_length=300)),
                ("caucus_with", models.CharField(blank=True, max_length=10)),
                ("link", models.CharField(blank=True, max_length=300)),
                (
                    "state",
                    models.CharField(
                        default=cases.domain.hearings.HearingState["SET"], max_length=12
                    ),
                ),
                ("void_reason", models.CharField(blank=True, max_length=500)),
                ("adjourn_reason", models.CharField(blank=True, max_length=500)),
                ("next_note", models.TextField(blank=True)),
                ("recording_note", models.TextField(blank=True)),
                ("results", models.JSONField(blank=True, default=list)),
                (
                    "commission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hearings",
                        to="cases.commission",
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.hearing",
                    ),
                ),
                (
                    "registrar",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.person",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.room",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "pemeriksaan_awal",
                                    "mediasi",
                                    "kaukus",
                                    "ajudikasi_pasca_mediasi_gagal",
                                    "pembuktian",
                                    "pemeriksaan_tertutup",
                                    "pemeriksaan_setempat",
                                    "penilaian_uji_konsekuensi",
                                    "kesimpulan",
                                    "musyawarah_majelis",
                                    "pembacaan_putusan_sela",
                                    "pembacaan_putusan_mediasi",
                                    "pembacaan_putusan_ajudikasi",
                                    "pembacaan_penetapan",
                                ],
                            )
                        ),
                        name="hearing_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mode__in", ["langsung", "tidak_langsung"])),
                        name="hearing_mode_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "set",
                                    "open",
                                    "closed",
                                    "adjourned",
                                    "moved",
                                    "void",
                                ],
                            )
                        ),
                        name="hearing_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("caucus_with__in", ["", "pemohon", "termohon"])),
                        name="caucus_side_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("caucus_with", ""), ("kind", "kaukus"), _connector="OR"
                        ),
                        name="only_a_caucus_is_with_one_side",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at", None),
                            ("opened_at", None),
                            ("closed_at__gte", models.F("opened_at")),
                            _connector="OR",
                        ),
                        name="hearing_closes_after_it_opens",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("planned_until", None),
                            ("planned_until__gt", models.F("planned_at")),
                            _connector="OR",
                        ),
                        name="hearing_is_planned_to_end_after_its_start",
                    ),
                    models.UniqueConstraint(
                        fields=("event_code", "sequence"), name="hearing_version_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("event_code", ""), _negated=True),
                        name="hearing_is_of_an_event",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Appearance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=20)),
                ("capacity", models.CharField(blank=True, max_length=300)),
                (
                    "presence",
                    models.CharField(
                        default=cases.domain.hearings.Presence["PRESENT"], max_length=12
                    ),
                ),
                ("note", models.TextField(blank=True)),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appearances",
                        to="cases.hearing",
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ManyToManyField(
                        blank=True, related_name="appearances", to="cases.participant"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appearances",
                        to="cases.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "pemohon",
                                    "termohon",
                                    "kuasa_pemohon",
                                    "kuasa_termohon",
                                    "pihak_terkait",
                                    "saksi",
                                    "ahli",
                                ],
                            )
                        ),
                        name="appearance_role_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("presence__in", ["present", "remote", "absent", "rejected"])
                        ),
                        name="appearance_presence_known",
                    ),
                    models.UniqueConstraint(
                        fields=("hearing", "person", "role"), name="appearance_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("no", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(max_length=14)),
                ("code", models.CharField(max_length=8, unique=True)),
                ("content_sha256", models.CharField(max_length=64)),
                ("line_count", models.PositiveIntegerField()),
                ("layout", models.JSONField(default=dict)),
                ("record", models.JSONField()),
                ("frozen_at", models.DateTimeField()),
                ("frozen_on", models.DateField()),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="cases.hearing",
                    ),
                ),
                (
                    "certified_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("hearing", "no"), name="edition_no_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["certified", "reconstruction"])),
                        name="edition_kind_frozen",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("certified_by", None),
                                (
                                    "kind",
                                    cases.domain.transcripts.record.EditionKind[
                                        "RECONSTRUCTION"
                                    ],
                                ),
                            ),
                            models.Q(
                                ("certified_by__isnull", False),
                                (
                                    "kind",
                                    cases.domain.transcripts.record.EditionKind["CERTIFIED"],
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="only_a_certified_edition_is_signed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AbsenceExcuse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_accepted", models.BooleanField()),
                ("reason", models.TextField()),
                ("decided_by", models.CharField(max_length=200)),
                ("noted_at", models.DateTimeField()),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "appearance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="excuses",
                        to="cases.appearance",
                    ),
                ),
            ],
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="capture_devices",
                        to="cases.hearing",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("hearing", "device"), name="capture_device_once"
                    ),
                    models.UniqueConstraint(
                        fields=("hearing", "no"), name="capture_device_no_once"
                    ),
                ],
            },
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
                "indexes": [
                    models.Index(fields=["hearing", "kind"], name="capture_entry_of_kind")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("device", "n"), name="capture_entry_once"),
                    models.CheckConstraint(
                        condition=models.Q(("n__gte", 1)), name="capture_entry_from_one"
                    ),
                    models.CheckConstraint(
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
                ],
            },
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
            name="EditionStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("content_sha256", models.CharField(max_length=64)),
                ("record_sha256", models.CharField(max_length=64)),
                ("done_by", models.CharField(max_length=200)),
                ("acts_for", models.CharField(blank=True, max_length=200)),
                ("reason", models.TextField(blank=True)),
                ("told", models.JSONField(blank=True, default=dict)),
                ("done_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="cases.edition",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "kind"), name="edition_step_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["frozen", "signed", "approved", "checked"])
                        ),
                        name="edition_step_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("acts_for", ""),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="who_acts_for_the_chair_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EditionOrder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=120)),
                ("ordered_on", models.DateField()),
                ("ordered_by", models.CharField(max_length=200)),
                ("reason", models.TextField()),
                ("written_by", models.CharField(max_length=200)),
                ("written_at", models.DateTimeField()),
                (
                    "of_edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="cases.edition",
                    ),
                ),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="edition_orders",
                        to="cases.hearing",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("of_edition",), name="edition_is_replaced_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number", ""),
                            ("ordered_by", ""),
                            ("reason", ""),
                            _connector="OR",
                            _negated=True,
                        ),
                        name="an_order_is_in_writing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DocketEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("confidence", models.CharField(blank=True, default="", max_length=6)),
                ("sources", models.JSONField(blank=True, default=list)),
                ("source_note", models.TextField(blank=True, default="")),
                ("kind", models.CharField(max_length=40)),
                ("occurred_on", models.DateField(blank=True, null=True)),
                ("sort_on", models.DateField(blank=True, null=True)),
                ("date_note", models.CharField(blank=True, max_length=300)),
                ("text", models.TextField()),
                ("text_en", models.TextField(blank=True)),
                (
                    "visibility",
                    models.CharField(
                        default=cases.domain.publication.Visibility["PUBLIC"], max_length=10
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="docket",
                        to="cases.dispute",
                    ),
                ),
                (
                    "hearing",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.hearing",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "docket entries",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("visibility__in", ["public", "parties", "internal", "sealed"])
                        ),
                        name="docket_visibility_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Discrepancy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("confidence", models.CharField(blank=True, default="", max_length=6)),
                ("sources", models.JSONField(blank=True, default=list)),
                ("source_note", models.TextField(blank=True, default="")),
                ("key", models.SlugField(max_length=60)),
                ("about", models.TextField()),
                ("versions", models.JSONField(default=list)),
                ("used", models.TextField()),
                ("reason", models.TextField(blank=True)),
                (
                    "disputes",
                    models.ManyToManyField(related_name="discrepancies", to="cases.dispute"),
                ),
                (
                    "hearing",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="discrepancies",
                        to="cases.hearing",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "discrepancies",
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("confidence", models.CharField(blank=True, default="", max_length=6)),
                ("sources", models.JSONField(blank=True, default=list)),
                ("source_note", models.TextField(blank=True, default="")),
                ("kind", models.CharField(max_length=30)),
                ("number_note", models.CharField(blank=True, max_length=300)),
                ("pronounced_on", models.DateField(blank=True, null=True)),
                ("date_note", models.CharField(blank=True, max_length=300)),
                ("scope", models.CharField(blank=True, max_length=300)),
                ("disposition", models.CharField(blank=True, max_length=40)),
                ("result", models.CharField(blank=True, max_length=200)),
                ("result_note", models.TextField(blank=True)),
                ("dissent", models.TextField(blank=True)),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="cases.dispute",
                    ),
                ),
                (
                    "hearing",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="cases.hearing",
                    ),
                ),
                (
                    "number",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.registernumber",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "putusan_sela",
                                    "putusan_mediasi",
                                    "putusan_ajudikasi",
                                    "putusan_gugur",
                                    "penetapan",
                                ],
                            )
                        ),
                        name="decision_kind_known",
                    ),
                    models.CheckConstraint(
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
                ],
            },
        ),
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
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="correction_windows",
                        to="cases.hearing",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("hearing", "no"), name="correction_window_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("days__gte", 1), ("last_on__gt", models.F("opened_on"))
                        ),
                        name="correction_window_has_days",
                    ),
                ],
            },
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
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="speaker",
                        to="cases.captureentry",
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("hearing", "ref"), name="captured_speaker_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HearingDispute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seq", models.PositiveSmallIntegerField()),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hearing_places",
                        to="cases.dispute",
                    ),
                ),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="served",
                        to="cases.hearing",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("hearing", "dispute"), name="hearing_serves_once"
                    ),
                    models.UniqueConstraint(fields=("dispute", "seq"), name="hearing_seq_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HearingSession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("no", models.PositiveSmallIntegerField()),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("is_public", models.BooleanField(default=True)),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="cases.hearing",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("hearing", "no"), name="session_no_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at", None),
                            ("opened_at", None),
                            ("closed_at__gt", models.F("opened_at")),
                            _connector="OR",
                        ),
                        name="session_closes_after_it_opens",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemDisposition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("confidence", models.CharField(blank=True, default="", max_length=6)),
                ("sources", models.JSONField(blank=True, default=list)),
                ("source_note", models.TextField(blank=True, default="")),
                ("fate", models.CharField(max_length=20)),
                ("mode", models.CharField(blank=True, max_length=24)),
                ("mode_note", models.TextField(blank=True)),
                ("exclusion", models.TextField(blank=True)),
                ("condition", models.TextField(blank=True)),
                ("note", models.TextField(blank=True)),
                ("due_on", models.DateField(blank=True, null=True)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dispositions",
                        to="cases.decision",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dispositions",
                        to="cases.informationitem",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("decision", "item"), name="disposition_once"
                    ),
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "mode__in",
                                [
                                    "",
                                    "copy",
                                    "csv",
                                    "shown",
                                    "official_explanation",
                                    "on_site",
                                    "unreported",
                                ],
                            )
                        ),
                        name="disposition_mode_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemPosition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.hearing",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="cases.informationitem",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("item", "hearing"), name="position_once_per_hearing"
                    )
                ],
            },
        ),
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
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mediation",
                        to="cases.decision",
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mediations",
                        to="cases.dispute",
                    ),
                ),
                (
                    "items",
                    models.ManyToManyField(
                        related_name="mediations", to="cases.informationitem"
                    ),
                ),
                (
                    "settled",
                    models.ManyToManyField(related_name="+", to="cases.informationitem"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
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
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "")),
                        fields=("dispute",),
                        name="one_mediation_at_a_time",
                    ),
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None),
                            ("ended_on__gte", models.F("begun_on")),
                            _connector="OR",
                        ),
                        name="mediation_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decision", None), ("outcome", "sepakat"), _connector="OR"
                        ),
                        name="only_an_agreement_becomes_a_decision",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=8, unique=True)),
                ("kind", models.CharField(max_length=40)),
                ("form", models.CharField(blank=True, max_length=10)),
                ("title", models.CharField(max_length=300)),
                (
                    "visibility",
                    models.CharField(
                        default=cases.domain.publication.Visibility["PARTIES"], max_length=10
                    ),
                ),
                ("mime", models.CharField(default="application/pdf", max_length=80)),
                ("file", models.CharField(blank=True, max_length=200)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("pages", models.PositiveIntegerField(default=0)),
                ("requested_at", models.DateTimeField()),
                ("rendered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "about",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="cases.dispute",
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="cases.dispute",
                    ),
                ),
                (
                    "superseded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supersedes",
                        to="cases.document",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="cases.edition",
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="cases.filingdraft",
                    ),
                ),
                (
                    "hearing",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="cases.hearing",
                    ),
                ),
                (
                    "information_request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="cases.informationrequest",
                    ),
                ),
                (
                    "mediation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="cases.mediation",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="cases.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(
                            ("visibility__in", ["public", "parties", "internal", "sealed"])
                        ),
                        name="document_visibility_known",
                    ),
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("edition", None), ("form", "")),
                            models.Q(
                                ("edition__isnull", False),
                                models.Q(("form", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_form_is_of_a_transcript",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("edition__isnull", False)),
                        fields=("edition", "form"),
                        name="edition_paper_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("organisation", None),
                            models.Q(("dispute", None), ("hearing", None)),
                            _connector="OR",
                        ),
                        name="a_letter_is_no_paper_of_a_dispute",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("organisation__isnull", False),
                            models.Q(
                                ("about", None), ("draft", None), ("information_request", None)
                            ),
                            _connector="OR",
                        ),
                        name="a_letter_belongs_to_an_organisation",
                    ),
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file", ""), ("rendered_at", None), ("sha256", "")),
                            models.Q(
                                ("rendered_at__isnull", False),
                                models.Q(("file", ""), _negated=True),
                                models.Q(("sha256", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="document_is_whole_or_awaited",
                    ),
                ],
            },
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
                (
                    "reply_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="cases.correspondence",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="correspondence",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "deadline",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="correspondence",
                        to="cases.deadline",
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="correspondence",
                        to="cases.dispute",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="correspondence",
                        to="cases.document",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "correspondence",
                "indexes": [
                    models.Index(fields=["dispute", "sent_at"], name="correspondence_thread")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "message",
                                    "incompleteness",
                                    "completion",
                                    "answer",
                                    "withdrawal",
                                ],
                            )
                        ),
                        name="correspondence_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sender__in", ["pemohon", "termohon", "komisi"])),
                        name="correspondence_sender_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sender", "pemohon"), _negated=True),
                            ("for_applicant", True),
                            _connector="OR",
                        ),
                        name="applicant_reads_what_it_sent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sender", "termohon"), _negated=True),
                            ("for_respondent", True),
                            _connector="OR",
                        ),
                        name="respondent_reads_what_it_sent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("deadline", None), ("kind", "incompleteness"), _connector="OR"
                        ),
                        name="a_clock_starts_with_a_notice_of_incompleteness",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Exhibit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("side", models.CharField(max_length=1)),
                ("no", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=300)),
                (
                    "visibility",
                    models.CharField(
                        default=cases.domain.publication.Visibility["PARTIES"], max_length=10
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exhibits",
                        to="cases.dispute",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exhibits",
                        to="cases.document",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["P", "T", "M"])),
                        name="exhibit_side_known",
                    ),
                    models.UniqueConstraint(
                        fields=("dispute", "side", "no"), name="exhibit_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("visibility__in", ["public", "parties", "internal", "sealed"])
                        ),
                        name="exhibit_visibility_known",
                    ),
                ],
            },
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
                (
                    "mediation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="cases.mediation",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("mediation", "no"), name="agreement_no_once"
                    )
                ],
            },
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
                (
                    "mediation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declaration",
                        to="cases.mediation",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome__in", ["gagal_dinyatakan", "gagal_menarik_diri"])
                        ),
                        name="declaration_outcome_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["pemohon", "termohon"])),
                        name="declaration_side_known",
                    ),
                ],
            },
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
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mediation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extension",
                        to="cases.mediation",
                    ),
                ),
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
                (
                    "hearing",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.hearing",
                    ),
                ),
                (
                    "mediation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="cases.mediation",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Order",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("no", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("complied_on", models.DateField(blank=True, null=True)),
                ("outcome", models.TextField(blank=True)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="cases.decision",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("decision", "no"), name="order_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PanelSeat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seat", models.CharField(max_length=20)),
                ("no", models.PositiveSmallIntegerField()),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="cases.hearing",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="cases.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "seat__in",
                                [
                                    "ketua_majelis",
                                    "anggota_majelis",
                                    "mediator",
                                    "mediator_pembantu",
                                ],
                            )
                        ),
                        name="panel_seat_known",
                    ),
                    models.UniqueConstraint(
                        fields=("hearing", "person"), name="panel_seat_once"
                    ),
                    models.UniqueConstraint(
                        fields=("hearing", "no"), name="panel_seat_no_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("seat", "ketua_majelis")),
                        fields=("hearing",),
                        name="hearing_has_one_chair",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProposedSitting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("no", models.PositiveSmallIntegerField()),
                ("label", models.CharField(max_length=500)),
                ("kind", models.CharField(max_length=40)),
                ("held_on", models.DateField(blank=True, null=True)),
                ("starts", models.TimeField(blank=True, null=True)),
                ("ends", models.TimeField(blank=True, null=True)),
                ("now", models.JSONField(blank=True, default=dict)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("doubts", models.JSONField(blank=True, default=list)),
                ("reasons", models.JSONField(blank=True, default=list)),
                (
                    "state",
                    models.CharField(
                        default=cases.domain.proposals.RowState["OPEN"], max_length=8
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("made_code", models.CharField(blank=True, max_length=8)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("disputes", models.ManyToManyField(related_name="+", to="cases.dispute")),
                (
                    "moves",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="cases.hearing",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="cases.proposal",
                    ),
                ),
                (
                    "registrar",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.person",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.room",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("proposal", "no"), name="proposed_sitting_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "pemeriksaan_awal",
                                    "mediasi",
                                    "kaukus",
                                    "ajudikasi_pasca_mediasi_gagal",
                                    "pembuktian",
                                    "pemeriksaan_tertutup",
                                    "pemeriksaan_setempat",
                                    "penilaian_uji_konsekuensi",
                                    "kesimpulan",
                                    "musyawarah_majelis",
                                    "pembacaan_putusan_sela",
                                    "pembacaan_putusan_mediasi",
                                    "pembacaan_putusan_ajudikasi",
                                    "pembacaan_penetapan",
                                ],
                            )
                        ),
                        name="proposed_sitting_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "accepted", "declined"])),
                        name="proposed_sitting_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ends", None), ("held_on", None), ("starts", None)),
                            models.Q(
                                ("ends__gt", models.F("starts")),
                                ("held_on__isnull", False),
                                ("starts__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="proposed_sitting_has_day_and_hours",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at", None),
                                ("state", cases.domain.proposals.RowState["OPEN"]),
                            ),
                            models.Q(
                                models.Q(
                                    ("state", cases.domain.proposals.RowState["OPEN"]),
                                    _negated=True,
                                ),
                                ("decided_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="proposed_sitting_is_decided_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", cases.domain.proposals.RowState["ACCEPTED"]),
                                _negated=True,
                            ),
                            models.Q(("made_code", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="proposed_sitting_accepted_made_a_hearing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Booking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("released_at", models.DateTimeField(blank=True, null=True)),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="cases.hearing",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="cases.person",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="cases.room",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "starts_at"], name="booking_of_person"),
                    models.Index(fields=["room", "starts_at"], name="booking_of_room"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person__isnull", False), ("room", None)),
                            models.Q(("person", None), ("room__isnull", False)),
                            _connector="OR",
                        ),
                        name="booking_of_a_room_or_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="booking_ends_after_its_start",
                    ),
                ],
            },
        ),
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
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signature",
                        to="cases.document",
                    ),
                ),
                (
                    "original",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signed_as",
                        to="cases.document",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Summons",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ordinal", models.PositiveSmallIntegerField()),
                ("letter_number", models.CharField(blank=True, max_length=120)),
                ("letter_date", models.DateField()),
                ("reading", models.CharField(blank=True, max_length=24)),
                ("is_clear", models.BooleanField(default=False)),
                ("last_service_on", models.DateField(blank=True, null=True)),
                ("calendar_version", models.CharField(blank=True, max_length=12)),
                ("working", models.JSONField(default=dict)),
                ("issued_at", models.DateTimeField()),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="summonses",
                        to="cases.dispute",
                    ),
                ),
                (
                    "editable",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editable_summons",
                        to="cases.document",
                    ),
                ),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="summonses",
                        to="cases.hearing",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "paper",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="summons",
                        to="cases.document",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="summonses",
                        to="cases.participant",
                    ),
                ),
                (
                    "representation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="summonses",
                        to="cases.representation",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "summonses",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reading__in",
                                [
                                    "",
                                    "without_joint_leave",
                                    "with_joint_leave",
                                    "calendar_days",
                                ],
                            )
                        ),
                        name="summons_reading_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("last_service_on", None), ("reading", "")),
                            models.Q(
                                models.Q(("reading", ""), _negated=True),
                                ("last_service_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="summons_counted_or_not",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("representation", None)),
                        fields=("hearing", "dispute", "participant"),
                        name="summons_of_a_party_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("representation__isnull", False)),
                        fields=("hearing", "dispute", "participant", "representation"),
                        name="summons_of_a_representative_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=8, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("size", models.PositiveBigIntegerField()),
                ("received", models.PositiveBigIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        default=cases.domain.uploads.UploadState["RECEIVING"], max_length=10
                    ),
                ),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("original_file", models.CharField(blank=True, max_length=200)),
                (
                    "antivirus",
                    models.CharField(
                        default=cases.domain.uploads.Antivirus["UNCHECKED"], max_length=10
                    ),
                ),
                ("refusal", models.CharField(blank=True, max_length=20)),
                ("refusal_said", models.CharField(blank=True, max_length=300)),
                ("mime", models.CharField(blank=True, max_length=80)),
                ("clean_file", models.CharField(blank=True, max_length=200)),
                ("clean_sha256", models.CharField(blank=True, max_length=64)),
                ("clean_size", models.PositiveBigIntegerField(default=0)),
                ("thumbnail_file", models.CharField(blank=True, max_length=200)),
                ("pages", models.PositiveIntegerField(default=0)),
                ("duration_ms", models.PositiveIntegerField(default=0)),
                ("removed", models.JSONField(blank=True, default=list)),
                ("searchable", models.CharField(blank=True, max_length=16)),
                ("tendered_side", models.CharField(blank=True, max_length=1)),
                ("tendered_kind", models.CharField(blank=True, max_length=40)),
                ("created_at", models.DateTimeField()),
                ("touched_at", models.DateTimeField()),
                ("received_at", models.DateTimeField(blank=True, null=True)),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "commission",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uploads",
                        to="cases.commission",
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uploads",
                        to="cases.dispute",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="upload",
                        to="cases.document",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uploads",
                        to="cases.organisation",
                    ),
                ),
                (
                    "public_body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uploads",
                        to="cases.publicbody",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uploads",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["state", "touched_at"], name="upload_sweep")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["receiving", "received", "checking", "clean", "refused"],
                            )
                        ),
                        name="upload_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("antivirus__in", ["unchecked", "clean", "infected"])
                        ),
                        name="upload_antivirus_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "refusal__in",
                                [
                                    "",
                                    "not_allowed",
                                    "broken",
                                    "encrypted",
                                    "old_office",
                                    "macros",
                                    "embedded",
                                    "bomb",
                                    "too_many_pixels",
                                    "too_many_pages",
                                    "too_heavy",
                                    "infected",
                                ],
                            )
                        ),
                        name="upload_refusal_known",
                    ),
                    models.CheckConstraint(
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
                                    "text/html",
                                    "application/warc",
                                    "application/gzip",
                                ],
                            )
                        ),
                        name="upload_kind_allowed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "searchable__in",
                                [
                                    "",
                                    "text",
                                    "read",
                                    "not_installed",
                                    "unreadable",
                                    "too_long",
                                    "image",
                                ],
                            )
                        ),
                        name="upload_searchable_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("commission", None),
                                ("organisation__isnull", False),
                                ("public_body", None),
                            ),
                            models.Q(
                                ("commission", None),
                                ("organisation", None),
                                ("public_body__isnull", False),
                            ),
                            models.Q(
                                ("commission__isnull", False),
                                ("organisation", None),
                                ("public_body", None),
                            ),
                            _connector="OR",
                        ),
                        name="upload_of_one_house",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True),
                            models.Q(("name__contains", "/"), _negated=True),
                            models.Q(("name__contains", "\\"), _negated=True),
                        ),
                        name="upload_name_is_no_path",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("received__lte", models.F("size")), ("size__gte", 1)
                        ),
                        name="upload_holds_no_more_than_declared",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("original_file", ""),
                                ("sha256", ""),
                                ("state", cases.domain.uploads.UploadState["RECEIVING"]),
                                ("received_at", None),
                            ),
                            models.Q(
                                ("received", models.F("size")),
                                ("received_at__isnull", False),
                                (
                                    "state__in",
                                    [
                                        cases.domain.uploads.UploadState["RECEIVED"],
                                        cases.domain.uploads.UploadState["CHECKING"],
                                        cases.domain.uploads.UploadState["CLEAN"],
                                        cases.domain.uploads.UploadState["REFUSED"],
                                    ],
                                ),
                                models.Q(("sha256", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="upload_is_whole_or_awaited",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    cases.domain.uploads.UploadState["RECEIVING"],
                                    cases.domain.uploads.UploadState["REFUSED"],
                                ],
                            ),
                            models.Q(("original_file", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="upload_keeps_its_original",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("checked_at", None),
                                (
                                    "state__in",
                                    [
                                        cases.domain.uploads.UploadState["RECEIVING"],
                                        cases.domain.uploads.UploadState["RECEIVED"],
                                        cases.domain.uploads.UploadState["CHECKING"],
                                    ],
                                ),
                            ),
                            models.Q(
                                ("checked_at__isnull", False),
                                (
                                    "state__in",
                                    [
                                        cases.domain.uploads.UploadState["CLEAN"],
                                        cases.domain.uploads.UploadState["REFUSED"],
                                    ],
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="upload_is_checked_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("clean_size__gte", 1),
                                ("state", cases.domain.uploads.UploadState["CLEAN"]),
                                models.Q(("mime", ""), _negated=True),
                                models.Q(("clean_file", ""), _negated=True),
                                models.Q(("clean_sha256", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(
                                    ("state", cases.domain.uploads.UploadState["CLEAN"]),
                                    _negated=True,
                                ),
                                ("clean_file", ""),
                                ("clean_sha256", ""),
                                ("clean_size", 0),
                                ("mime", ""),
                                ("document", None),
                                ("pages", 0),
                                ("searchable", ""),
                                ("thumbnail_file", ""),
                            ),
                            _connector="OR",
                        ),
                        name="upload_has_a_copy_when_clean",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", cases.domain.uploads.UploadState["REFUSED"]),
                                models.Q(("refusal", ""), _negated=True),
                                models.Q(("refusal_said", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(
                                    ("state", cases.domain.uploads.UploadState["REFUSED"]),
                                    _negated=True,
                                ),
                                ("refusal", ""),
                                ("refusal_said", ""),
                            ),
                            _connector="OR",
                        ),
                        name="upload_is_refused_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("antivirus", cases.domain.uploads.Antivirus["INFECTED"]),
                                _negated=True,
                            ),
                            models.Q(
                                ("refusal", cases.domain.uploads.Reason["INFECTED"]),
                                ("state", cases.domain.uploads.UploadState["REFUSED"]),
                            ),
                            _connector="OR",
                        ),
                        name="upload_with_a_virus_is_refused",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("tendered_kind", ""), ("tendered_side", "")),
                            models.Q(
                                ("dispute__isnull", False),
                                ("tendered_side__in", ["P", "T", "M"]),
                                models.Q(("tendered_kind", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="upload_is_tendered_in_a_dispute",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("document", None), ("dispute__isnull", False), _connector="OR"
                        ),
                        name="upload_is_an_exhibit_of_a_dispute",
                    ),
                ],
            },
        ),
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["register", "agenda"])),
                        name="import_batch_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["brought", "checking", "checked", "running", "done"])
                        ),
                        name="import_batch_state_known",
                    ),
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("finished_at__isnull", False),
                                (
                                    "state",
                                    cases.domain.register_import.report.BatchState["DONE"],
                                ),
                            ),
                            models.Q(
                                models.Q(
                                    (
                                        "state",
                                        cases.domain.register_import.report.BatchState["DONE"],
                                    ),
                                    _negated=True,
                                ),
                                ("finished_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="import_batch_is_done_at_a_time",
                    ),
                ],
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
            options={
                "indexes": [
                    models.Index(fields=["commission", "case_key"], name="imported_row_by_case")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("commission", "kind", "key"), name="a_row_is_imported_once"
                    )
                ],
            },
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
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recordings",
                        to="cases.hearing",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recordings",
                        to="cases.hearingsession",
                    ),
                ),
                (
                    "upload",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recording",
                        to="cases.upload",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retention_source", ""), ("retention_until", None)),
                            models.Q(
                                ("retention_until__isnull", False),
                                models.Q(("retention_source", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="retention_has_its_source",
                    )
                ],
            },
        ),
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
                (
                    "recording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closed_parts",
                        to="cases.recording",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end_ms__gt", models.F("start_ms"))),
                        name="closed_part_has_length",
                    )
                ],
            },
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
                (
                    "recording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offsets",
                        to="cases.recording",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recording", "no"), name="recording_offset_once"
                    )
                ],
            },
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
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recording", "no"), name="sound_release_once"
                    )
                ],
            },
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
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports",
                        to="cases.hearing",
                    ),
                ),
                (
                    "recording",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports",
                        to="cases.recording",
                    ),
                ),
                (
                    "upload",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transcript_imports",
                        to="cases.upload",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "done", "known"])),
                        name="transcript_import_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("form__in", ["", "webvtt", "srt", "segments", "record", "speech"])
                        ),
                        name="transcript_import_form_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("state", cases.domain.recordings.ImportState["DONE"])
                        ),
                        fields=("hearing", "sha256"),
                        name="words_are_imported_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("upload", None), ("recording", None), _connector="OR"
                        ),
                        name="words_come_from_one_place",
                    ),
                    models.CheckConstraint(
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
                ],
            },
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
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="heard",
                        to="cases.transcriptimport",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("batch", "no"), name="heard_part_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SummonsService",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("way", models.CharField(max_length=8)),
                ("result", models.CharField(max_length=8)),
                ("served_on", models.DateField()),
                ("served_at", models.TimeField(blank=True, null=True)),
                ("received_by", models.CharField(blank=True, max_length=200)),
                ("capacity", models.CharField(blank=True, max_length=200)),
                ("place", models.CharField(blank=True, max_length=300)),
                ("tracking", models.CharField(blank=True, max_length=120)),
                ("server", models.CharField(blank=True, max_length=200)),
                ("note", models.TextField(blank=True)),
                ("by_party", models.CharField(blank=True, max_length=10)),
                ("recorded_at", models.DateTimeField()),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="cases.summonsservice",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "summons",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="cases.summons",
                    ),
                ),
                (
                    "proof",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proves_service",
                        to="cases.upload",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "way__in",
                                ["post", "courier", "email", "hand", "desk", "oral", "board"],
                            )
                        ),
                        name="summons_service_way_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "result__in",
                                ["sent", "received", "refused", "returned", "notice"],
                            )
                        ),
                        name="summons_service_result_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("by_party__in", ["", "pemohon", "termohon"])),
                        name="summons_service_side_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("by_party", ""), _negated=True),
                        fields=("summons", "by_party"),
                        name="summons_received_by_a_side_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatementArchive",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("archived_at", models.DateTimeField()),
                ("archived_by", models.CharField(max_length=200)),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="archives",
                        to="cases.publicstatement",
                    ),
                ),
                (
                    "upload",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statement_archive",
                        to="cases.upload",
                    ),
                ),
            ],
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
                (
                    "information_request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proofs",
                        to="cases.informationrequest",
                    ),
                ),
                (
                    "upload",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proof",
                        to="cases.upload",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
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
                    )
                ],
            },
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
                (
                    "mediation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="cases.mediation",
                    ),
                ),
                (
                    "upload",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mediation_file",
                        to="cases.upload",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["agreement", "failure"])),
                        name="mediation_file_kind_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Enclosure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.CharField(max_length=12)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enclosures",
                        to="cases.disputeapplication",
                    ),
                ),
                (
                    "upload",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enclosure",
                        to="cases.upload",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "place__in",
                                [
                                    "identity",
                                    "attorney",
                                    "request",
                                    "reply",
                                    "objection",
                                    "answer",
                                ],
                            )
                        ),
                        name="enclosure_place_known",
                    )
                ],
            },
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
                (
                    "correspondence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="cases.correspondence",
                    ),
                ),
                (
                    "upload",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachment",
                        to="cases.upload",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Utterance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.DecimalField(decimal_places=6, max_digits=14)),
                ("number", models.PositiveIntegerField(blank=True, null=True)),
                ("kind", models.CharField(max_length=20)),
                (
                    "rendering",
                    models.CharField(
                        default=cases.domain.transcripts.record.Rendering["QUOTED"],
                        max_length=12,
                    ),
                ),
                ("section", models.CharField(blank=True, max_length=200)),
                ("speaker", models.CharField(blank=True, max_length=200)),
                ("role", models.CharField(blank=True, max_length=200)),
                ("side", models.CharField(blank=True, max_length=20)),
                ("lang", models.CharField(default="id", max_length=8)),
                ("start_ms", models.PositiveIntegerField(blank=True, null=True)),
                ("end_ms", models.PositiveIntegerField(blank=True, null=True)),
                ("is_closed", models.BooleanField(default=False)),
                ("key", models.CharField(blank=True, max_length=60)),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="utterances",
                        to="cases.hearing",
                    ),
                ),
                (
                    "items",
                    models.ManyToManyField(
                        blank=True, related_name="utterances", to="cases.informationitem"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="utterances",
                        to="cases.person",
                    ),
                ),
                (
                    "replies_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="cases.utterance",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="utterances",
                        to="cases.hearingsession",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "speech",
                                    "question",
                                    "answer",
                                    "oath",
                                    "ruling",
                                    "reading",
                                    "scene",
                                    "interpreter",
                                    "off_record_marker",
                                ],
                            )
                        ),
                        name="utterance_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rendering__in", ["quoted", "paraphrase", "note"])),
                        name="utterance_rendering_known",
                    ),
                    models.UniqueConstraint(
                        fields=("hearing", "position"), name="position_once"
                    ),
                    models.UniqueConstraint(fields=("hearing", "number"), name="number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("replies_to", None), ("kind", "answer"), _connector="OR"
                        ),
                        name="only_answers_reply",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("end_ms", None),
                            ("start_ms", None),
                            ("end_ms__gte", models.F("start_ms")),
                            _connector="OR",
                        ),
                        name="utterance_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EditionLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("page", models.PositiveIntegerField()),
                ("line", models.PositiveSmallIntegerField()),
                ("char_from", models.PositiveIntegerField(default=0)),
                ("char_to", models.PositiveIntegerField(default=0)),
                ("text", models.TextField(blank=True)),
                ("kind", models.CharField(max_length=8)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="cases.edition",
                    ),
                ),
                (
                    "utterance",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="cases.utterance",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "page", "line"), name="line_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["text", "head", "blank", "sealed"])),
                        name="line_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("line__gte", 1), ("line__lte", 25), ("page__gte", 1)
                        ),
                        name="line_on_the_page",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Erratum",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("no", models.PositiveSmallIntegerField()),
                ("reads", models.TextField()),
                ("correct", models.TextField()),
                ("reason", models.TextField()),
                ("ordered_by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="errata",
                        to="cases.edition",
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.editionline",
                    ),
                ),
                (
                    "last",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.editionline",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "errata",
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "no"), name="erratum_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("exact", models.TextField()),
                ("exact_sha256", models.CharField(max_length=64)),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.editionline",
                    ),
                ),
                (
                    "last",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.editionline",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("first", "last"), name="passage_once"),
                    models.CheckConstraint(
                        condition=models.Q(("last__gte", models.F("first"))),
                        name="passage_runs_forward",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assertion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("confidence", models.CharField(blank=True, default="", max_length=6)),
                ("sources", models.JSONField(blank=True, default=list)),
                ("source_note", models.TextField(blank=True, default="")),
                ("capacity", models.CharField(blank=True, max_length=300)),
                ("stance", models.CharField(max_length=14)),
                (
                    "strength",
                    models.CharField(
                        default=cases.domain.admissions.Strength["EXPLICIT"], max_length=10
                    ),
                ),
                (
                    "legal_effect",
                    models.CharField(
                        default=cases.domain.admissions.LegalEffect["NONE"], max_length=14
                    ),
                ),
                ("made_on", models.DateField()),
                ("exhibit_page", models.PositiveIntegerField(blank=True, null=True)),
                ("written_by", models.CharField(max_length=200)),
                ("reviewed_by", models.CharField(blank=True, max_length=200)),
                (
                    "withdraws",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawn_by",
                        to="cases.assertion",
                    ),
                ),
                (
                    "exhibit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assertions",
                        to="cases.exhibit",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assertions",
                        to="cases.participant",
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assertions",
                        to="cases.passage",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assertions",
                        to="cases.person",
                    ),
                ),
                (
                    "proposition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assertions",
                        to="cases.proposition",
                    ),
                ),
                (
                    "public_statement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assertions",
                        to="cases.publicstatement",
                    ),
                ),
                (
                    "utterance",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assertions",
                        to="cases.utterance",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stance__in",
                                ["affirms", "denies", "qualifies", "declines", "no_knowledge"],
                            )
                        ),
                        name="assertion_stance_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("strength__in", ["explicit", "implied"])),
                        name="assertion_strength_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "legal_effect__in",
                                [
                                    "none",
                                    "admission",
                                    "denial",
                                    "stipulation",
                                    "undertaking",
                                    "withdrawal",
                                ],
                            )
                        ),
                        name="assertion_effect_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("exhibit", None),
                                ("public_statement", None),
                                ("utterance__isnull", False),
                            ),
                            models.Q(
                                ("exhibit", None),
                                ("public_statement__isnull", False),
                                ("utterance", None),
                            ),
                            models.Q(
                                ("exhibit__isnull", False),
                                ("public_statement", None),
                                ("utterance", None),
                            ),
                            _connector="OR",
                        ),
                        name="assertion_has_one_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed_by", models.F("written_by")), _negated=True
                        ),
                        name="assertion_is_reviewed_by_a_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("legal_effect", cases.domain.admissions.LegalEffect["NONE"]),
                            ("public_statement", None),
                            _connector="OR",
                        ),
                        name="no_effect_outside_the_hearing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "legal_effect",
                                    cases.domain.admissions.LegalEffect["ADMISSION"],
                                ),
                                _negated=True,
                            ),
                            ("participant__isnull", False),
                            _connector="OR",
                        ),
                        name="an_admission_binds_a_party",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("passage", None), ("utterance__isnull", False), _connector="OR"
                        ),
                        name="a_passage_is_of_words_in_a_hearing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("exhibit_page", None),
                            models.Q(("exhibit__isnull", False), ("exhibit_page__gte", 1)),
                            _connector="OR",
                        ),
                        name="a_page_is_of_an_exhibit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdraws", None),
                            ("legal_effect", cases.domain.admissions.LegalEffect["WITHDRAWAL"]),
                            _connector="OR",
                        ),
                        name="what_withdraws_is_a_withdrawal",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StanceContest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField()),
                ("contested_on", models.DateField()),
                ("written_by", models.CharField(max_length=200)),
                ("written_at", models.DateTimeField()),
                ("reviewed_by", models.CharField(blank=True, max_length=200)),
                (
                    "assertion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contests",
                        to="cases.assertion",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contests",
                        to="cases.participant",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed_by", models.F("written_by")), _negated=True
                        ),
                        name="contest_is_reviewed_by_a_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="contest_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewRefusal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField()),
                ("refused_by", models.CharField(max_length=200)),
                ("refused_at", models.DateTimeField()),
                (
                    "assertion",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refusal",
                        to="cases.assertion",
                    ),
                ),
                (
                    "statement",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refusal",
                        to="cases.publicstatement",
                    ),
                ),
                (
                    "contest",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refusal",
                        to="cases.stancecontest",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("assertion__isnull", False),
                                ("contest", None),
                                ("statement", None),
                            ),
                            models.Q(
                                ("assertion", None),
                                ("contest", None),
                                ("statement__isnull", False),
                            ),
                            models.Q(
                                ("assertion", None),
                                ("contest__isnull", False),
                                ("statement", None),
                            ),
                            _connector="OR",
                        ),
                        name="a_refusal_is_of_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="refusal_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Undertaking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.TextField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("kept_on", models.DateField(blank=True, null=True)),
                ("lapsed_on", models.DateField(blank=True, null=True)),
                (
                    "assertion",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undertaking",
                        to="cases.assertion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kept_on", None), ("lapsed_on", None), _connector="OR"
                        ),
                        name="undertaking_kept_or_lapsed",
                    )
                ],
            },
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
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "entry",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="cases.captureentry",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joined",
                        to="cases.utterance",
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
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("entry__isnull", False),
                                ("withdrawn_at", None),
                                ("withdrawn_by", None),
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
                    )
                ],
            },
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
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["admission", "undertaking", "order", "exhibit"])
                        ),
                        name="turn_mark_kind_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StanceConfirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("written_by", models.CharField(max_length=200)),
                ("written_at", models.DateTimeField()),
                (
                    "assertion",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmation",
                        to="cases.assertion",
                    ),
                ),
                (
                    "word",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.utterance",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReportedQuote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("start", models.PositiveIntegerField()),
                ("quote", models.TextField()),
                ("attributed_to", models.CharField(blank=True, max_length=200)),
                ("differences", models.JSONField(blank=True, default=list)),
                ("score", models.PositiveSmallIntegerField()),
                ("reviewed_by", models.CharField(max_length=200)),
                ("reviewed_at", models.DateTimeField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotes",
                        to="cases.pressarticle",
                    ),
                ),
                (
                    "utterance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reported",
                        to="cases.utterance",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "start"), name="reported_quote_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("score__lte", 100)), name="score_to_a_hundred"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuestionThread",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label", models.CharField(blank=True, max_length=300)),
                (
                    "fate",
                    models.CharField(
                        default=cases.domain.admissions.QuestionFate["OPEN"], max_length=20
                    ),
                ),
                ("assessed_by", models.CharField(blank=True, max_length=200)),
                ("assessed_on", models.DateField(blank=True, null=True)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("note", models.TextField(blank=True)),
                (
                    "undertaking",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="thread",
                        to="cases.undertaking",
                    ),
                ),
                (
                    "question",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="thread",
                        to="cases.utterance",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
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
                        name="thread_fate_known",
                    )
                ],
            },
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
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
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PanelOrder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("confidence", models.CharField(blank=True, default="", max_length=6)),
                ("sources", models.JSONField(blank=True, default=list)),
                ("source_note", models.TextField(blank=True, default="")),
                ("key", models.CharField(blank=True, max_length=20)),
                ("by_note", models.CharField(blank=True, max_length=200)),
                ("what", models.TextField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("outcome", models.TextField(blank=True)),
                (
                    "disputes",
                    models.ManyToManyField(related_name="panel_orders", to="cases.dispute"),
                ),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="panel_orders",
                        to="cases.hearing",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.person",
                    ),
                ),
                (
                    "to_body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.publicbody",
                    ),
                ),
                (
                    "utterance",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.utterance",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OrderedCorrection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("no", models.PositiveSmallIntegerField()),
                ("speaker", models.CharField(blank=True, max_length=200)),
                ("role", models.CharField(blank=True, max_length=200)),
                ("text", models.TextField()),
                ("reason", models.TextField()),
                ("written_by", models.CharField(max_length=200)),
                ("written_at", models.DateTimeField()),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="cases.editionorder",
                    ),
                ),
                (
                    "utterance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="cases.utterance",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("order", "utterance", "no"), name="ordered_correction_once"
                    )
                ],
            },
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
                    "mark",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmation",
                        to="cases.turnmark",
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
            ],
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
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="turn",
                        to="cases.captureentry",
                    ),
                ),
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
            ],
            options={
                "indexes": [
                    models.Index(fields=["hearing", "said_at"], name="captured_in_order")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("hearing", "ref"), name="captured_ref_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="UtteranceRevision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rev", models.PositiveSmallIntegerField(default=1)),
                ("text", models.TextField()),
                ("text_en", models.TextField(blank=True)),
                ("note", models.TextField(blank=True)),
                ("confidence", models.CharField(blank=True, max_length=6)),
                ("sources", models.JSONField(blank=True, default=list)),
                ("words", models.JSONField(blank=True, null=True)),
                ("origin", models.CharField(max_length=12)),
                ("reason", models.TextField(blank=True)),
                ("written_by", models.CharField(max_length=200)),
                ("written_at", models.DateTimeField()),
                (
                    "utterance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="cases.utterance",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("utterance", "rev"), name="revision_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin__in", ["key", "asr", "import", "correction", "press"])
                        ),
                        name="revision_origin",
                    ),
                ],
            },
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
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to="cases.utterancerevision",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("revision", "reader"), name="reading_once")
                ],
            },
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
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="turn_proposals",
                        to="cases.dispute",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "window",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="cases.correctionwindow",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="cases.utterancerevision",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["pemohon", "termohon"])),
                        name="turn_proposal_side_known",
                    )
                ],
            },
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
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.utterance",
                    ),
                ),
                (
                    "revision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="correction",
                        to="cases.utterancerevision",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
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
                                ],
                            )
                        ),
                        name="correction_act_known",
                    )
                ],
            },
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
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="cases.turnproposal",
                    ),
                ),
                (
                    "revision",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accepted_proposal",
                        to="cases.utterancerevision",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("revision__isnull", False),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_refusal_has_its_reason",
                    )
                ],
            },
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
                (
                    "confirmed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="cases.utterancerevision",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("revision", "place"), name="word_confirmed_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicHearing",
            fields=[
                ("code", models.CharField(max_length=8, primary_key=True, serialize=False)),
                ("event_code", models.CharField(db_index=True, max_length=8)),
                ("sequence", models.PositiveSmallIntegerField()),
                ("announced_at", models.DateTimeField(blank=True, null=True)),
                ("commission_code", models.CharField(max_length=40)),
                ("commission_short", models.CharField(max_length=80)),
                ("time_zone", models.CharField(max_length=40)),
                ("held_on", models.DateField(db_index=True)),
                ("starts_at", models.DateTimeField(blank=True, null=True)),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                ("kind", models.CharField(max_length=40)),
                ("state", models.CharField(max_length=12)),
                ("ordinal", models.PositiveSmallIntegerField()),
                ("is_public", models.BooleanField()),
                ("has_words", models.BooleanField()),
                ("title", models.TextField(blank=True)),
                ("registers", models.TextField(blank=True)),
                ("place", models.CharField(blank=True, max_length=450)),
                ("room", models.CharField(blank=True, max_length=120)),
                ("room_name", models.CharField(blank=True, max_length=300)),
                ("question_count", models.PositiveIntegerField(default=0)),
                ("version", models.CharField(max_length=16)),
                ("shelved_at", models.DateTimeField()),
                ("body", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="PublicEdition",
            fields=[
                ("code", models.CharField(max_length=8, primary_key=True, serialize=False)),
                ("no", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(max_length=14)),
                ("is_latest", models.BooleanField()),
                ("content_sha256", models.CharField(max_length=64)),
                ("frozen_on", models.DateField()),
                ("pages", models.PositiveIntegerField()),
                ("line_count", models.PositiveIntegerField()),
                ("version", models.CharField(max_length=16)),
                ("shelved_at", models.DateTimeField()),
                ("body", models.JSONField()),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="editions",
                        to="cases.publichearing",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("hearing", "no"), name="public_edition_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicDocument",
            fields=[
                ("code", models.CharField(max_length=8, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=40)),
                ("form", models.CharField(blank=True, max_length=10)),
                ("title", models.CharField(max_length=300)),
                ("mime", models.CharField(max_length=80)),
                ("file", models.CharField(blank=True, max_length=200)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("pages", models.PositiveIntegerField(default=0)),
                ("made_on", models.DateField(blank=True, null=True)),
                ("signature", models.JSONField(blank=True, null=True)),
                (
                    "dispute",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="cases.publicdispute",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="cases.publicedition",
                    ),
                ),
                (
                    "hearing",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="cases.publichearing",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("dispute__isnull", False),
                            ("hearing__isnull", False),
                            _connector="OR",
                        ),
                        name="public_document_belongs",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicHearingPlace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seq", models.PositiveSmallIntegerField()),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="places",
                        to="cases.publicdispute",
                    ),
                ),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="places",
                        to="cases.publichearing",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dispute", "hearing"), name="public_place_once"
                    ),
                    models.UniqueConstraint(fields=("dispute", "seq"), name="public_seq_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("page", models.PositiveIntegerField()),
                ("line", models.PositiveSmallIntegerField()),
                ("number", models.PositiveIntegerField(blank=True, null=True)),
                ("char_from", models.PositiveIntegerField()),
                ("char_to", models.PositiveIntegerField()),
                ("text", models.TextField(blank=True)),
                ("kind", models.CharField(max_length=8)),
                ("start_ms", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="cases.publicedition",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "page", "line"), name="public_line_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "sealed"), _negated=True),
                            ("text", ""),
                            _connector="OR",
                        ),
                        name="a_sealed_line_has_no_words",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("label", models.CharField(blank=True, max_length=300)),
                ("asked_by", models.CharField(blank=True, max_length=200)),
                ("asked_on", models.DateField(db_index=True)),
                ("fate", models.CharField(max_length=20)),
                ("is_open", models.BooleanField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("version", models.CharField(max_length=16)),
                ("shelved_at", models.DateTimeField()),
                ("body", models.JSONField()),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="cases.publichearing",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("hearing", "number"), name="public_question_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicSeat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.CharField(db_index=True, max_length=120)),
                ("name", models.CharField(max_length=200)),
                ("seat", models.CharField(max_length=20)),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="cases.publichearing",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("hearing", "slug"), name="public_seat_once")
                ],
            },
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
            name="PublicUtterance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("rendering", models.CharField(max_length=12)),
                ("section", models.CharField(blank=True, max_length=200)),
                ("speaker", models.CharField(blank=True, max_length=200)),
                ("role", models.CharField(blank=True, max_length=200)),
                ("side", models.CharField(blank=True, max_length=20)),
                ("lang", models.CharField(max_length=8)),
                ("text", models.TextField()),
                ("text_en", models.TextField(blank=True)),
                ("replies_to", models.PositiveIntegerField(blank=True, null=True)),
                ("start_ms", models.PositiveIntegerField(blank=True, null=True)),
                ("page", models.PositiveIntegerField()),
                ("line", models.PositiveSmallIntegerField()),
                ("last_page", models.PositiveIntegerField()),
                ("last_line", models.PositiveSmallIntegerField()),
                ("fate", models.CharField(blank=True, max_length=20)),
                ("label", models.CharField(blank=True, max_length=300)),
                ("admissions", models.JSONField(default=list)),
                ("items", models.JSONField(default=list)),
                ("refs", models.JSONField(default=list)),
                ("confidence", models.CharField(blank=True, max_length=6)),
                ("note", models.TextField(blank=True)),
                ("search_text", models.TextField(blank=True)),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="utterances",
                        to="cases.publichearing",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("hearing", "number"), name="public_number_once"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="hearing",
            name="disputes",
            field=models.ManyToManyField(
                related_name="hearings", through="cases.HearingDispute", to="cases.dispute"
            ),
        ),
        migrations.AddField(
            model_name="publichearing",
            name="disputes",
            field=models.ManyToManyField(
                related_name="hearings",
                through="cases.PublicHearingPlace",
                to="cases.publicdispute",
            ),
        ),
        *_guards(),
    ]
    operations = together(operations)
