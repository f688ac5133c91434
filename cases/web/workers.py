"""Service workers: pages that open without a line, one shelf each."""

from __future__ import annotations

import json
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse

SCRIPT = "js/hearing/worker.js"


def served(*, name: str, page: str) -> HttpResponse:
    """The worker of one page: its address is its scope; ``name`` is that of its shelf."""
    shell = json.dumps({"name": name, "page": page})
    text = f"const SHELL = {shell};\n{_text()}"
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


def _text() -> str:
    """The script as it was collected, or as it stands in the sources."""
    if staticfiles_storage.exists(SCRIPT):
        with staticfiles_storage.open(SCRIPT) as file:
            return str(file.read().decode())
    found = finders.find(SCRIPT)
    return Path(found).read_text("utf-8") if found else ""
