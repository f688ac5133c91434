"""Making a machine ready, without making one: what is compared, asked for and left alone."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from config import bootstrap, tools

BASE = Path(__file__).resolve().parents[1]


class Restarted(Exception):
    """The process would have been replaced by another."""


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project folder with locks and an environment of its own; nothing can be run."""
    (tmp_path / "config").mkdir()
    for name in ("requirements.txt", "requirements-dev.txt"):
        (tmp_path / "config" / name).write_text("django==5.2.19\n")
    monkeypatch.setattr(bootstrap, "BASE", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(
        bootstrap,
        "LOCKS",
        {
            "run": tmp_path / "config" / "requirements.txt",
            "dev": tmp_path / "config" / "requirements-dev.txt",
        },
    )
    (tmp_path / ".venv").mkdir()
    monkeypatch.delenv("SIDANG_NO_BOOTSTRAP", raising=False)
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)  # in no environment
    monkeypatch.setattr(bootstrap.os, "execv", _replaced)
    monkeypatch.setattr(bootstrap.subprocess, "run", _forbidden)
    return tmp_path


def _replaced(program, arguments):
    raise Restarted(str(program), *arguments)


def _forbidden(command, **_how):
    raise AssertionError(f"was run: {command}")


def stamped(project, kind="run"):
    (project / ".venv" / f".ready-{kind}").write_text(bootstrap._digest(kind))


def test_a_second_call_compares_and_goes_on_inside(project):
    stamped(project)

    with pytest.raises(Restarted) as inside:
        bootstrap.ensure(["manage.py", "serve"])

    python = str(project / ".venv" / "bin" / "python")
    assert inside.value.args == (python, python, "manage.py", "serve")


def test_a_call_from_inside_that_is_ready_does_nothing(project, monkeypatch):
    stamped(project)
    monkeypatch.setattr(sys, "prefix", str(project / ".venv"))

    bootstrap.ensure(["manage.py", "serve"])


def test_a_changed_lock_is_noticed(project):
    stamped(project)
    (project / "config" / "requirements.txt").write_text("django==5.2.20\n")

    assert not bootstrap._is_ready("run")


@pytest.fixture
def extras(project, monkeypatch):
    """Two extras with locks of their own."""
    locks = {name: project / "config" / f"requirements-{name}.txt" for name in ("ocr", "s3")}
    for name, lock in locks.items():
        lock.write_text(f"{name}==1\n")
    monkeypatch.setattr(bootstrap, "EXTRAS", locks)
    return locks


def test_an_extra_that_is_asked_for_later_is_noticed_and_so_is_its_changed_lock(
    extras, project, monkeypatch
):
    stamped(project)
    assert bootstrap._is_ready("run")

    monkeypatch.setenv("SIDANG_EXTRAS", "s3, ocr")
    assert not bootstrap._is_ready("run")
    stamped(project)
    assert bootstrap._is_ready("run")
    extras["s3"].write_text("s3==2\n")

    assert not bootstrap._is_ready("run")


def test_what_an_extra_needs_is_installed_after_the_rest(extras, project, monkeypatch):
    done = []
    monkeypatch.setenv("SIDANG_EXTRAS", "s3")
    monkeypatch.setattr(bootstrap, "_system", lambda _kind: None)
    monkeypatch.setattr(bootstrap, "_works", lambda _python: True)
    monkeypatch.setattr(bootstrap, "_install", lambda _python, lock: done.append(lock.name))
    monkeypatch.setattr(bootstrap.subprocess, "run", lambda *_, **_how: None)

    bootstrap._prepare("run", project / "python")

    assert done == ["requirements.txt", "requirements-s3.txt"]


@pytest.mark.parametrize(("asked", "wanted"), [("ocr", True), ("s3", False), ("", False)])
def test_the_reader_of_scans_wants_its_program_and_its_indonesian(
    extras, monkeypatch, asked, wanted
):
    monkeypatch.setenv("SIDANG_EXTRAS", asked)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda _name: None)
    monkeypatch.setattr(bootstrap, "OCR_FILES", {"/nowhere": "tesseract-ocr-ind"})

    missing = bootstrap._missing("run")

    assert ({"tesseract-ocr", "tesseract-ocr-ind"} <= set(missing)) == wanted


def test_an_extra_that_nobody_knows_is_named(extras, monkeypatch):
    monkeypatch.setenv("SIDANG_EXTRAS", "s3,gaib")

    with pytest.raises(SystemExit, match=r"gaib tidak dikenal\. Yang ada: ocr, s3"):
        bootstrap._digest("run")


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        (["serve"], "run"),
        (["setup"], "run"),
        (["setup", "--dev"], "dev"),
        (["test", "-x"], "dev"),
        (["lint"], "dev"),
        (["bench"], "dev"),
        ([], "run"),
    ],
)
def test_developers_commands_need_their_tools_and_others_do_not(arguments, kind):
    assert bootstrap._kind(["manage.py", *arguments]) == kind


def test_a_container_that_asks_for_nothing_gets_nothing(project, monkeypatch):
    monkeypatch.setenv("SIDANG_NO_BOOTSTRAP", "1")

    bootstrap.ensure(["manage.py", "serve"])


def test_somebody_elses_environment_is_left_to_them(project, monkeypatch):
    monkeypatch.setattr(sys, "prefix", str(project / "theirs"))

    bootstrap.ensure(["manage.py", "serve"])


def test_what_is_missing_is_asked_for_in_one_line_where_we_may_not_install(
    project, monkeypatch
):
    monkeypatch.setattr(bootstrap.ctypes.util, "find_library", lambda _name: None)
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 1000)

    with pytest.raises(SystemExit) as told:
        bootstrap.ensure(["manage.py", "serve"])

    assert str(told.value) == (
        "Paket sistem belum lengkap. Jalankan:  sudo apt-get install -y "
        "--no-install-recommends libglib2.0-0 libpango-1.0-0 libpangoft2-1.0-0 "
        "libharfbuzz-subset0"
    )


def test_a_step_that_fails_is_told_in_one_sentence_and_leaves_no_stamp(project, monkeypatch):
    def failing(command, **how):
        if how.get("check"):
            raise subprocess.CalledProcessError(7, ["pip", "install"])
        return subprocess.CompletedProcess(command, 1, stdout="")

    monkeypatch.setattr(bootstrap.subprocess, "run", failing)

    with pytest.raises(SystemExit, match=r"\[siap\] gagal \(kode 7\): pip install"):
        bootstrap.ensure(["manage.py", "serve"])
    assert not (project / ".venv" / ".ready-run").exists()


def test_an_environment_that_was_left_half_made_does_not_count_as_one(tmp_path):
    venv.create(tmp_path / "half", with_pip=False)

    assert not bootstrap._works(tmp_path / "half" / "bin" / "python")
    assert not bootstrap._works(tmp_path / "none" / "bin" / "python")


def test_the_program_that_makes_ready_needs_nothing_but_python():
    alone = [
        sys.executable,
        "-I",
        "-S",
        "-c",
        "import runpy; runpy.run_path('config/bootstrap.py')",
    ]

    done = subprocess.run(alone, cwd=BASE, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", tools.LOCKS)
def test_a_lock_names_hashes_and_no_address(name):
    text = (BASE / "config" / name).read_text("utf-8")
    pins = re.findall(r"^[a-z0-9._-]+==", text, re.MULTILINE)

    assert pins
    assert "://" not in text
    assert text.count("--hash=sha256:") >= len(pins)


def test_no_lock_with_addresses_is_kept():
    ignored = (BASE / ".gitignore").read_text("utf-8").split()

    assert {"uv.lock", "pylock.toml"} <= set(ignored)


def test_what_the_program_needs_is_all_in_the_lock_and_nothing_else_is_declared():
    assert tools._locked() == ""


ON_SERVICES = {"DATABASE_URL": tools.DATABASE, "CELERY_BROKER_URL": tools.REDIS}


class Suite:
    """Stands for pytest: it keeps with which services it was called, and whether beside."""

    def __init__(self, outcome=0):
        self.calls = []
        self.arguments = []
        self.beside = []
        self.outcome = outcome

    def __call__(self, arguments, services, told=None):
        self.calls.append(dict(services))
        self.arguments.append(list(arguments))
        if told is not None:
            self.beside.append(dict(services))
            told.write(b"yang kedua\n")
            told.flush()
        return subprocess.Popen([sys.executable, "-c", f"raise SystemExit({self.outcome})"])


@pytest.fixture
def suite(monkeypatch):
    for name in ("TEST_DATABASE_URL", "TEST_REDIS_URL", "REQUIRE_SERVICES"):
        monkeypatch.delenv(name, raising=False)
    suite = Suite()
    monkeypatch.setattr(tools, "_pytest", suite)
    monkeypatch.setattr(tools, "HERE", ())  # what answers is for the test to say
    return suite


def test_the_suite_runs_again_on_both_services_where_they_answer(suite, monkeypatch):
    monkeypatch.setattr(tools, "_answers", lambda _url: True)

    assert tools.test(["-x"]) == 0
    assert suite.calls == [{}, ON_SERVICES]
    assert suite.beside == []


def test_the_whole_suite_runs_on_both_at_once_and_is_told_one_after_the_other(
    suite, monkeypatch, capfd
):
    monkeypatch.setattr(tools, "_answers", lambda _url: True)

    assert tools.test([]) == 0
    assert suite.beside == [ON_SERVICES] * 2
    assert capfd.readouterr().out.splitlines() == [
        "== SQLite, antrean tertanam",
        *("== PostgreSQL dan Redis", "yang kedua"),
        *("== peramban", "yang kedua"),
    ]


def test_a_failure_of_either_run_is_the_failure_of_the_whole(suite, monkeypatch):
    monkeypatch.setattr(tools, "_answers", lambda _url: True)
    suite.outcome = 1

    assert tools.test([]) == 1


def test_a_browser_looks_once_at_the_site_on_the_services(suite, monkeypatch):
    monkeypatch.setattr(tools, "_answers", lambda _url: True)

    assert tools.test([]) == 0
    runs = list(zip(suite.arguments, suite.calls, strict=True))
    assert len(runs) == 3
    assert [calls for asked, calls in runs if asked == ["-m", "browser"]] == [ON_SERVICES]
    assert (["-m", "not browser"], {}) in runs
    assert (["-m", "not browser"], ON_SERVICES) in runs


def test_a_browser_looks_at_the_embedded_default_where_there_is_nothing_else(
    suite, monkeypatch
):
    monkeypatch.setattr(tools, "_answers", lambda _url: False)

    assert tools.test([]) == 0
    assert suite.arguments == [[]]


def test_a_service_that_does_not_answer_is_named_and_the_other_still_used(
    suite, monkeypatch, capsys
):
    monkeypatch.setattr(tools, "_answers", lambda url: url == tools.DATABASE)

    assert tools.test(["-x"]) == 0
    assert suite.calls == [{}, {"DATABASE_URL": tools.DATABASE}]
    assert "== DILEWATI, tidak terjangkau: Redis (127.0.0.1:6379)" in capsys.readouterr().out


@pytest.mark.skipif(not shutil.which("redis-server"), reason="this machine has no Redis")
def test_a_redis_that_is_installed_and_does_not_run_is_started_for_the_suite():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"redis://127.0.0.1:{port}/9"

    with tools._own_redis(url):
        assert tools._answers(url)
        with tools._own_redis(url):  # what answers already is left to run
            pass
        assert tools._answers(url)

    assert not tools._answers(url)


def test_where_services_are_required_their_lack_is_failure(suite, monkeypatch, capsys):
    monkeypatch.setenv("REQUIRE_SERVICES", "1")
    monkeypatch.setattr(tools, "_answers", lambda _url: False)

    assert tools.test([]) == 1
    assert (
        "== DILEWATI, tidak terjangkau: PostgreSQL (127.0.0.1:5432), Redis (127.0.0.1:6379)"
        in capsys.readouterr().out
    )


def test_a_failure_on_either_base_fails_the_command(suite, monkeypatch):
    monkeypatch.setattr(tools, "_answers", lambda _url: True)
    suite.outcome = 1

    assert tools.test([]) == 1
    assert len(suite.calls) == 3


def test_whoever_stops_the_first_run_does_not_have_to_stop_the_second(
    suite, monkeypatch, capsys
):
    suite.outcome = 2  # pytest: interrupted by the user
    monkeypatch.setattr(tools, "_answers", lambda _url: True)

    assert tools.run("test", ["-x"]) == 130
    assert len(suite.calls) == 1
    assert capsys.readouterr().out.endswith("== dihentikan\n")


def test_a_developers_own_settings_do_not_reach_the_suite(monkeypatch):
    seen = {}

    def begin(_command, *, env, stdout, stderr):
        seen.update(env)

    monkeypatch.setattr(tools.subprocess, "Popen", begin)
    monkeypatch.setenv("DEBUG", "0")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere")

    tools._pytest([], {})
    assert not {"DEBUG", "REDIS_URL"} & set(seen)
    assert seen["DJANGO_SETTINGS_MODULE"] == "config.settings_test"
    assert seen["PATH"] == os.environ["PATH"]
