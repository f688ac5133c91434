"""``manage.py test``, ``lint``, ``lock``, ``vendor``: what developers and CI run."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

BASE = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CONFIG = BASE / "config"
DATABASE = "postgresql://postgres@127.0.0.1:5432/test"
REDIS = "redis://127.0.0.1:6379/9"
SERVICES = {"DATABASE_URL": "PostgreSQL", "CELERY_BROKER_URL": "Redis"}
# What would let a developer's own shell change the outcome.
SETTINGS = (
    *SERVICES, "REDIS_URL", "DEBUG", "DEMO", "DRILL", "FAULT_AT", "FAULT_ONCE_IN",
    "CLOCK_SHIFT_SECONDS", "PORT",
)  # fmt: skip
HERE = ("127.0.0.1", "localhost", "::1")
STARTS = 100  # tenths of a second that a service may take to answer
PYTEST_INTERRUPTED, INTERRUPTED = 2, 130
BROWSER, NO_BROWSER = ("-m", "browser"), ("-m", "not browser")
EXTRAS = ("ocr", "otel", "s3", "sign", "solver", "sound", "speech", "speech-small")
BLOCK = re.compile(r"^[A-Za-z0-9._-]+(?:\[[^]]*\])?==.*?(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)


def run(command: str, arguments: Sequence[str]) -> int:
    """Run one developer's command; its exit code."""
    os.chdir(BASE)
    try:
        return COMMANDS[command](arguments)
    except KeyboardInterrupt:
        print("== dihentikan", flush=True)
        return INTERRUPTED


def test(arguments: Sequence[str]) -> int:
    """The whole suite on the embedded default, and again on PostgreSQL and Redis.

    Without arguments both run side by side, and the second is shown when the first has ended;
    in it, browsers look last, and once, at the site on the services. A Redis that is installed
    and does not run is started for as long as this lasts. What cannot be reached is named and
    skipped; with ``REQUIRE_SERVICES=1`` it fails.
    """
    services = {
        "DATABASE_URL": os.environ.get("TEST_DATABASE_URL", DATABASE),
        "CELERY_BROKER_URL": os.environ.get("TEST_REDIS_URL", REDIS),
    }
    with _own_redis(services["CELERY_BROKER_URL"]):
        return _on_both(services, arguments)


def _on_both(services: Mapping[str, str], arguments: Sequence[str]) -> int:
    """The suite on the embedded default and on what answers of the services; an exit code."""
    reached = {name: url for name, url in services.items() if _answers(url)}
    whole = bool(reached) and not arguments
    with tempfile.TemporaryFile() as told, ThreadPoolExecutor(1) as lane:
        beside = lane.submit(_on_services, reached, arguments, told) if whole else None
        print("== SQLite, antrean tertanam", flush=True)
        failed = _ended(_pytest([*arguments, *(NO_BROWSER if beside else ())], {}))
        if beside:
            failed = beside.result() or failed
            told.seek(0)
            shutil.copyfileobj(told, sys.stdout.buffer)
            sys.stdout.flush()
        elif reached:
            failed = _on_services(reached, arguments, None) or failed
    missing = [
        f"{SERVICES[name]} ({_shown(url)})"
        for name, url in services.items()
        if name not in reached
    ]
    if missing:
        print(f"== DILEWATI, tidak terjangkau: {', '.join(missing)}", flush=True)
        failed = failed or (1 if os.environ.get("REQUIRE_SERVICES") == "1" else 0)
    return failed


def _on_services(
    reached: Mapping[str, str], arguments: Sequence[str], told: IO[bytes] | None
) -> int:
    """What is asked for, or first everything without a browser and then the browsers."""
    names = " dan ".join(SERVICES[name] for name in reached)
    runs = {names: arguments} if arguments else {names: NO_BROWSER, "peramban": BROWSER}
    failed = 0
    for name, chosen in runs.items():
        _head(name, told)
        failed = _ended(_pytest(chosen, reached, told)) or failed
    return failed


def _head(name: str, told: IO[bytes] | None) -> None:
    told = told or sys.stdout.buffer
    told.write(f"== {name}\n".encode())
    told.flush()


def lint(_arguments: Sequence[str]) -> int:
    """Every check that does not run the program's own tests; one line each."""
    failed = [name for name, check in CHECKS.items() if not _passes(name, check)]
    return 1 if failed else 0


def lock(arguments: Sequence[str]) -> int:
    """Write the hashed files anew, without any address; ``--upgrade`` also takes new versions.

    The tools are resolved first; the program then runs on the same versions as they do.
    """
    dev, run_only = CONFIG / "requirements-dev.txt", CONFIG / "requirements.txt"
    wanted = ["pyproject.toml", *LOCK_AS, *arguments]
    for file, how in ((dev, ["--group", "dev", "--all-extras"]), (run_only, ["-c", str(dev)])):
        command = [str(BIN / "uv"), "pip", "compile", *wanted, *how, "-o", str(file)]
        if subprocess.run(command, check=False).returncode:
            return 1
    found = re.search(r"^uv==.*?(?=^\S|\Z)", dev.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    if found is None:
        return 1
    (CONFIG / "requirements-uv.txt").write_text(found[0], encoding="utf-8")
    if any(not _lock_extra(name) for name in EXTRAS):
        return 1
    complaint = _locked()
    print(complaint or "kunci ditulis", flush=True)
    return 1 if complaint else 0


def _lock_extra(name: str) -> bool:
    """What an extra needs beyond the program, in the versions that the tools have."""
    file, run_only = CONFIG / f"requirements-{name}.txt", CONFIG / "requirements.txt"
    how = ["--extra", name, "-c", str(CONFIG / "requirements-dev.txt"), "-o", str(file)]
    command = [str(BIN / "uv"), "pip", "compile", "pyproject.toml", *LOCK_AS, *how]
    if subprocess.run(command, check=False).returncode:
        return False
    there = {pin for pin, _version in PIN.findall(run_only.read_text("utf-8"))}
    blocks = BLOCK.findall(file.read_text("utf-8"))
    more = [block for block in blocks if PIN.findall(block)[0][0] not in there]
    file.write_text("".join(more), encoding="utf-8")
    return True


def vendor(arguments: Sequence[str]) -> int:
    """``vendor check`` compares the vendored files with their manifest; ``update`` fetches."""
    from config import vendoring  # noqa: PLC0415 -- a developer's tool

    if list(arguments) == ["update"]:
        vendoring.update()
    return 1 if vendoring.differing() else 0


def _pytest(
    arguments: Sequence[str], services: Mapping[str, str], told: IO[bytes] | None = None
) -> subprocess.Popen[bytes]:
    """Begin a run of the suite on one base; ``told``: where it writes instead of the screen."""
    environment = {k: v for k, v in os.environ.items() if k not in SETTINGS}
    environment |= {
        **services,
        "SIDANG_NO_BOOTSTRAP": "1",
        # This process has loaded the Celery app, which names the settings of production.
        "DJANGO_SETTINGS_MODULE": "config.settings_test",
    }
    command = [sys.executable, "-m", "pytest", "-q", *arguments]
    return subprocess.Popen(command, env=environment, stdout=told, stderr=told)


def _ended(running: subprocess.Popen[bytes]) -> int:
    """Wait for a run of the suite; its exit code."""
    if running.wait() == PYTEST_INTERRUPTED:
        raise KeyboardInterrupt
    return running.returncode


@contextmanager
def _own_redis(url: str) -> Iterator[None]:
    """Redis for this run alone, where none answers on this machine but its program is there."""
    parts, program = urlsplit(url), shutil.which("redis-server")
    if _answers(url) or not program or parts.hostname not in HERE:
        yield
        return
    with tempfile.TemporaryDirectory() as folder:
        keeps_nothing = ["--save", "", "--appendonly", "no", "--dir", folder]
        command = [program, "--bind", "127.0.0.1", "--port", str(parts.port), *keeps_nothing]
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            for _attempt in range(STARTS):
                if _answers(url):
                    break
                time.sleep(0.1)
            yield
        finally:
            running.terminate()
            running.wait()


def _answers(url: str) -> bool:
    parts = urlsplit(url)
    try:
        with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=2):
            return True
    except OSError:
        return False


def _shown(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port}"


def _passes(name: str, check: Callable[[], str]) -> bool:
    complaint = check()
    print(f"{'ok  ' if not complaint else 'GAGAL'} {name}", flush=True)
    if complaint:
        print(complaint, flush=True)
    return not complaint


def _tool(*command: str, settings: Mapping[str, str] | None = None) -> Callable[[], str]:
    def check() -> str:
        environment = {**os.environ, "SIDANG_NO_BOOTSTRAP": "1", "NO_COLOR": "1"}
        done = subprocess.run(
            [str(BIN / command[0]), *command[1:]],
            capture_output=True,
            text=True,
            check=False,
            env=environment | (settings or {}),
        )
        return "" if done.returncode == 0 else (done.stdout + done.stderr).strip()

    return check


def _templates() -> str:
    """Djade formats templates; the check is that it would change nothing."""
    templates = [str(path) for path in sorted((BASE / "templates").rglob("*.html"))]
    return _tool("djade", "--target-version", "5.2", "--check", *templates)()


def _locked() -> str:
    """Every dependency is pinned by hash, in both files alike, and no file names a registry."""
    told = {name: (CONFIG / name).read_text("utf-8") for name in LOCKS}
    wrong = [f"{name}: alamat" for name, text in told.items() if "://" in text]
    run_pins, dev_pins = (dict(PIN.findall(told[name])) for name in LOCKS[:2])
    for name in (LOCKS[0], *EXTRA_LOCKS):
        pins = dict(PIN.findall(told[name]))
        wrong += [f"{n}: versi berbeda" for n, v in pins.items() if dev_pins.get(n) != v]
        wrong += [f"{name}: kosong"] if not pins else []
    project = tomllib.loads((BASE / "pyproject.toml").read_text("utf-8"))["project"]
    for wanted in project["dependencies"]:
        name = re.split(r"[^A-Za-z0-9._-]", wanted)[0].lower()
        if name not in run_pins:
            wrong.append(f"{name}: tidak ada dalam kunci")
    return "\n".join(wrong)


def _vendored() -> str:
    from config import vendoring  # noqa: PLC0415 -- a developer's tool

    return "\n".join(vendoring.differing())


def _translated() -> str:
    from config import translations  # noqa: PLC0415 -- a developer's tool

    return "\n".join(translations.missing())


LOCK_AS = (
    *("--universal", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links"),
    *("--no-header", "--no-annotate", "--quiet"),
)
EXTRA_LOCKS = tuple(f"requirements-{name}.txt" for name in EXTRAS)
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-uv.txt", *EXTRA_LOCKS)
CLIENT = "clients/python/sidang_terbuka"
STRICT = ("cases/domain", "cases/queries", "cases/services")
# What an installation on a domain of its own sets; the key is as long as a real one.
PRODUCTION = {
    "DEBUG": "0",
    "SECRET_KEY": secrets.token_urlsafe(48),
    "BASE_URL": "https://sidang.example",
    "ALLOWED_HOSTS": "sidang.example",
}
CHECKS: Mapping[str, Callable[[], str]] = {
    "format": _tool("ruff", "format", "--check", "."),
    "ruff": _tool("ruff", "check", "."),
    "mypy": _tool("mypy", *STRICT),
    "impor": _tool("lint-imports"),
    "template": _templates,
    "migrasi": _tool("python", "manage.py", "makemigrations", "--check", "--dry-run"),
    "klien": _tool("python", "manage.py", "api_client", "--check"),
    "klien bertipe": _tool("mypy", "--config-file", os.devnull, "--strict", CLIENT),
    "siap dipasang": _tool(
        *("python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        settings=PRODUCTION,
    ),
    "terjemahan": _translated,
    "kunci": _locked,
    "ketergantungan": _tool("deptry", "."),
    "berkas pihak lain": _vendored,
}
COMMANDS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "test": test,
    "lint": lint,
    "lock": lock,
    "vendor": vendor,
}
