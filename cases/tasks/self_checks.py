"""The clock's door to the look of the night."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from cases.services import self_checks


@shared_task(name="cases.nightly_self_check")
def nightly() -> None:
    """Order the look of the night, unless it is on order already."""
    self_checks.order_nightly(now=timezone.now())
