"""Rooms and people that hearings take; the database refuses two at one time."""

import django.db.models.deletion
from django.db import migrations, models

RESOURCES = {
    "person": "orang itu sudah bersidang pada jam itu",
    "room": "ruang itu sudah dipakai pada jam itu",
}


def _sqlite():
    """Writers take turns, so what a trigger sees is all there is."""
    for resource, reason in RESOURCES.items():
        for event in ("INSERT", "UPDATE"):
            trigger = f"cases_booking_{resource}_once_{event.lower()}"
            yield (
                f"CREATE TRIGGER {trigger} BEFORE {event} ON cases_booking "
                f"WHEN NEW.released_at IS NULL AND NEW.{resource}_id IS NOT NULL AND EXISTS ("
                f"SELECT 1 FROM cases_booking o WHERE o.{resource}_id = NEW.{resource}_id"
                " AND o.released_at IS NULL AND o.id IS NOT NEW.id"
                " AND o.starts_at < NEW.ends_at AND o.ends_at > NEW.starts_at) "
                f"BEGIN SELECT RAISE(ABORT, '{reason}'); END",
                f"DROP TRIGGER IF EXISTS {trigger}",
            )


def _postgresql():
    yield "CREATE EXTENSION IF NOT EXISTS btree_gist", "SELECT 1"
    for resource in RESOURCES:
        name = f"{resource}_booked_once"
        yield (
            f"ALTER TABLE cases_booking ADD CONSTRAINT {name} EXCLUDE USING gist "
            f"({resource}_id WITH =, tstzrange(starts_at, ends_at) WITH &&) "
            f"WHERE ({resource}_id IS NOT NULL AND released_at IS NULL)",
            f"ALTER TABLE cases_booking DROP CONSTRAINT IF EXISTS {name}",
        )


def raise_guards(apps, schema_editor):
    for create, _drop in {"sqlite": _sqlite, "postgresql": _postgresql}[
        schema_editor.connection.vendor
    ]():
        schema_editor.execute(create)


def drop_guards(apps, schema_editor):
    for _create, drop in {"sqlite": _sqlite, "postgresql": _postgresql}[
        schema_editor.connection.vendor
    ]():
        schema_editor.execute(drop)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0010_register_series"),
    ]

    operations = [
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
            ],
        ),
        migrations.AddField(
            model_name="hearing",
            name="planned_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("planned_until", None),
                    ("planned_until__gt", models.F("planned_at")),
                    _connector="OR",
                ),
                name="hearing_is_planned_to_end_after_its_start",
            ),
        ),
        migrations.AddField(
            model_name="booking",
            name="hearing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bookings",
                to="cases.hearing",
            ),
        ),
        migrations.AddField(
            model_name="booking",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bookings",
                to="cases.person",
            ),
        ),
        migrations.AddField(
            model_name="booking",
            name="room",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bookings",
                to="cases.room",
            ),
        ),
        migrations.AddIndex(
            model_name="booking",
            index=models.Index(fields=["person", "starts_at"], name="booking_of_person"),
        ),
        migrations.AddIndex(
            model_name="booking",
            index=models.Index(fields=["room", "starts_at"], name="booking_of_room"),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person__isnull", False), ("room", None)),
                    models.Q(("person", None), ("room__isnull", False)),
                    _connector="OR",
                ),
                name="booking_of_a_room_or_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="booking_ends_after_its_start",
            ),
        ),
        migrations.RunPython(raise_guards, drop_guards),
    ]
