"""The journal as proof: checkpoints, the nodes under them, and where papers are told."""

from django.db import migrations, models

from cases.migrations._guards import AppendOnly, Refusing, raised

REASONS = {
    "cases_journalcheckpoint": "titik periksa jurnal hanya bertambah",
    "cases_journalnode": "simpul jurnal hanya bertambah",
    "cases_journalleaf": "daun jurnal hanya bertambah",
}
GROWING = AppendOnly(REASONS)
REFUSING = Refusing(
    {},
    whole=REASONS,
    kept={
        "cases_journalcheckpoint": "o.id = NEW.id OR (o.chain = NEW.chain AND o.day = NEW.day)",
        "cases_journalnode": "o.id = NEW.id OR (o.chain = NEW.chain AND o.level = NEW.level"
        " AND o.place = NEW.place)",
        "cases_journalleaf": "o.id = NEW.id OR o.code = NEW.code",
    },
)


def statements(vendor):
    """Pairs of (create, drop) for one engine; tests that must flush tables use them too."""
    return [*GROWING.statements(vendor), *REFUSING.statements(vendor)]


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0032_private"),
    ]

    operations = [
        migrations.CreateModel(
            name="JournalLeaf",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=16, unique=True)),
                ("chain", models.CharField(max_length=40)),
                ("seq", models.PositiveBigIntegerField()),
                ("leaf", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name_plural": "journal leaves",
            },
        ),
        migrations.CreateModel(
            name="JournalCheckpoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("chain", models.CharField(max_length=40)),
                ("day", models.DateField()),
                ("size", models.PositiveBigIntegerField()),
                ("root", models.CharField(max_length=64)),
                ("tip", models.CharField(max_length=64)),
                ("note", models.TextField()),
                ("key", models.CharField(max_length=400)),
                ("consistency", models.JSONField(default=list)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("chain", "day"), name="checkpoint_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("size__gt", 0)), name="checkpoint_of_a_begun_chain"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("root__regex", "^[0-9a-f]{64}$")),
                        name="checkpoint_keeps_a_hash",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JournalNode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("chain", models.CharField(max_length=40)),
                ("level", models.PositiveSmallIntegerField()),
                ("place", models.PositiveBigIntegerField()),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("chain", "level", "place"), name="journal_node_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__gt", 0)), name="journal_node_over_a_group"
                    ),
                ],
            },
        ),
        raised(statements),
    ]
