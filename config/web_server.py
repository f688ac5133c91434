"""How gunicorn runs here: ``gunicorn -c python:config.web_server config.wsgi:application``.

Limits on what is read before a view, and no header that says under which path or scheme a
request came: gunicorn takes ``SCRIPT_NAME`` and ``PATH_INFO`` from headers of a peer that it
trusts, which by default is this machine, and with them anybody who comes by its proxy.
"""

from __future__ import annotations

import json
import socket

from gunicorn import util

from cases.adapters import rubbish

forwarder_headers = ""
secure_scheme_headers: dict[str, str] = {}
limit_request_line = 8190  # bytes; a search with every filter has some 2000
limit_request_fields = 60
limit_request_field_size = 8190
worker_class = "config.slow_visitors.PatientWorker"
timeout = 60  # seconds in which a worker has to show that it lives
keepalive = 5
graceful_timeout = 5
control_socket_disable = True


def post_worker_init(_worker: object) -> None:
    """What is loaded before the first request stays as long as the process; and gunicorn, which
    has no setting for it, refuses as the site does.
    """
    rubbish.look_seldom()
    util.write_error = refuse


def refuse(line: socket.socket, status: int, title: str, detail: str) -> None:
    """Answer what is no request, or none that can be read: problem details (RFC 9457)."""
    code = title.lower().replace(" ", "_")
    told = {"type": "about:blank", "title": title, "status": status, "code": code}
    body = json.dumps({**told, "detail": detail or title})
    head = (
        f"HTTP/1.1 {status} {title}\r\nConnection: close\r\n"
        f"Content-Type: application/problem+json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    util.write_nonblock(line, f"{head}{body}".encode("latin-1"))
