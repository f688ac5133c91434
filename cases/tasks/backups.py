"""The clock's door to the backup of the night."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from cases.services import backups


@shared_task(name="cases.nightly_backup")
def nightly() -> None:
    """Order the backup of the night, unless it is on order already or none is wanted."""
    backups.order_nightly(now=timezone.now())
