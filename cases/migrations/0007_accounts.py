"""Invitations, memberships with their history, sessions that end together, and a cache."""

import cases.domain.accounts
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


# Staff leave and the case stays: a membership is ended, never deleted; and an organisation keeps
# somebody who answers for it. Altering this table on SQLite drops its triggers: raise them again.
TABLE = "cases_membership"
OWNS = (
    "OLD.organisation_id IS NOT NULL AND OLD.role = 'owner' AND OLD.ends_on IS NULL"
    " AND (NEW.role <> 'owner' OR NEW.ends_on IS NOT NULL OR NEW.organisation_id IS NULL"
    " OR NEW.organisation_id <> OLD.organisation_id)"
)
NO_OTHER = (
    "NOT EXISTS (SELECT 1 FROM cases_membership o WHERE o.organisation_id = OLD.organisation_id"
    " AND o.role = 'owner' AND o.ends_on IS NULL AND o.id <> OLD.id)"
)
RULES = {
    "cases_membership_keeps_an_owner": (
        "UPDATE",
        f"{OWNS} AND {NO_OTHER}",
        "organisasi harus mempunyai pengurus",
    ),
    "cases_membership_stays": ("DELETE", "TRUE", "keanggotaan diakhiri, tidak dihapus"),
}


def _sqlite():
    for name, (event, condition, reason) in RULES.items():
        said = condition.replace("TRUE", "1")
        yield (
            f"CREATE TRIGGER {name} BEFORE {event} ON {TABLE} WHEN {said} "
            f"BEGIN SELECT RAISE(ABORT, '{reason}'); END",
            f"DROP TRIGGER IF EXISTS {name}",
        )


def _postgresql():
    for name, (event, condition, reason) in RULES.items():
        end = "RETURN OLD;" if event == "DELETE" else "RETURN NEW;"
        yield (
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {condition} THEN RAISE EXCEPTION '{reason}' USING ERRCODE = '23514'; END IF; "
            f"{end} END $$",
            f"DROP FUNCTION IF EXISTS {name}() CASCADE",
        )
        yield (
            f"CREATE TRIGGER {name} BEFORE {event} ON {TABLE} "
            f"FOR EACH ROW EXECUTE FUNCTION {name}()",
            f"DROP TRIGGER IF EXISTS {name} ON {TABLE}",
        )


def statements(vendor):
    """Pairs of (create, drop) for one engine; tests that must flush tables use them too."""
    return list({"sqlite": _sqlite, "postgresql": _postgresql}[vendor]())


def confirm_addresses(apps, schema_editor):
    """Accounts so far were opened by those who knew whose address it is."""
    addresses = apps.get_model("account", "EmailAddress").objects
    for user in apps.get_model("cases", "User").objects.all():
        addresses.get_or_create(
            user=user, email=user.email, defaults={"primary": True, "verified": True}
        )


def raise_guards(apps, schema_editor):
    for create, _drop in statements(schema_editor.connection.vendor):
        schema_editor.execute(create)


def drop_guards(apps, schema_editor):
    for _create, drop in reversed(statements(schema_editor.connection.vendor)):
        schema_editor.execute(drop)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_notices"),
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
            ],
        ),
        migrations.RemoveConstraint(
            model_name="membership",
            name="membership_in_one_house",
        ),
        migrations.AddField(
            model_name="user",
            name="session_round",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="membership_ends_after_its_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on", None), ("organisation__isnull", False)),
                fields=("user", "organisation"),
                name="membership_once_in_organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on", None), ("public_body__isnull", False)),
                fields=("user", "public_body"),
                name="membership_once_in_public_body",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("commission__isnull", False), ("ends_on", None)),
                fields=("user", "commission", "role"),
                name="membership_once_in_commission",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="accepted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invitations_accepted",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="commission",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invitations",
                to="cases.commission",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="invited_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invitations_made",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invitations",
                to="cases.organisation",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="public_body",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invitations",
                to="cases.publicbody",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["id", "en"])),
                name="invitation_language_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                name="invitation_email_in_lower_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("created_at"))),
                name="invitation_expires_after_it_was_made",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("accepted_at", None), ("accepted_by", None)),
                    models.Q(("accepted_at__isnull", False), ("accepted_by__isnull", False)),
                    _connector="OR",
                ),
                name="invitation_accepted_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("accepted_at", None), ("revoked_at", None), _connector="OR"
                ),
                name="invitation_accepted_or_revoked",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("accepted_at", None), ("organisation__isnull", False), ("revoked_at", None)
                ),
                fields=("email", "organisation"),
                name="invitation_open_once_in_organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("accepted_at", None), ("public_body__isnull", False), ("revoked_at", None)
                ),
                fields=("email", "public_body"),
                name="invitation_open_once_in_public_body",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("accepted_at", None), ("commission__isnull", False), ("revoked_at", None)
                ),
                fields=("email", "commission"),
                name="invitation_open_once_in_commission",
            ),
        ),
        migrations.RunPython(confirm_addresses, migrations.RunPython.noop),
        migrations.RunPython(raise_guards, drop_guards),
    ]
