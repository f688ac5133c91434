"""The Celery app, and the timetable of repeated work with the reason for each interval."""

from __future__ import annotations

import os

from celery import Celery
from celery.schedules import crontab
from celery.signals import setup_logging, worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

SWEEP = "cases.sweep"
SWEEP_SECONDS = 5.0
UPLOADS = "cases.sweep_uploads"
UPLOADS_SECONDS = 600.0
DAILY = "cases.daily_notices"
NIGHTLY = "cases.nightly_open_data"
ALERTS = "cases.daily_alerts"
BACKUP = "cases.nightly_backup"
SELF_CHECK = "cases.nightly_self_check"
CLOSING = "cases.close_days"
COUNTS = "cases.put_counts_together"
CALLS = "cases.forget_calls"
CALLS_SECONDS = 3600.0
DELIVERIES = "cases.forget_deliveries"
RETENTION = "cases.erase_due"
RETENTION_SECONDS = 3600.0

app = Celery("sidang_terbuka")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = {
    # Longer than any message travels and shorter than anybody's patience:
    # the sweep finds what a killed worker or a lost message left behind.
    # A worker that was away needs one sweep, not every one it missed.
    "sweep": {
        "task": SWEEP,
        "schedule": SWEEP_SECONDS,
        "options": {"expires": SWEEP_SECONDS},
    },
    # Uploads are given up after two days; ten minutes more or less are nothing.
    "sweep uploads": {
        "task": UPLOADS,
        "schedule": UPLOADS_SECONDS,
        "options": {"expires": UPLOADS_SECONDS},
    },
    # Answers to keyed calls are kept for two days; an hour more or less is nothing.
    "forget calls": {
        "task": CALLS,
        "schedule": CALLS_SECONDS,
        "options": {"expires": CALLS_SECONDS},
    },
    # Messages to programs are kept for months; what one night leaves, the next takes.
    "forget deliveries": {"task": DELIVERIES, "schedule": crontab(minute="20", hour="3")},
    # Figures add up what was counted since; what one night leaves, the next takes.
    "put counts together": {"task": COUNTS, "schedule": crontab(minute="25", hour="3")},
    # What is no longer kept goes on its day; an hour more or less is nothing.
    "erase due": {
        "task": RETENTION,
        "schedule": RETENTION_SECONDS,
        "options": {"expires": RETENTION_SECONDS},
    },
    # Reminders lie in the box before offices open. 06.30 of the capital orders the run of the
    # day; every later hour finds it on order, or makes up for a machine that was off.
    "daily notices": {"task": DAILY, "schedule": crontab(minute="30", hour="6-23")},
    # After the reminders, so that those who wait for a limit come first.
    "daily alerts": {"task": ALERTS, "schedule": crontab(minute="45", hour="6-23")},
    # Where BACKUP_DIR names a folder: half an hour after midnight, or as soon as it can be.
    "nightly backup": {"task": BACKUP, "schedule": crontab(minute="40", hour="0-23")},
    # Midnight comes to three zones, one hour after the other; an hour that finds the day signed
    # changes nothing, and makes up for a machine that was off.
    "close days": {"task": CLOSING, "schedule": crontab(minute="10")},
    # After both: whether everything adds up. Every later hour finds it on order.
    "nightly self-check": {"task": SELF_CHECK, "schedule": crontab(minute="50", hour="2-23")},
    # The export of the night; every later hour finds it on order, or makes up for it.
    "nightly open data": {"task": NIGHTLY, "schedule": crontab(minute="35", hour="1-23")},
}


@worker_ready.connect
def _look_around(**_: object) -> None:
    """Whoever begins to work looks first at what is waiting."""
    app.tasks[SWEEP].delay()
    app.tasks[DAILY].delay()
    app.tasks[NIGHTLY].delay()
    app.tasks[ALERTS].delay()
    app.tasks[BACKUP].delay()
    app.tasks[SELF_CHECK].delay()
    app.tasks[CLOSING].delay()


@setup_logging.connect
def _keep_our_logging(**_: object) -> None:
    """Leave logging to the settings; Celery would otherwise take the root logger."""
