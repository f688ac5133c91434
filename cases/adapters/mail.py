"""One message out, as text and as HTML. The only room that knows how mail is put together.

``templates/email/<name>.txt`` holds the subject in its first line, an empty line, and the text;
``templates/email/<name>.html`` the same for those who read HTML.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

# Nobody is there to read an answer, and no robot shall send one (RFC 3834).
HEADERS: Mapping[str, str] = {
    "Auto-Submitted": "auto-generated",
    "X-Auto-Response-Suppress": "All",
}


def send(
    to: str, name: str, context: Mapping[str, Any], *, language: str = "", key: str = ""
) -> None:
    """Send the mail called ``name`` to one address.

    ``language`` is that of the mail, empty for that of the page. Two messages with the same
    ``key`` carry the same Message-ID, so that a mailbox can tell that they are one.
    """
    told = {**context, "base_url": settings.BASE_URL, "email": to}
    with translation.override(language or translation.get_language()):
        text = render_to_string(f"email/{name}.txt", told)
        html = render_to_string(f"email/{name}.html", told)
    subject, _blank, body = text.partition("\n")
    headers = dict(HEADERS)
    if key:
        headers["Message-ID"] = f"<{key}@{urlsplit(settings.BASE_URL).hostname}>"
    message = EmailMultiAlternatives(subject.strip(), body.strip() + "\n", to=[to])
    message.extra_headers = headers
    message.attach_alternative(html, "text/html")
    message.send()
