"""Whoever says half a word keeps nobody else waiting."""

from __future__ import annotations

import contextlib
import http.client
import json
import re
import socket
import subprocess
import sys
import time

import pytest
from django.conf import settings
from gunicorn.config import Config
from gunicorn.workers import gthread

from config import slow_visitors, web_server
from config.slow_visitors import PatientSocket

HEAD = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
MANY = 12  # visitors; there are two threads


@pytest.fixture
def line():
    """Both ends: ours, and that of a visitor."""
    ours, theirs = socket.socketpair()
    patient = PatientSocket.of(ours)
    yield patient, theirs
    patient.close()
    theirs.close()


def application(environ, start_response):
    """What is served here: the length of what was sent."""
    told = str(len(environ["wsgi.input"].read())).encode()
    start_response("200 OK", [("Content-Length", str(len(told)))])
    return [told]


@pytest.fixture
def served():
    """A gunicorn that runs as ours does, with one process of two threads; its port."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as door:
        command = ["gunicorn", "-c", "python:config.web_server", f"{__name__}:application"]
        told = ["--bind", f"fd://{door.fileno()}", "--workers", "1", "--threads", "2"]
        process = subprocess.Popen(
            [sys.executable, "-m", *command, *told, "--log-level", "critical"],
            cwd=settings.BASE_DIR,
            pass_fds=[door.fileno()],
        )
        try:
            yield door.getsockname()[1]
        finally:
            process.kill()
            process.wait()


def ask(port, body=b""):
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    with contextlib.closing(line):
        line.request("POST", "/", body)
        return line.getresponse().read()


def answer(line):
    """One answer, to its end."""
    told = http.client.HTTPResponse(line)
    told.begin()
    assert (told.status, told.read()) == (200, b"0")


@pytest.mark.processes
def test_half_heads_keep_no_thread_and_are_answered_once_they_are_whole(served):
    assert ask(served, b"x" * 100_000) == b"100000"
    half = [socket.create_connection(("127.0.0.1", served), 60) for _no in range(MANY)]
    for one in half[1:]:  # the first says nothing at all
        one.sendall(HEAD[:20])

    assert ask(served) == b"0"

    for one in half[1:]:
        one.sendall(HEAD[20:])
        answer(one)
        one.sendall(HEAD)  # and the line is kept
        answer(one)
    for one in half:
        one.close()


POST = b"POST / HTTP/1.1\r\nHost: a\r\n"
SECOND = b"GET /second HTTP/1.1\r\nHost: a\r\n\r\n"
TWO_ENDS = {
    "length and chunks": POST
    + b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "two lengths": POST + b"Content-Length: 0\r\nContent-Length: 37\r\n\r\n",
    "a sign before the length": POST + b"Content-Length: +0\r\n\r\n",
    "two encodings": POST
    + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
    "another encoding": POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "a blank before the colon": POST + b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    "a folded line": POST + b"Content-Length: 0\r\nX: a\r\n Transfer-Encoding: chunked\r\n\r\n",
    "a zero byte": POST + b"Content-Length: 0\r\nX: a\0b\r\n\r\n",
    "a length of hex": POST + b"Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n",
}


@pytest.mark.processes
def test_a_request_with_two_ends_is_refused(served):
    for name, told in TWO_ENDS.items():
        with socket.create_connection(("127.0.0.1", served), 60) as line:
            line.sendall(told + SECOND)
            answers = b""
            while more := line.recv(10_000):
                answers += more
        statuses = re.findall(rb"HTTP/1\.1 (\d+)", answers)
        assert statuses in ([b"400"], [b"501"], [b"500"]), (name, answers)


@pytest.mark.processes
def test_what_is_no_request_is_refused_in_the_form_of_every_refusal(served):
    with socket.create_connection(("127.0.0.1", served), 60) as line:
        line.sendall(HEAD.replace(b"\r\n\r\n", b"\r\nIf-Match: \x03\xcb\r\n\r\n"))
        told = http.client.HTTPResponse(line)
        told.begin()
        problem = json.loads(told.read())

    assert told.status == problem["status"] == 400
    assert told.headers["Content-Type"] == "application/problem+json"
    assert problem["code"] == "bad_request"
    assert "IF-MATCH" in problem["detail"]


@pytest.mark.processes
def test_two_requests_in_one_breath_are_both_answered(served):
    with socket.create_connection(("127.0.0.1", served), 60) as line:
        line.sendall(HEAD * 2)
        answers = b""
        while answers.count(b"HTTP/1.1 200") < 2:
            more = line.recv(1000)
            assert more
            answers += more


@pytest.mark.processes
def test_who_does_not_hang_up_keeps_nobody_waiting(served):
    alone = HEAD.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    lines = [socket.create_connection(("127.0.0.1", served), 60) for _no in range(MANY)]
    for one in lines:
        one.sendall(alone)
    for one in lines:
        answer(one)

    assert ask(served) == b"0"
    for one in lines:
        assert one.recv(10) == b""
        one.close()


def test_the_site_is_served_so():
    assert web_server.worker_class == "config.slow_visitors.PatientWorker"


def test_a_head_waits_until_it_is_whole(line):
    ours, theirs = line

    assert ours.is_to_wait()
    theirs.sendall(HEAD[:20])
    assert ours.is_to_wait()
    theirs.sendall(HEAD[20:])
    assert ours.is_to_wait() is False
    ours.setblocking(True)
    assert ours.recv(100) == HEAD


def test_blank_lines_before_a_head_are_no_head(line):
    ours, theirs = line

    theirs.sendall(b"\r\n\r\n\r\nGET")
    assert ours.is_to_wait()


def test_a_head_that_takes_too_long_or_whose_visitor_left_never_comes(line, monkeypatch):
    ours, theirs = line
    theirs.sendall(HEAD[:5])
    assert ours.is_to_wait()
    monkeypatch.setattr(slow_visitors, "HEAD_SECONDS", 0.0)
    ours.begin()
    theirs.sendall(HEAD[5:9])
    assert ours.is_to_wait() is None

    ours.begin()
    assert ours.is_to_wait() is None
    theirs.shutdown(socket.SHUT_WR)
    assert ours.is_to_wait() is None


def test_who_falls_behind_is_hung_up_on_and_who_moves_is_not(line, monkeypatch):
    ours, theirs = line
    ours.setblocking(True)
    monkeypatch.setattr(slow_visitors, "GRACE_SECONDS", 0.01)
    theirs.sendall(b"x" * 5000)
    assert len(ours.recv(5000)) == 5000  # paid for some seconds of waiting

    ours.waited = 5.0 + time.monotonic()
    with pytest.raises(TimeoutError):
        ours.recv(1)
    ours.begin()
    with pytest.raises(TimeoutError):
        ours.recv(1)
    assert ours.gettimeout() is None


def test_a_line_that_was_taken_down_is_taken_down_again_in_peace(line):
    ours, _theirs = line
    conn = gthread.TConn(Config(), ours, None, None)

    conn.close(graceful=True)
    conn.close(graceful=True)  # a fault here would count the line twice

    assert ours.fileno() == -1


def test_who_does_not_read_is_hung_up_on(line, monkeypatch):
    ours, _theirs = line
    ours.setblocking(True)
    monkeypatch.setattr(slow_visitors, "GRACE_SECONDS", 0.01)
    monkeypatch.setattr(slow_visitors, "LEAST_BYTES", 10**9)

    with pytest.raises(TimeoutError):
        ours.sendall(b"x" * 10_000_000)
