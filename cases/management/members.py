"""What Python runs for each member of the family: web, worker, timetable."""

from __future__ import annotations

import socket
from pathlib import Path

# Celery warns on every start that it runs as root; in a container everybody is.
AS_ROOT = "ignore:You're running the worker with superuser privileges"
CELERY = ("-W", AS_ROOT, "-m", "celery", "--quiet", "-A", "config")


def web_command(door: socket.socket) -> list[str]:
    """What Python runs to answer at that door."""
    return [
        "-m", "gunicorn", "-c", "python:config.web_server",
        "config.wsgi:application", "--preload",
        "--bind", f"fd://{door.fileno()}", "--workers", "2", "--threads", "4",
        "--graceful-timeout", "5", "--no-control-socket",
        "--log-level", "warning", "--worker-tmp-dir", _shared_memory(),
    ]  # fmt: skip


def worker_command(no: int) -> list[str]:
    """What Python runs to do the work of the queue. The worker runs its work in itself, so
    that killing it leaves no child of its own behind; more work wants more workers.
    """
    return [
        *CELERY, "worker", "--pool", "solo", "--loglevel", "WARNING",
        "--without-gossip", "--without-mingle", "--without-heartbeat",
        "--hostname", f"sidang{no}@%h",
    ]  # fmt: skip


def beat_command() -> list[str]:
    """What Python runs to ring by the timetable. It repeats within seconds, so its scheduler
    keeps no file of what it rang last.
    """
    return [
        *CELERY, "beat", "--loglevel", "WARNING", "--pidfile=",
        "--scheduler", "celery.beat:Scheduler",
    ]  # fmt: skip


def _shared_memory() -> str:
    return "/dev/shm" if Path("/dev/shm").is_dir() else "/tmp"  # noqa: S108 -- a heartbeat file
