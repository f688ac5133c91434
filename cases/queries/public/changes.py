"""How the shelf stands: a word that is another one as soon as anything on it has changed."""

from __future__ import annotations

from cases.models import PublicChange
from cases.queries.public.shelves import shelf

# Transactions that end out of order still change one of the newest rows.
NEWEST = 32


def state() -> str:
    """The numbers of the newest changes, joined; one query."""
    rows = shelf(PublicChange).order_by("-pk").values_list("pk", flat=True)
    return "-".join(map(str, rows[:NEWEST]))
