"""The ways by which people are reached. To add one is to add a gateway to this table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from cases.adapters import mail
from cases.adapters.notice_letters import Letter
from cases.domain.notices import Channel


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message on its way: to whom, what, and under which name."""

    to: str
    letter: Letter
    message_id: str
    language: str
    unsubscribe: str = ""


class Gateway(Protocol):
    """One way to reach people."""

    def address_of(self, email: str) -> str:
        """Where somebody with this e-mail address is reached; empty where they are not."""

    def deliver(self, parcel: Parcel) -> None:
        """Hand a message over.

        Raises:
            CaseError: it will never be taken.
            Exception: it may go through later.
        """


class MailGateway:
    """Electronic mail."""

    def address_of(self, email: str) -> str:
        """Everybody is reached by mail."""
        return email

    def deliver(self, parcel: Parcel) -> None:
        """Hand a message to the mail server."""
        mail.send(
            to=parcel.to,
            subject=parcel.letter.subject,
            text=parcel.letter.text,
            html=parcel.letter.html,
            message_id=parcel.message_id,
            language=parcel.language,
            unsubscribe=parcel.unsubscribe,
        )


GATEWAYS: dict[Channel, Gateway] = {Channel.EMAIL: MailGateway()}
