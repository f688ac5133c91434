"""What every test may lean on: guards that let test tables be emptied, a browser, a cast."""

from __future__ import annotations

import os
import shutil
from importlib import import_module

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, connections
from django.test import TransactionTestCase

from cases.adapters import inspection

GUARDS = [
    import_module(f"cases.migrations.{name}") for name in ("0002_guards", "0007_accounts")
]

REQUIRED = os.environ.get("REQUIRE_SERVICES") == "1"
CHROMIUM = shutil.which("chromium")
TOOLS = {
    "browser": "Chromium",
    "paper": "Java or poppler-utils",
    "scan": "Tesseract or OCRmyPDF",
}
JAVA, PDFTOTEXT = shutil.which("java"), shutil.which("pdftotext")
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(config, items):
    """Name what this machine lacks; where everything is required, lack is failure.

    A test about one base belongs to the run on it: what PostgreSQL alone has, or real processes
    on services, to the run with them; the embedded default to the run without.
    """
    elsewhere = [item for item in items if _belongs_elsewhere(item)]
    items[:] = [item for item in items if item not in elsewhere]
    config.hook.pytest_deselected(items=elsewhere)
    lacks = {
        "browser": not CHROMIUM,
        "paper": not (JAVA and PDFTOTEXT),
        "scan": not inspection.can_read_scans(),
    }
    for mark, is_lacking in lacks.items():
        concerned = [item for item in items if is_lacking and item.get_closest_marker(mark)]
        if concerned and REQUIRED:
            raise pytest.UsageError(
                f"REQUIRE_SERVICES=1, and this machine has no {TOOLS[mark]}"
            )
        for item in concerned:
            item.add_marker(pytest.mark.skip(reason=f"this machine has no {TOOLS[mark]}"))


def _belongs_elsewhere(item):
    if item.get_closest_marker("services"):  # the folder of that name is no mark
        return not all(os.environ.get(name) for name in ("DATABASE_URL", "CELERY_BROKER_URL"))
    if item.get_closest_marker("postgresql"):
        return connection.vendor != "postgresql"
    on_embedded = any(item.get_closest_marker(mark) for mark in ("embedded", "processes"))
    return on_embedded and bool(os.environ.get("DATABASE_URL"))


def _statements(vendor):
    return [pair for migration in GUARDS for pair in migration.statements(vendor)]


def _drop(cursor, vendor):
    for _create, drop in reversed(_statements(vendor)):
        cursor.execute(drop)


def _raise(cursor, vendor):
    for create, _drop_it in _statements(vendor):
        cursor.execute(create)


_flush = TransactionTestCase._fixture_teardown


def _flush_without_guards(self):
    """Append-only tables cannot be emptied; a flush lifts the guards for its moment."""
    with connection.cursor() as cursor:
        _drop(cursor, connection.vendor)
    _flush(self)
    with connection.cursor() as cursor:
        _raise(cursor, connection.vendor)


TransactionTestCase._fixture_teardown = _flush_without_guards


@pytest.fixture
def unguarded():
    """Lift the guards, as somebody with the keys of the database could; put them back."""
    vendor = connection.vendor
    with connection.cursor() as cursor:
        _drop(cursor, vendor)
    yield
    with connection.cursor() as cursor:
        _raise(cursor, vendor)


@pytest.fixture
def demo(db):
    """The whole demonstration record."""
    call_command("demo", "--force", verbosity=0)


@pytest.fixture(autouse=True)
def media(tmp_path, settings):
    """Files of a test stay in its own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture(autouse=True)
def empty_cache():
    """No test counts the attempts of another."""
    cache.clear()


@pytest.fixture(scope="session")
def browser_type_launch_args():
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    return {"executable_path": CHROMIUM, "args": CHROMIUM_FLAGS, "headless": True}


@pytest.fixture
def close_connections():
    """For tests that open connections in threads."""
    yield
    connections.close_all()
