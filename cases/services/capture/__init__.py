"""The record of a hearing, taken live: what is keyed, and what is made of it at once."""

from cases.services.capture.receiving import (
    Delivery,
    Receipt,
    Sent,
    key_line,
    receive,
    reopen,
)

__all__ = ["Delivery", "Receipt", "Sent", "key_line", "receive", "reopen"]
