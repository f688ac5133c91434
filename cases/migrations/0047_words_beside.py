"""Entries of the index have other words from here on: pairs, the properties of their dispute, and
their year and month.

No table changes. The step tells whoever starts the house that the shelf is to be derived anew.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0046_entry_statistics"),
    ]

    operations: list[object] = []
