"""The clock's door to keyed calls: answers are kept for a while."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from cases.services import keyed_calls


@shared_task(name="cases.forget_calls")
def forget_calls() -> None:
    """Take away the answers that nobody can ask for again."""
    keyed_calls.forget(now=timezone.now())
