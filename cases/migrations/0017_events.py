"""Which event of a calendar each hearing is, and which version of it; who sits, on the shelf."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Max

ACTS = ("hearing_set", "hearing_moved", "hearing_held", "hearing_cancelled")
PORTION = 500


def name_events(apps, schema_editor):
    """A successor is younger than what it stands for, so that one pass from the oldest does."""
    hearings = apps.get_model("cases", "Hearing").objects
    told = dict(
        apps.get_model("cases", "JournalEntry")
        .objects.filter(act__in=ACTS)
        .exclude(hearing_code="")
        .values_list("hearing_code")
        .annotate(at=Max("at"))
    )
    events, rows = {}, []
    for row in hearings.order_by("pk"):
        event, before = events.get(row.previous_id, (row.code, -1))
        row.event_code, row.sequence = event, before + 1
        if row.state == "void":
            row.sequence += 1
        row.announced_at = None if row.state == "draft" else told.get(row.code)
        events[row.pk] = (event, row.sequence)
        rows.append(row)
    hearings.bulk_update(rows, ["event_code", "sequence", "announced_at"], PORTION)
    _shelve(apps, {row.code: row for row in rows})


def _shelve(apps, rows):
    shelf = apps.get_model("cases", "PublicHearing").objects
    found = []
    for public in shelf.only("code").order_by("code"):
        row = rows.get(public.code)
        public.event_code = row.event_code if row else public.code
        public.sequence = row.sequence if row else 0
        public.announced_at = row.announced_at if row else None
        found.append(public)
    shelf.bulk_update(found, ["event_code", "sequence", "announced_at"], PORTION)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0016_summons"),
    ]

    operations = [
        migrations.AddField(
            model_name="hearing",
            name="announced_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="hearing",
            name="event_code",
            field=models.CharField(default="", max_length=8),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="hearing",
            name="sequence",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="publichearing",
            name="announced_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="publichearing",
            name="ends_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="publichearing",
            name="event_code",
            field=models.CharField(db_index=True, default="", max_length=8),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="publichearing",
            name="room",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="publichearing",
            name="room_name",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="publichearing",
            name="sequence",
            field=models.PositiveSmallIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="publichearing",
            name="place",
            field=models.CharField(blank=True, max_length=450),
        ),
        migrations.RunPython(name_events, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.UniqueConstraint(
                fields=("event_code", "sequence"), name="hearing_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(("event_code", ""), _negated=True),
                name="hearing_is_of_an_event",
            ),
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
    ]
