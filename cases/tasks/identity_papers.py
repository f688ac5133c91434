"""The clock's door to personal data: what is no longer kept goes."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from cases.services import identity_papers, privacy


@shared_task(name="cases.erase_due")
def erase_due() -> None:
    """Seal what was enclosed before, and erase what was kept for as long as it may be."""
    identity_papers.adopt(now=timezone.now())
    identity_papers.erase_due(now=timezone.now())
    privacy.forget(now=timezone.now())
