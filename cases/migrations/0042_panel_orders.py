"""Orders of the panel are followed, or lapse."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0041_privacy"),
    ]

    operations = [
        migrations.AddField(
            model_name="panelorder",
            name="kept_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="panelorder",
            name="lapsed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="panelorder",
            constraint=models.CheckConstraint(
                condition=models.Q(("kept_on", None), ("lapsed_on", None), _connector="OR"),
                name="panel_order_kept_or_lapsed",
            ),
        ),
    ]
