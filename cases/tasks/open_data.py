"""The clock's door to the open data."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from cases.services import open_data


@shared_task(name="cases.nightly_open_data")
def nightly() -> None:
    """Order the export of the night, unless it is on order already."""
    open_data.order_nightly(now=timezone.now())
