"""The right of reply: what a public body says beside its own record."""

from __future__ import annotations

from cases.domain.errors import CaseError

LONGEST = 4000


class EmptyReply(CaseError):
    """A reply says something, and names who says it for the body."""

    code = "empty_reply"


class ReplyTooLong(CaseError):
    code = "reply_too_long"


class ReplyNamesSomebody(CaseError):
    """A private person of a dispute stands under no name on any public page."""

    code = "reply_names_somebody"


class NoReply(CaseError):
    """There is nothing to take back."""

    code = "no_reply"


def check(text: str, by: str) -> None:
    """Refuse a reply that cannot be shown.

    Raises:
        EmptyReply, ReplyTooLong.
    """
    if not text.strip() or not by.strip():
        raise EmptyReply("Tulis tanggapannya, dan siapa yang menyampaikannya.")
    if len(text) > LONGEST:
        raise ReplyTooLong(f"Tanggapan paling panjang {LONGEST} huruf.")
