"""The clock's door to what was told to programs: it is kept for a while."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from cases.services import keyed_calls, webhooks


@shared_task(name="cases.forget_calls")
def forget_calls() -> None:
    """Take away the answers that nobody can ask for again."""
    keyed_calls.forget(now=timezone.now())


@shared_task(name="cases.forget_deliveries")
def forget_deliveries() -> None:
    """Take away messages to programs that are over for as long as they are kept."""
    webhooks.forget(now=timezone.now())
