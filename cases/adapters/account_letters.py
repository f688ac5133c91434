"""Letters about accounts and invitations, in words and on their way.

``templates/email/<name>.txt`` holds the subject in its first line, an empty line, and the text;
``templates/email/<name>.html`` the same for those who read HTML.
"""

from __future__ import annotations

from collections.abc import Mapping
from email.utils import make_msgid
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from cases.adapters import mail


def send(
    to: str,
    name: str,
    context: Mapping[str, Any],
    *,
    language: str = "",
    key: str = "",
    unsubscribe: str = "",
) -> None:
    """Send the letter called ``name`` to one address.

    ``language`` is that of the letter, empty for that of the page. Two letters with the same
    ``key`` carry the same Message-ID, so that a mailbox can tell that they are one.
    ``unsubscribe``: the address that ends such letters.

    Raises:
        MailRefused: the address or the server refuses it for good.
        MailDelayed: it may go through later.
    """
    told = {
        **context,
        "base_url": settings.BASE_URL,
        "commission": getattr(settings, "COMMISSION_NAME", "Komisi Informasi Pusat"),
        "email": to,
    }
    spoken = language or translation.get_language() or settings.LANGUAGE_CODE
    with translation.override(spoken):
        text = render_to_string(f"email/{name}.txt", told)
        html = render_to_string(f"email/{name}.html", told)
    subject, _blank, body = text.partition("\n")
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    mail.send(
        to=to,
        subject=subject,
        text=body.strip() + "\n",
        html=html,
        message_id=f"<{key}@{host}>" if key else make_msgid(domain=host),
        language=spoken,
        unsubscribe=unsubscribe,
    )
