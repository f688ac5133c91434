"""Of what an address was told is remembered when the message is taken away."""

import django.db.models.deletion
from django.db import migrations, models

from cases.migrations._guards import AppendOnly

GUARD = AppendOnly({"cases_webhooktold": "yang pernah dikabarkan hanya bertambah"})
statements = GUARD.statements


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0044_phones_and_closing"),
    ]

    operations = [
        migrations.CreateModel(
            name="WebhookTold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("event_sha256", models.CharField(max_length=64)),
                (
                    "webhook",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.webhook",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "webhooks told",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("webhook", "event_sha256"), name="webhook_told_is_kept_once"
                    )
                ],
            },
        ),
        GUARD.operation(),
    ]
