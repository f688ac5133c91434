"""A mail server that answers as it is told to, and keeps what it took."""

from __future__ import annotations

import socketserver
import threading
from contextlib import contextmanager


class _Talk(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 uji")
        while line := self.rfile.readline().decode().strip():
            verb = line.split()[0].split(":")[0].upper()
            if verb == "QUIT":
                return self.say("221 ya")
            if verb == "DATA" and "DATA" not in self.server.answers:
                self.say("354 silakan")
                self.server.taken.append(self._message())
                self.say("250 diterima")
                continue
            self.say(self.server.answers.get(verb, "250 ya"))
        return None

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())

    def _message(self):
        lines = []
        while (line := self.rfile.readline().decode().rstrip("\r\n")) != ".":
            lines.append(line)
        return "\n".join(lines)


@contextmanager
def server(settings, **answers):
    """Listen on a free port and let the settings point there; the messages it took."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Talk) as listening:
        listening.daemon_threads = True
        listening.answers, listening.taken = answers, []
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = listening.server_address
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield listening.taken
        listening.shutdown()
