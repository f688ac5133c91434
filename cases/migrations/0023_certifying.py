"""The steps by which an edition is certified, and written orders for another one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cases.migrations._guards import AppendOnly, Refusing, raised

GROWING = AppendOnly(
    {
        "cases_editionstep": "langkah pengesahan hanya bertambah",
        "cases_editionorder": "perintah edisi hanya bertambah",
        "cases_orderedcorrection": "koreksi menurut perintah hanya bertambah",
    }
)

STEPS = ("frozen", "signed", "approved", "checked")
DONE = "EXISTS (SELECT 1 FROM cases_editionstep s WHERE s.edition_id = {edition} AND s.kind = '{kind}')"
EARLY = " OR ".join(
    f"(NEW.kind = '{after}' AND NOT {DONE.format(edition='NEW.edition_id', kind=before)})"
    for before, after in zip(STEPS, STEPS[1:], strict=False)
)
FROZEN = "EXISTS (SELECT 1 FROM cases_edition e WHERE e.hearing_id = {hearing})"
PAPER = ("code", "edition_id", "mime", "file", "sha256", "size", "kind", "rendered_at")

REFUSING = Refusing(
    {
        "edition_step_in_its_order": (
            "cases_editionstep",
            ("INSERT",),
            EARLY,
            "langkah sebelumnya belum dilakukan",
        ),
        "edition_step_is_of_its_words": (
            "cases_editionstep",
            ("INSERT",),
            "NOT EXISTS (SELECT 1 FROM cases_edition e WHERE e.id = NEW.edition_id"
            " AND e.content_sha256 = NEW.content_sha256)",
            "langkah ini bukan atas isi edisi itu",
        ),
        "edition_is_released_when_checked": (
            "cases_edition",
            ("UPDATE",),
            "OLD.published_at IS NULL AND NEW.published_at IS NOT NULL"
            " AND EXISTS (SELECT 1 FROM cases_editionstep s WHERE s.edition_id = OLD.id)"
            f" AND NOT {DONE.format(edition='OLD.id', kind='checked')}",
            "edisi ini belum selesai disahkan dan diperiksa",
        ),
        "later_edition_is_ordered": (
            "cases_edition",
            ("INSERT",),
            "NEW.no <> 1 AND NOT EXISTS (SELECT 1 FROM cases_editionorder o"
            " JOIN cases_edition e ON e.id = o.of_edition_id"
            " WHERE e.hearing_id = NEW.hearing_id AND e.no = NEW.no - 1)",
            "edisi berikutnya hanya atas perintah tertulis",
        ),
        "order_is_of_its_hearing": (
            "cases_editionorder",
            ("INSERT",),
            "NOT EXISTS (SELECT 1 FROM cases_edition e WHERE e.id = NEW.of_edition_id"
            " AND e.hearing_id = NEW.hearing_id)",
            "perintah itu bukan atas edisi sidang ini",
        ),
        "correction_needs_an_open_order": (
            "cases_orderedcorrection",
            ("INSERT",),
            "EXISTS (SELECT 1 FROM cases_editionorder o"
            " JOIN cases_edition prior ON prior.id = o.of_edition_id"
            " JOIN cases_edition made ON made.hearing_id = o.hearing_id"
            " AND made.no = prior.no + 1 WHERE o.id = NEW.order_id)"
            " OR NOT EXISTS (SELECT 1 FROM cases_editionorder o"
            " JOIN cases_utterance u ON u.hearing_id = o.hearing_id"
            " WHERE o.id = NEW.order_id AND u.id = NEW.utterance_id"
            " AND u.number IS NOT NULL)",
            "koreksi hanya dalam perintah yang masih terbuka",
        ),
        "erratum_is_of_its_edition": (
            "cases_erratum",
            ("INSERT",),
            "NOT EXISTS (SELECT 1 FROM cases_editionline l"
            " WHERE l.id = NEW.first_id AND l.edition_id = NEW.edition_id)"
            " OR NOT EXISTS (SELECT 1 FROM cases_editionline l"
            " WHERE l.id = NEW.last_id AND l.edition_id = NEW.edition_id)",
            "ralat menunjuk baris edisinya sendiri",
        ),
        "turn_left_out_stands": (
            "cases_utterance",
            ("UPDATE", "DELETE"),
            f"OLD.number IS NULL AND {FROZEN.format(hearing='OLD.hearing_id')}",
            "risalah sidang ini sudah dibekukan",
        ),
        "turn_left_out_takes_no_revision": (
            "cases_utterancerevision",
            ("INSERT",),
            "EXISTS (SELECT 1 FROM cases_utterance u JOIN cases_edition e"
            " ON e.hearing_id = u.hearing_id"
            " WHERE u.id = NEW.utterance_id AND u.number IS NULL)",
            "risalah sidang ini sudah dibekukan",
        ),
        "frozen_turn_is_not_taken_back": (
            "cases_turnwithdrawal",
            ("INSERT",),
            "EXISTS (SELECT 1 FROM cases_utterance u"
            " WHERE u.id = NEW.utterance_id AND u.number IS NOT NULL)",
            "ucapan dalam risalah yang dibekukan tidak ditarik",
        ),
        "frozen_turn_is_about_no_more": (
            "cases_utterance_items",
            ("INSERT", "UPDATE"),
            "EXISTS (SELECT 1 FROM cases_utterance u"
            " WHERE u.id = NEW.utterance_id AND u.number IS NOT NULL)",
            "ucapan dalam risalah yang dibekukan tidak berubah",
        ),
        "frozen_turn_is_about_no_less": (
            "cases_utterance_items",
            ("UPDATE", "DELETE"),
            "EXISTS (SELECT 1 FROM cases_utterance u"
            " WHERE u.id = OLD.utterance_id AND u.number IS NOT NULL)",
            "ucapan dalam risalah yang dibekukan tidak berubah",
        ),
        "passage_stands": (
            "cases_passage",
            ("UPDATE", "DELETE"),
            "OLD.id IS NOT NULL",
            "kutipan yang dicatat tidak berubah",
        ),
        "released_paper_stands": (
            "cases_document",
            ("UPDATE",),
            "OLD.rendered_at IS NOT NULL AND EXISTS (SELECT 1 FROM cases_edition e"
            " WHERE e.id = OLD.edition_id AND e.published_at IS NOT NULL) AND ("
            + " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in PAPER)
            + ")",
            "bentuk risalah yang sudah dirilis tidak berubah",
        ),
        "paper_of_an_edition_stays": (
            "cases_document",
            ("DELETE",),
            "OLD.edition_id IS NOT NULL",
            "bentuk risalah tidak dihapus",
        ),
    },
    whole={
        "cases_editionstep": "langkah pengesahan hanya bertambah",
        "cases_editionorder": "perintah edisi hanya bertambah",
        "cases_orderedcorrection": "koreksi menurut perintah hanya bertambah",
        "cases_utterance": "ucapan tidak dihapus",
        "cases_passage": "kutipan yang dicatat tidak berubah",
    },
    kept={
        "cases_editionstep": "o.id = NEW.id"
        " OR (o.edition_id = NEW.edition_id AND o.kind = NEW.kind)",
        "cases_editionorder": "o.id = NEW.id OR o.of_edition_id = NEW.of_edition_id",
        "cases_orderedcorrection": "o.id = NEW.id OR (o.order_id = NEW.order_id"
        " AND o.utterance_id = NEW.utterance_id AND o.no = NEW.no)",
        "cases_passage": "o.id = NEW.id"
        " OR (o.first_id = NEW.first_id AND o.last_id = NEW.last_id)",
    },
)


def statements(vendor):
    """Pairs of (create, drop) for one engine; tests that must flush tables use them too."""
    return [*GROWING.statements(vendor), *REFUSING.statements(vendor)]


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0022_correcting"),
    ]

    operations = [
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
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="edition_orders",
                        to="cases.hearing",
                    ),
                ),
                (
                    "of_edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="cases.edition",
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
        ),
        migrations.AddConstraint(
            model_name="editionorder",
            constraint=models.UniqueConstraint(
                fields=("of_edition",), name="edition_is_replaced_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="editionorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("number", ""),
                    ("ordered_by", ""),
                    ("reason", ""),
                    _connector="OR",
                    _negated=True,
                ),
                name="an_order_is_in_writing",
            ),
        ),
        migrations.AddConstraint(
            model_name="editionstep",
            constraint=models.UniqueConstraint(
                fields=("edition", "kind"), name="edition_step_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="editionstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["frozen", "signed", "approved", "checked"])),
                name="edition_step_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="editionstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("acts_for", ""), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="who_acts_for_the_chair_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderedcorrection",
            constraint=models.UniqueConstraint(
                fields=("order", "utterance", "no"), name="ordered_correction_once"
            ),
        ),
        raised(statements),
    ]
