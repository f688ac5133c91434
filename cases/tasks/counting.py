"""The clock's door to what is counted of the shelf."""

from __future__ import annotations

from celery import shared_task

from cases.services.publication import counting


@shared_task(name="cases.put_counts_together")
def put_together() -> None:
    """Leave one row for each key that was counted."""
    counting.put_together()
