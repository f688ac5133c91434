"""What every test may lean on: guards that let test tables be emptied, a browser, a cast."""

from __future__ import annotations

import os
import shutil
from contextlib import nullcontext, suppress
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, connections, transaction
from django.test.utils import setup_databases, teardown_databases

from cases.adapters import inspection, rubbish
from tests import public_record
from tests.emptying import forget, lift_guards, put_guards_back
from tests.spoken import CAN_SPEAK
from tests.tables import copied_instead_of_migrated

ON_EMBEDDED = ("embedded", "once", "processes")
PAGES, PAGES_ON_BOTH = Path(__file__).parent / "web", bool(os.environ.get("PAGES_ON_BOTH"))
REQUIRED = os.environ.get("REQUIRE_SERVICES") == "1"
# Without a window to draw, Chromium costs a sixth less.
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
TOOLS = {
    "browser": "Chromium",
    "paper": "Java or poppler-utils",
    "scan": "Tesseract or OCRmyPDF",
    "speech": "eSpeak NG or PocketSphinx",
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
    on services, to the run with them; the embedded default, and what no base changes or that
    touches none, to the run without. Pages, which reach a base through queries and services
    alone, are asked for there too, and by browsers in the run with services; with
    ``PAGES_ON_BOTH=1`` on both. Browsers come last: the loop that drives one stays in this
    thread, and what begins a loop of its own there, as signing a paper does, would be refused.
    """
    elsewhere = [item for item in items if _belongs_elsewhere(item)]
    items[:] = [item for item in items if item not in elsewhere]
    items.sort(key=lambda item: bool(item.get_closest_marker("browser")))
    config.hook.pytest_deselected(items=elsewhere)
    lacks = {
        "browser": not CHROMIUM,
        "paper": not (JAVA and PDFTOTEXT),
        "scan": not inspection.can_read_scans(),
        "speech": not CAN_SPEAK,
    }
    for mark, is_lacking in lacks.items():
        concerned = [item for item in items if is_lacking and item.get_closest_marker(mark)]
        if concerned and REQUIRED:
            raise pytest.UsageError(
                f"REQUIRE_SERVICES=1, and this machine has no {TOOLS[mark]}"
            )
        for item in concerned:
            item.add_marker(pytest.mark.skip(reason=f"this machine has no {TOOLS[mark]}"))


def pytest_collection_finish():
    """What was loaded by now stays to the end: it is not looked through for rubbish again and
    again, which costs one part in fifteen of a run.
    """
    rubbish.look_seldom()


@pytest.fixture(scope="session")
def django_db_setup(django_db_modify_db_settings, django_db_blocker):
    """The base, also where no test is marked: a running site has rows of its own."""
    is_embedded = connection.vendor == "sqlite"
    copied = copied_instead_of_migrated() if is_embedded else nullcontext()
    with django_db_blocker.unblock(), copied:
        made = setup_databases(verbosity=0, interactive=False)
    yield
    # A server that has just stopped may hold a connection still; the next run begins anew.
    with django_db_blocker.unblock(), suppress(OperationalError):
        teardown_databases(made, verbosity=0)


def _belongs_elsewhere(item):
    if item.get_closest_marker("services"):  # the folder of that name is no mark
        return not all(os.environ.get(name) for name in ("DATABASE_URL", "CELERY_BROKER_URL"))
    if item.get_closest_marker("postgresql"):
        return connection.vendor != "postgresql"
    asked = {"db", "django_db_setup"} & set(item.fixturenames)
    touches_a_base = bool(asked) or item.get_closest_marker("django_db")
    is_page = PAGES in item.path.parents and not PAGES_ON_BOTH
    on_embedded = is_page or any(item.get_closest_marker(mark) for mark in ON_EMBEDDED)
    return bool(os.environ.get("DATABASE_URL")) and (on_embedded or not touches_a_base)


@pytest.fixture
def unguarded():
    """Lift the guards, as somebody with the keys of the database could; put them back."""
    lift_guards()
    yield
    put_guards_back()


@pytest.fixture
def demo(db):
    """The whole demonstration record."""
    call_command("demo", "--force", verbosity=0)


@pytest.fixture(scope="module")
def published(django_db_setup, django_db_blocker):
    """One public exchange with its admission, for the whole of a file that asks for it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield public_record.publish()
        transaction.set_rollback(True)


@pytest.fixture
def record(published, db):
    """The same for one test, which stands in its own savepoint."""
    return published


@pytest.fixture(autouse=True)
def media(tmp_path, settings):
    """Files of a test stay in its own folder."""
    settings.CHECKPOINT_DIR = tmp_path / "checkpoints"
    settings.JOURNAL_KEY_KEPT = tmp_path / "journal-key.pem"
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture(autouse=True)
def empty_cache():
    """No test counts the attempts of another, and none knows the register of another."""
    forget()


@pytest.fixture(scope="session")
def browser_type_launch_args():
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    return {"executable_path": CHROMIUM, "args": CHROMIUM_FLAGS, "headless": True}


@pytest.fixture
def close_connections():
    """For tests that open connections in threads."""
    yield
    connections.close_all()
