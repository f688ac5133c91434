"""What a party proposed of a draft it may take back, as long as nobody has decided."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cases.migrations._guards import AppendOnly

GUARD = AppendOnly({"cases_proposalwithdrawal": "pencabutan usulan hanya bertambah"})
statements = GUARD.statements


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0034_operation"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProposalWithdrawal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("withdrawn_at", models.DateTimeField()),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="cases.turnproposal",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        GUARD.operation(),
    ]
