"""Make a bare machine ready; the standard library only.

``ensure()`` gives a command the virtual environment it needs: it adds the system libraries that
are missing, makes ``.venv``, installs the hash-locked requirements and runs the command again
inside it. When nothing is missing it costs one comparison.
"""

from __future__ import annotations

import ctypes.util
import fcntl
import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
VENV = BASE / ".venv"
UV = BASE / "config" / "requirements-uv.txt"
LOCKS = {
    "run": BASE / "config" / "requirements.txt",
    "dev": BASE / "config" / "requirements-dev.txt",
}
# What an installation may add with SIDANG_EXTRAS=s3,ocr,sign,solver; developers have all of it.
EXTRAS = {
    "ocr": BASE / "config" / "requirements-ocr.txt",
    "s3": BASE / "config" / "requirements-s3.txt",
    "otel": BASE / "config" / "requirements-otel.txt",
    "sign": BASE / "config" / "requirements-sign.txt",
    "solver": BASE / "config" / "requirements-solver.txt",
    "sound": BASE / "config" / "requirements-sound.txt",
    "speech": BASE / "config" / "requirements-speech.txt",
    "speech-small": BASE / "config" / "requirements-speech-small.txt",
}
DEVELOPER_COMMANDS = {"test", "lint", "lock", "vendor", "bench"}

# Shared library → Debian package (WeasyPrint loads these by name).
LIBRARIES = {
    "gobject-2.0": "libglib2.0-0",
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz-subset": "libharfbuzz-subset0",
}
# The browser and the readers of PDF that the tests use; Playwright's own Node needs libatomic.
DEVELOPER_LIBRARIES = {"atomic": "libatomic1"}
DEVELOPER_TOOLS = {
    "pdftotext": "poppler-utils",
    "chromium-headless-shell": "chromium-headless-shell",
    "java": "default-jre-headless",
    "git": "git",
    "espeak-ng": "espeak-ng",  # speaks the sound that the tests have recognised
}
DEVELOPER_FILES = {"/usr/share/java/jaxb-runtime.jar": "libjaxb-java"}
# Tesseract with its Indonesian, for the extra ``ocr``; its tests want it as well.
OCR_TOOLS = {"tesseract": "tesseract-ocr"}
OCR_FILES = {"/usr/share/tesseract-ocr/5/tessdata/ind.traineddata": "tesseract-ocr-ind"}


def ensure(argv: list[str]) -> None:
    """Return when this process has all it needs; otherwise prepare and start again inside."""
    if os.environ.get("SIDANG_NO_BOOTSTRAP") or _stands_in_foreign_environment():
        return
    kind = _kind(argv)
    if not _is_ready(kind):
        _prepare_once(kind)
    python = VENV / "bin" / "python"
    if Path(sys.prefix).resolve() != VENV.resolve():
        os.execv(python, [str(python), *argv])


def _is_ready(kind: str) -> bool:
    stamp = _stamp(kind)
    return stamp.exists() and stamp.read_text() == _digest(kind)


def _prepare_once(kind: str) -> None:
    """Prepare, one process at a time; being stopped or failing is told in one sentence."""
    signal.signal(signal.SIGTERM, _stop)
    try:
        with Path(__file__).open() as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            if not _is_ready(kind):
                _prepare(kind, VENV / "bin" / "python")
                _stamp(kind).write_text(_digest(kind))
    except KeyboardInterrupt:
        raise SystemExit("[siap] dihentikan; jalankan lagi kapan saja") from None
    except subprocess.CalledProcessError as failed:
        command = " ".join(map(str, failed.cmd))
        raise SystemExit(f"[siap] gagal (kode {failed.returncode}): {command}") from None
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _stop(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _stamp(kind: str) -> Path:
    return VENV / f".ready-{kind}"


def _kind(argv: list[str]) -> str:
    command = argv[1] if len(argv) > 1 else ""
    wants_tools = command in DEVELOPER_COMMANDS or (command == "setup" and "--dev" in argv)
    return "dev" if wants_tools else "run"


def _digest(kind: str) -> str:
    told = LOCKS[kind].read_bytes() + sys.version.encode()
    for name in _extras():
        told += name.encode() + EXTRAS[name].read_bytes()
    return hashlib.sha256(told).hexdigest()


def _extras() -> list[str]:
    """The extras that were asked for, by name; one that nobody knows is said to be none."""
    asked = os.environ.get("SIDANG_EXTRAS", "").replace(",", " ").split()
    unknown = sorted(set(asked) - set(EXTRAS))
    if unknown:
        raise SystemExit(
            f"SIDANG_EXTRAS: {', '.join(unknown)} tidak dikenal. Yang ada: {', '.join(EXTRAS)}"
        )
    return sorted(set(asked))


def _stands_in_foreign_environment() -> bool:
    """Whether somebody else's active environment runs us; then it is theirs to keep."""
    inside = sys.prefix != sys.base_prefix
    return inside and Path(sys.prefix).resolve() != VENV.resolve()


def _prepare(kind: str, python: Path) -> None:
    started = time.monotonic()
    _system(kind)
    if not _works(python):
        _say("python3 -m venv .venv")
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    _install(python, LOCKS[kind])
    for name in _extras() if kind == "run" else ():
        _install(python, EXTRAS[name])
    subprocess.run([str(python), "-c", "import weasyprint"], check=True)
    _say(f"siap dalam {time.monotonic() - started:.0f} detik")


def _works(python: Path) -> bool:
    """Whether the environment is whole and made for this version of Python."""
    told = [str(python), "-c", "import pip, sys; print(sys.version_info[:2])"]
    try:
        done = subprocess.run(told, capture_output=True, text=True, check=False)
    except OSError:
        return False
    return done.returncode == 0 and done.stdout.strip() == str(sys.version_info[:2])


def _missing(kind: str) -> list[str]:
    libraries = {**LIBRARIES, **(DEVELOPER_LIBRARIES if kind == "dev" else {})}
    tools = DEVELOPER_TOOLS if kind == "dev" else {}
    files = DEVELOPER_FILES if kind == "dev" else {}
    if kind == "dev" or "ocr" in _extras():
        tools, files = {**tools, **OCR_TOOLS}, {**files, **OCR_FILES}
    wanted = [deb for name, deb in libraries.items() if not ctypes.util.find_library(name)]
    wanted += [deb for name, deb in tools.items() if not shutil.which(name)]
    wanted += [deb for name, deb in files.items() if not Path(name).exists()]
    if importlib.util.find_spec("ensurepip") is None:
        wanted.append("python3-venv")
    return wanted


def _system(kind: str) -> None:
    wanted = _missing(kind)
    if not wanted:
        return
    line = "apt-get install -y --no-install-recommends " + " ".join(wanted)
    if not shutil.which("apt-get") or os.geteuid() != 0:
        raise SystemExit(f"Paket sistem belum lengkap. Jalankan:  sudo {line}")
    _say(line)
    quiet = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    for command in (["apt-get", "update", "-qq"], [*line.split(), "-qq"]):
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **quiet)
    if "python3-venv" in wanted:
        os.execv(sys.executable, [sys.executable, *sys.argv])


def _install(python: Path, lock: Path) -> None:
    """Uv is some ten times faster; where it cannot work, pip installs the same files."""
    hashed = ["--no-deps", "--require-hashes", "--only-binary", ":all:", "-r"]
    pip = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check", *hashed]
    _say(f"memasang {lock.relative_to(BASE)}")
    if subprocess.run([*pip, str(UV)], check=False).returncode == 0:
        # Like pip, it trusts whom the machine trusts.
        uv = [str(python.parent / "uv"), "pip", "install", "-q", "--system-certs"]
        uv += ["--python", str(python), *hashed, str(lock)]
        if subprocess.run(uv, check=False, stderr=subprocess.DEVNULL).returncode == 0:
            return
    _say("uv tidak dapat dipakai di sini; memakai pip")
    subprocess.run([*pip, str(lock)], check=True)


def _say(text: str) -> None:
    print(f"[siap] {text}", file=sys.stderr, flush=True)
