"""The clock's door to the checkpoints of the journal."""

from __future__ import annotations

import logging

from celery import shared_task
from django.utils import timezone

from cases.services import checkpoints

log = logging.getLogger(__name__)


@shared_task(name="cases.close_days")
def close_days() -> None:
    """Sign the day that is over, of every chain; what cannot be signed is said aloud."""
    for one in checkpoints.close_days(now=timezone.now()).refused:
        log.error("checkpoint of %s refused: %s", one.chain, one.reason)
