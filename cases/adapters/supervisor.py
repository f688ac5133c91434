"""A family of processes: started together, restarted when one dies, gone when the parent is.

The children are told by the kernel when the parent dies (``PR_SET_PDEATHSIG``), so that even a
``kill -9`` of the parent leaves nobody behind.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

PR_SET_PDEATHSIG = 1
GRACE_SECONDS = 8.0
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 10.0
STEADY_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Role:
    """What one process runs. ``when_orphaned`` is how the kernel ends it if the parent is gone;
    ``handed`` are open files that it inherits, ``settings`` variables of its own.
    """

    command: Sequence[str]
    when_orphaned: signal.Signals = signal.SIGKILL
    handed: Sequence[int] = ()
    is_quiet: bool = False
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Child:
    """One process of the family, and how long to wait before it is started again."""

    name: str
    role: Role
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    pause: float = FIRST_PAUSE
    restart_at: float = 0.0


@dataclass(slots=True)
class Family:
    """The processes by name. ``say`` is told when one had to be started again; variables named
    in ``first_time_only`` are seen by a process at its first start and not at later ones.
    """

    roles: Mapping[str, Role]
    say: Callable[[str], None]
    first_time_only: Sequence[str] = ()
    children: list[Child] = field(default_factory=list)

    def start(self) -> None:
        """Start everybody, each in a process group of its own."""
        self.children = [Child(name, role) for name, role in self.roles.items()]
        for child in self.children:
            self._start(child)

    def look_after(self) -> None:
        """Start again who died; whoever keeps dying is started less and less often."""
        now = time.monotonic()
        for child in self.children:
            if child.process is not None and child.process.poll() is not None:
                self._mourn(child, now)
            if child.process is None and now >= child.restart_at:
                self._start(child)

    def stop(self) -> None:
        """Ask everybody to end and wait a little; who is still there, or an impatient second
        Ctrl-C, is answered with the end at once.
        """
        running = [c.process for c in self.children if c.process and c.process.poll() is None]
        try:
            _ask(running)
        except KeyboardInterrupt:
            self.say("berhenti seketika")
        finally:
            for process in running:
                _kill_group(process)

    def _start(self, child: Child) -> None:
        hidden = self.first_time_only if child.started_at else ()
        child.process = subprocess.Popen(
            child.role.command,
            preexec_fn=partial(  # noqa: PLW1509 -- no thread has started yet
                _die_with_parent, os.getpid(), child.role.when_orphaned
            ),
            start_new_session=True,
            pass_fds=child.role.handed,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL if child.role.is_quiet else None,
            env={
                **{name: value for name, value in os.environ.items() if name not in hidden},
                **child.role.settings,
            },
        )
        child.started_at = time.monotonic()

    def _mourn(self, child: Child, now: float) -> None:
        code = child.process.returncode if child.process else 0
        lived = now - child.started_at
        child.pause = FIRST_PAUSE if lived > STEADY_SECONDS else child.pause
        self.say(f"{child.name} berhenti ({_how(code)}); dijalankan lagi")
        child.process = None
        child.restart_at = now + child.pause
        child.pause = min(child.pause * 2, LONGEST_PAUSE)


def _die_with_parent(parent: int, by: signal.Signals) -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, by)
    if os.getppid() != parent:  # it went before we could ask to be told
        os._exit(1)


def _ask(running: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in running:
        process.terminate()
    deadline = time.monotonic() + GRACE_SECONDS
    for process in running:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            continue


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """End what is left of a child and of its own children."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()


def _how(code: int) -> str:
    return f"sinyal {-code}" if code < 0 else f"kode {code}"
