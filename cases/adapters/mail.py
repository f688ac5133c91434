"""One message out, by whatever ``EMAIL_URL`` names: SMTP, the console, or files in a folder.

A message is known by its ``Message-ID``. Servers drop a second copy of it, and a folder holds
one file for each: sending again replaces.
"""

from __future__ import annotations

import hashlib
import os
import re
import smtplib
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email

from cases.domain.errors import CaseError

SAFE_NAME = re.compile(r"[^A-Za-z0-9.@_-]+")
PERMANENT = range(500, 600)


class MailRefused(CaseError):
    """The message will never be taken: a refusal that another attempt does not change."""

    code = "mail_refused"


class MailDelayed(Exception):
    """The server is not there, or asks to come again later."""


def send(
    *,
    to: str,
    subject: str,
    text: str,
    html: str,
    message_id: str,
    language: str,
    unsubscribe: str = "",
) -> None:
    """Hand one message over; ``unsubscribe`` is the address that ends such messages.

    Raises:
        MailRefused: the address or the server refuses it for good.
        MailDelayed: it may go through later.
    """
    try:
        validate_email(to)
    except ValidationError:
        raise MailRefused("Alamat surel penerima tidak sah.") from None
    message = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=text,
        to=[to],
        headers=_headers(message_id, language, unsubscribe),
    )
    if html:
        message.attach_alternative(html, "text/html")
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as refused:
        raise _answered(*next(iter(refused.recipients.values()))) from refused
    except smtplib.SMTPResponseException as refused:
        raise _answered(refused.smtp_code, refused.smtp_error) from refused
    except OSError as unreachable:  # so are the other troubles of SMTP
        raise MailDelayed(f"Peladen surel tidak dapat dicapai: {unreachable}") from unreachable


def message_id(code: str) -> str:
    """The name of a message, the same whenever it is sent again."""
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    return f"<{code.lower()}.pemberitahuan@{host}>"


def _headers(name: str, language: str, unsubscribe: str) -> dict[str, str]:
    headers = {
        "Message-ID": name,
        "Content-Language": language,
        "Auto-Submitted": "auto-generated",
    }
    if unsubscribe:
        headers["List-Unsubscribe"] = f"<{unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _answered(code: int, reason: bytes | str) -> MailRefused | MailDelayed:
    """What the server said, as a refusal for good or for now."""
    told = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
    words = f"{code} {' '.join(told.split())}"[:400]
    if code in PERMANENT:
        return MailRefused(f"Ditolak peladen surel: {words}")
    return MailDelayed(f"Peladen surel meminta dicoba lagi: {words}")


class FolderBackend(BaseEmailBackend):
    """Mail laid into a folder, one file for each ``Message-ID``, whole or not at all."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.folder = Path(settings.EMAIL_FILE_PATH)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each message; how many."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            wire = message.message()
            self._lay(str(wire["Message-ID"]), wire.as_bytes())
        return len(email_messages)

    def _lay(self, name: str, content: bytes) -> None:
        handle, beside = tempfile.mkstemp(dir=self.folder, prefix=".part-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(beside).replace(self.folder / file_name(name))
        finally:
            Path(beside).unlink(missing_ok=True)


def file_name(name: str) -> str:
    """The file of a message: its readable name, and what keeps two of them apart."""
    readable = SAFE_NAME.sub("", name).strip(".")[:80]
    return f"{readable}-{hashlib.sha256(name.encode()).hexdigest()[:8]}.eml"
