"""News for programs: what can be told, how a message is signed, where none may be sent.

The headers are those of the Standard Webhooks specification: ``webhook-id``,
``webhook-timestamp`` (Unix seconds) and ``webhook-signature`` (``v1,`` and the HMAC-SHA256 of
``<id>.<timestamp>.<body>`` in Base64).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import ipaddress
from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from cases.domain.errors import CaseError
from cases.domain.notices import NoticeKind

MOST = 10  # addresses of one account that hold at the same time
LONGEST_ADDRESS = 500
SECRET_MARK = "whsec_"  # noqa: S105 -- how such a secret begins, not one
ATTEMPTS = 9  # the last about four hours after the first
# How long the secret before still signs beside a new one: a day to take the new one over.
ROTATION = timedelta(hours=24)
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class PublicNews(StrEnum):
    """What changes for everybody, as the public reads it."""

    DISPUTE_PUBLISHED = "dispute.published"
    DISPUTE_CHANGED = "dispute.changed"
    HEARING_CHANGED = "hearing.changed"
    TRANSCRIPT_PUBLISHED = "transcript.published"
    DECISION_PUBLISHED = "decision.published"


OWN = "own."
# What people are written to about their own disputes, and programs may be told of as well.
OWN_NEWS: tuple[str, ...] = tuple(
    f"{OWN}{kind.value}"
    for kind in (
        NoticeKind.DEADLINE_MOVED,
        NoticeKind.HEARING_SET,
        NoticeKind.HEARING_MOVED,
        NoticeKind.TRANSCRIPT_READY,
        NoticeKind.LETTER,
        NoticeKind.FILE_REFUSED,
    )
)
TEST = "test"
KINDS: tuple[str, ...] = (*(one.value for one in PublicNews), *OWN_NEWS)


class DeliveryState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"  # given up
    CANCELLED = "cancelled"  # revoked, or no longer to be known


class AddressRefused(CaseError):
    """Nothing is sent there: not https, or an address inside."""

    code = "webhook_address_refused"


class TooManyWebhooks(CaseError):
    """One account has as many addresses as anybody can keep in mind."""

    code = "too_many_webhooks"


class NoWebhookForGuests(CaseError):
    """A link that lets into one dispute opens nothing for programs."""

    code = "no_webhook_for_guests"


class WebhookRevoked(CaseError):
    """Nothing is sent to that address any more."""

    code = "webhook_revoked"


class StillWaiting(CaseError):
    """The message is on its way; it is not sent twice at once."""

    code = "webhook_still_waiting"


def check_address(address: str, *, allow_http: bool = False) -> str:
    """The address as it will be called; whether it leads outside is asked at each call.

    Raises:
        AddressRefused: it is no plain https address.
    """
    refusal = AddressRefused(
        "Alamat harus diawali https://, tanpa nama pengguna, kata sandi, atau tanda pagar."
    )
    try:
        parts = urlsplit(address.strip())
        _port = parts.port
    except ValueError:
        raise refusal from None
    schemes = {"https", "http"} if allow_http else {"https"}
    is_plain = parts.scheme in schemes and parts.hostname and not parts.fragment
    is_odd = "@" in parts.netloc or any(ord(one) <= 32 or ord(one) > 126 for one in address)
    if not is_plain or is_odd or len(address) > LONGEST_ADDRESS:
        raise refusal
    return address.strip()


def is_outside(written: str) -> bool:
    """Whether an IP address is one of the public network; in every disguise of IPv6 too."""
    try:
        address = ipaddress.ip_address(written.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if "%" in written or address.is_site_local:
            return False
        inner = _inside_of(address)
        if inner is not None:
            return is_outside(str(inner))
    return address.is_global and not address.is_multicast and not address.is_reserved


def fingerprint(event: str) -> str:
    """By what an event is remembered when its message is gone."""
    return hashlib.sha256(event.encode()).hexdigest()


def sign(secrets: Sequence[str], *, name: str, timestamp: int, body: bytes) -> str:
    """The signatures of one message, one for each secret that holds, with spaces between."""
    told = f"{name}.{timestamp}.".encode() + body
    keys = (base64.b64decode(one.removeprefix(SECRET_MARK)) for one in secrets)
    made = (base64.b64encode(hmac.new(key, told, hashlib.sha256).digest()) for key in keys)
    return " ".join(f"v1,{one.decode()}" for one in made)


def _inside_of(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address carries: mapped, 6to4, Teredo, NAT64."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None
