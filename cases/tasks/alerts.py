"""The clock's door to the searches that tell their news by mail."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from cases.services import alerts


@shared_task(name="cases.daily_alerts")
def daily() -> None:
    """Order the look of the day, unless it is on order already."""
    alerts.order_daily(now=timezone.now())
