"""What no log and no fault report may hold: secret parts of addresses."""

from __future__ import annotations

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from cases.adapters import tracing

if TYPE_CHECKING:
    from sentry_sdk.types import Event, Hint

# The address is the key: of a private calendar, of links that prove or end messages, and of
# links that let people into a house or a dispute.
SECRET = re.compile(
    r"(/umpan/kalender/|/berhenti/|/undangan/|/pihak/|/kabar/|/data-pribadi/)[^\s/\"'?#]+"
)
HIDDEN = r"\1…"
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def redacted(text: str) -> str:
    """A text without the secret parts of the addresses in it."""
    return SECRET.sub(HIDDEN, text)


class WithoutSecrets(logging.Filter):
    """Takes secrets out of a record before any handler writes it; lets every record pass."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Redact the message, and the arguments that a formatter may write by themselves."""
        told = record.getMessage()
        if SECRET.search(told):
            record.msg, record.args = redacted(told), ()
        return True


class JsonLines(logging.Formatter):
    """One JSON object a line: what happened, and the identifiers of what it was about.

    Of a fault the kind and the places in the code are told and not its message, in which a
    database quotes the row. Addresses of mail are taken out of every message.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One line; ``at`` is UTC."""
        told: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(
                timespec="milliseconds"
            ),
            "level": record.levelname,
            "logger": record.name,
            "message": MAIL.sub("…@…", redacted(record.getMessage())),
            **tracing.current(),
        }
        if record.exc_info and record.exc_info[0] is not None:
            told["fault"] = record.exc_info[0].__name__
            told["places"] = [
                f"{frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])
            ]
        return json.dumps(told, ensure_ascii=False)


def guard_server_logs() -> None:
    """Redact what the web server itself writes about requests, by handlers of its own."""
    for name in ("gunicorn.access", "gunicorn.error"):
        logging.getLogger(name).addFilter(WithoutSecrets())


def redact_event(event: Event, _hint: Hint) -> Event:
    """Redact a fault report before it leaves the house."""
    cleaned: Event = _cleaned(event)
    return cleaned


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return redacted(value)
    if isinstance(value, dict):
        return {key: _cleaned(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_cleaned(inner) for inner in value]
    return value
