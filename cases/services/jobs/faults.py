"""Where a drill lets the process fall; inert unless ``DRILL=1``."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

from django.conf import settings


def fall_at(place: str) -> None:
    """End the process where a drill asks for it; inert unless ``DRILL=1``."""
    if settings.DRILL and (os.environ.get("FAULT_AT") == place or _is_first_time(place)):
        os._exit(137)


def _is_first_time(place: str) -> bool:
    """Whether nobody fell here before; a drill names the folder that remembers the places."""
    folder = os.environ.get("FAULT_ONCE_IN")
    if not folder:
        return False
    try:
        Path(folder, quote(place, safe="")).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True
