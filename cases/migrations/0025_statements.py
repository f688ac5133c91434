"""What becomes of stances, words outside the hearing with their copies, quotes of the press."""

import cases.domain.admissions
import django.db.models.deletion
from django.db import migrations, models

from cases.migrations._guards import AppendOnly, FilledOnce

GROWING = AppendOnly(
    {
        "cases_stanceconfirmation": "pengukuhan ketua majelis hanya bertambah",
        "cases_reviewrefusal": "penolakan pemeriksa hanya bertambah",
        "cases_statementarchive": "salinan berita hanya bertambah",
        "cases_pressarticle": "berita yang dibandingkan hanya bertambah",
        "cases_reportedquote": "kutipan yang diperiksa hanya bertambah",
    }
)
STANCES = FilledOnce(
    "cases_assertion",
    column="reviewed_by",
    fixed=(
        *("id", "proposition_id", "participant_id", "person_id", "capacity", "stance"),
        *("strength", "legal_effect", "made_on", "utterance_id", "passage_id", "exhibit_id"),
        *("exhibit_page", "public_statement_id", "withdraws_id", "written_by", "confidence"),
        *("sources", "source_note"),
    ),
    reason="sikap yang dicatat tidak berubah",
)
STATEMENTS = FilledOnce(
    "cases_publicstatement",
    column="reviewed_by",
    fixed=(
        *("id", "code", "key", "person_id", "capacity", "said_on", "place", "rendering"),
        *("text", "text_en", "note", "relation", "reports_for_id", "outlet", "medium", "url"),
        *("published_on", "lang", "asked_question", "written_by", "confidence", "sources"),
        "source_note",
    ),
    reason="pernyataan yang dicatat tidak berubah",
)
CONTESTS = FilledOnce(
    "cases_stancecontest",
    column="reviewed_by",
    fixed=(
        *("id", "assertion_id", "participant_id", "reason", "contested_on", "written_by"),
        "written_at",
    ),
    reason="bantahan yang dicatat tidak berubah",
)
GUARDS = (GROWING, STANCES, STATEMENTS, CONTESTS)


def statements(vendor):
    """Pairs of (create, drop) for one engine; tests that must flush tables use them too."""
    return [pair for guard in GUARDS for pair in guard.statements(vendor)]


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0024_signing"),
    ]

    operations = [
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
            ],
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
            ],
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
            ],
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
            ],
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
            ],
        ),
        migrations.AddField(
            model_name="publicadmission",
            name="is_withdrawn",
            field=models.BooleanField(default=False),
        ),
        migrations.RemoveConstraint(
            model_name="upload",
            name="upload_kind_allowed",
        ),
        migrations.RemoveField(
            model_name="assertion",
            name="contested_by",
        ),
        migrations.AddField(
            model_name="assertion",
            name="exhibit_page",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="assertion",
            name="passage",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assertions",
                to="cases.passage",
            ),
        ),
        migrations.AddField(
            model_name="publicstatement",
            name="asked_question",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="publicstatement",
            name="lang",
            field=models.CharField(default="id", max_length=8),
        ),
        migrations.AddField(
            model_name="publicstatement",
            name="medium",
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AddField(
            model_name="publicstatement",
            name="outlet",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="publicstatement",
            name="published_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="publicstatement",
            name="reviewed_by",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="publicstatement",
            name="url",
            field=models.CharField(blank=True, max_length=1000),
        ),
        migrations.AddField(
            model_name="publicstatement",
            name="written_by",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddConstraint(
            model_name="assertion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("passage", None), ("utterance__isnull", False), _connector="OR"
                ),
                name="a_passage_is_of_words_in_a_hearing",
            ),
        ),
        migrations.AddConstraint(
            model_name="assertion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("exhibit_page", None),
                    models.Q(("exhibit__isnull", False), ("exhibit_page__gte", 1)),
                    _connector="OR",
                ),
                name="a_page_is_of_an_exhibit",
            ),
        ),
        migrations.AddConstraint(
            model_name="assertion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdraws", None),
                    ("legal_effect", cases.domain.admissions.LegalEffect["WITHDRAWAL"]),
                    _connector="OR",
                ),
                name="what_withdraws_is_a_withdrawal",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicstatement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "medium__in",
                        ["", "online", "print", "television", "radio", "social", "release"],
                    )
                ),
                name="statement_medium_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicstatement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reviewed_by", ""),
                    models.Q(("reviewed_by", models.F("written_by")), _negated=True),
                    _connector="OR",
                ),
                name="statement_is_reviewed_by_a_second_person",
            ),
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
                            "text/html",
                            "application/warc",
                            "application/gzip",
                        ],
                    )
                ),
                name="upload_kind_allowed",
            ),
        ),
        migrations.AddField(
            model_name="pressarticle",
            name="dispute",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="press_articles",
                to="cases.dispute",
            ),
        ),
        migrations.AddField(
            model_name="reportedquote",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="quotes",
                to="cases.pressarticle",
            ),
        ),
        migrations.AddField(
            model_name="reportedquote",
            name="utterance",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reported",
                to="cases.utterance",
            ),
        ),
        migrations.AddField(
            model_name="reviewrefusal",
            name="assertion",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="refusal",
                to="cases.assertion",
            ),
        ),
        migrations.AddField(
            model_name="reviewrefusal",
            name="statement",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="refusal",
                to="cases.publicstatement",
            ),
        ),
        migrations.AddField(
            model_name="stanceconfirmation",
            name="assertion",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="confirmation",
                to="cases.assertion",
            ),
        ),
        migrations.AddField(
            model_name="stanceconfirmation",
            name="word",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.utterance",
            ),
        ),
        migrations.AddField(
            model_name="stancecontest",
            name="assertion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contests",
                to="cases.assertion",
            ),
        ),
        migrations.AddField(
            model_name="stancecontest",
            name="participant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contests",
                to="cases.participant",
            ),
        ),
        migrations.AddField(
            model_name="reviewrefusal",
            name="contest",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="refusal",
                to="cases.stancecontest",
            ),
        ),
        migrations.AddField(
            model_name="statementarchive",
            name="statement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="archives",
                to="cases.publicstatement",
            ),
        ),
        migrations.AddField(
            model_name="statementarchive",
            name="upload",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="statement_archive",
                to="cases.upload",
            ),
        ),
        migrations.AddConstraint(
            model_name="pressarticle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "medium__in",
                        ["online", "print", "television", "radio", "social", "release"],
                    )
                ),
                name="article_medium_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="pressarticle",
            constraint=models.UniqueConstraint(
                fields=("dispute", "outlet", "text_sha256"), name="article_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportedquote",
            constraint=models.UniqueConstraint(
                fields=("article", "start"), name="reported_quote_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportedquote",
            constraint=models.CheckConstraint(
                condition=models.Q(("score__lte", 100)), name="score_to_a_hundred"
            ),
        ),
        migrations.AddConstraint(
            model_name="stancecontest",
            constraint=models.CheckConstraint(
                condition=models.Q(("reviewed_by", models.F("written_by")), _negated=True),
                name="contest_is_reviewed_by_a_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="stancecontest",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="contest_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewrefusal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("assertion__isnull", False), ("contest", None), ("statement", None)
                    ),
                    models.Q(
                        ("assertion", None), ("contest", None), ("statement__isnull", False)
                    ),
                    models.Q(
                        ("assertion", None), ("contest__isnull", False), ("statement", None)
                    ),
                    _connector="OR",
                ),
                name="a_refusal_is_of_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewrefusal",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="refusal_has_a_reason"
            ),
        ),
        *(guard.operation() for guard in GUARDS),
    ]
