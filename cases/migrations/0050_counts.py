"""What is counted of the whole shelf is added up from rows of its own. They are empty at first:
``shelf rebuild`` counts, which ``serve`` runs after a migration.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0049_of_the_whole_shelf"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("scope", models.CharField(blank=True, max_length=40)),
                ("first", models.CharField(blank=True, max_length=120)),
                ("second", models.CharField(blank=True, max_length=300)),
                ("third", models.CharField(blank=True, max_length=40)),
                ("fourth", models.CharField(blank=True, max_length=40)),
                ("often", models.IntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["kind", "scope", "first", "second", "third", "fourth"],
                        name="public_count_of_key",
                    )
                ],
            },
        ),
    ]
