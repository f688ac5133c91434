"""The project: settings, addresses, the timetable. It knows ``cases``, not the reverse."""

try:
    from config.celery import app as celery_app
except ImportError:  # before the machine is ready, only config.bootstrap is needed
    celery_app = None  # type: ignore[assignment]

__all__ = ["celery_app"]
