"""The handful of settings that tests change."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ.setdefault(
    "DATA_DIR", str(Path(tempfile.gettempdir()) / f"sidang-test-{os.getuid()}")
)

from config.settings import *  # noqa: F403 -- the folder has to be named first

if not DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405 -- as above
    # What tests commit need not outlive the machine: no commit waits for the disk.
    DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"  # noqa: F405
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 -- WhiteNoise looks for it
WHITENOISE_AUTOREFRESH = True  # every client of a test would list all files anew
DEMO = True
SIGNING_DEMO = False  # one test switches it on
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": {"BACKEND": _MEMORY, "LOCATION": "default"},
    "cards": {"BACKEND": _MEMORY, "LOCATION": "cards"},
    # Every page is made anew; tests of what is kept switch it on.
    "pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    "pieces": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    "parts": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
BASE_URL = "http://testserver"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
REST_FRAMEWORK = {
    **REST_FRAMEWORK,  # noqa: F405 -- as above
    "DEFAULT_THROTTLE_RATES": {
        "anon": "100000/min",
        "account": "100000/min",
        "lines": "100000/min",
    },
}
