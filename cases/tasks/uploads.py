"""The clock's door to uploads: what nobody went on with is taken away."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from cases.services import uploads


@shared_task(name="cases.sweep_uploads")
def sweep() -> None:
    """Finish what arrived whole, discard what was given up, clear what was left behind."""
    uploads.sweep(now=timezone.now())
