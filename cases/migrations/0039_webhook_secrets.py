"""Another secret for an address of a program, and tries that go when their message goes."""

import django.db.models.deletion
from django.db import migrations, models

from cases.migrations._guards import AppendOnly, Refusing, raised

STANDS = "percobaan pengiriman hanya bertambah"
GUARD = Refusing(
    {
        "webhook_attempt_stands": (
            "cases_webhookattempt",
            ("UPDATE",),
            "OLD.id IS NOT NULL",
            STANDS,
        ),
        "webhook_attempt_stays": (
            "cases_webhookattempt",
            ("DELETE",),
            "EXISTS (SELECT 1 FROM cases_webhookdelivery d WHERE d.id = OLD.delivery_id)",
            "percobaan pengiriman pergi bersama pesannya",
        ),
    },
    whole={"cases_webhookattempt": STANDS},
    kept={
        "cases_webhookattempt": "o.id = NEW.id"
        " OR (o.delivery_id = NEW.delivery_id AND o.no = NEW.no)",
    },
)
statements = GUARD.statements


def _lift(_apps, schema_editor):
    """Take down the guard of 0031, under which no try ever goes."""
    before = AppendOnly({"cases_webhookattempt": STANDS})
    for _create, drop in reversed(before.statements(schema_editor.connection.vendor)):
        schema_editor.execute(drop)


def _raise(_apps, schema_editor):
    before = AppendOnly({"cases_webhookattempt": STANDS})
    for create, _drop in before.statements(schema_editor.connection.vendor):
        schema_editor.execute(create)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0037_self_checks"),
    ]

    operations = [
        migrations.RunPython(_lift, _raise),
        migrations.AddField(
            model_name="webhook",
            name="old_nonce",
            field=models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="webhook",
            name="old_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="webhook",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("old_nonce", ""), ("old_until", None)),
                    models.Q(
                        models.Q(("old_nonce", ""), _negated=True),
                        ("old_until__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="webhook_old_secret_with_its_end",
            ),
        ),
        migrations.AlterField(
            model_name="webhookattempt",
            name="delivery",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="attempts",
                to="cases.webhookdelivery",
            ),
        ),
        raised(statements),
    ]
