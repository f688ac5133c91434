"""A running installation as its visitors and its operator see it: a folder, a port, processes.

Every process is known by the folder that it was given in its environment, so that also those
which lost their parent are found.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

BASE = Path(__file__).resolve().parents[3]
LONGEST_WAIT = 300.0
# What our own surroundings set must not reach the installation, nor it what belongs to another.
HIDDEN = (
    "DATABASE_URL", "CELERY_BROKER_URL", "REDIS_URL", "DEBUG", "DEMO", "LOG_LEVEL", "DRILL",
    "FAULT_AT", "FAULT_ONCE_IN", "CLOCK_SHIFT_SECONDS", "MEDIA_ROOT", "BASE_URL", "EMAIL_URL",
    "S3_BUCKET", "SECRET_KEY", "SECRET_KEY_FILE", "SIGNING_KEY_FILE", "SENTRY_DSN",
    "CLAMAV_URL",
)  # fmt: skip


def free_port() -> int:
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        return int(asking.getsockname()[1])


@dataclass
class House:
    """One installation in a folder of its own."""

    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def run(
        self, *command: str, patience: float = LONGEST_WAIT, **settings: str
    ) -> subprocess.CompletedProcess[str]:
        """``manage.py`` with ``command``, to its end within ``patience`` seconds."""
        return subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=BASE,
            env=self._environment(settings),
            capture_output=True,
            text=True,
            timeout=patience,
            check=False,
        )

    def serve(self, *options: str, **settings: str) -> subprocess.Popen[bytes]:
        """``manage.py serve`` in the background; what it says goes to ``said``."""
        return self.start("manage.py", "serve", *options, handed=(), **settings)

    def start(
        self, *command: str, handed: Sequence[int] = (), **settings: str
    ) -> subprocess.Popen[bytes]:
        """A Python program in the background, in a process group of its own; ``handed`` are
        open files that it inherits.
        """
        with (self.folder / "said").open("ab") as said:
            process = subprocess.Popen(
                [sys.executable, *command],
                cwd=BASE,
                env=self._environment(settings),
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
                pass_fds=handed,
            )
        self.running.append(process)
        return process

    def said(self) -> str:
        return (self.folder / "said").read_text("utf-8")

    def get(self, path: str) -> tuple[int, str]:
        """Status and body; 0 while nobody answers."""
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST_WAIT)
        try:
            asking.request("GET", path)
            answer = asking.getresponse()
            return answer.status, answer.read().decode()
        except OSError:
            return 0, ""
        finally:
            asking.close()

    def until(self, holds: Callable[[], object]) -> None:
        """Wait until it holds, and not for ever.

        Raises:
            TimeoutError: it does not hold after five minutes; what was said meanwhile.
        """
        deadline = time.monotonic() + LONGEST_WAIT
        while not holds():
            if time.monotonic() > deadline:
                raise TimeoutError(self.said())
            time.sleep(0.1)

    def until_ready(self) -> None:
        self.until(lambda: self.get("/readyz")[0] == 200)

    def jobs(self) -> dict[str, int]:
        told: dict[str, int] = json.loads(self.run("jobs", "--json").stdout)
        return told

    def processes(self) -> dict[int, str]:
        """Who lives in this house: every process that was given its folder."""
        mark = f"DATA_DIR={self.folder}".encode()
        found = {}
        for place in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (place / "environ").read_bytes().split(b"\0"):
                    command = (place / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                    found[int(place.name)] = command
            except OSError:  # gone in the meantime, or somebody else's
                continue
        return found

    def child(self, word: str) -> int:
        """The eldest process whose command has ``word`` in it."""
        return min(pid for pid, command in self.processes().items() if word in command)

    def close(self) -> None:
        """End whatever was left behind."""
        for pid in self.processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for process in self.running:
            process.wait()

    def _environment(self, settings: Mapping[str, str]) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in HIDDEN}
        return kept | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "SIDANG_NO_BOOTSTRAP": "1",
            "DATA_DIR": str(self.folder),
            "PORT": str(self.port),
            **self.settings,
            **settings,
        }
