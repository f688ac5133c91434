"""The forms of the registry on paper, from their frozen fields."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from cases.adapters import pdf, qr
from cases.domain.papers import ApplicationForm, PaperHead, Receipt, RegistrationDeed


def application(form: ApplicationForm) -> bytes:
    """The application form as an archival, accessible PDF.

    Raises:
        PaperRefused: a letter that no shipped face has.
    """
    return _render("pdf/application.html", form.head, form=form)


def registration_deed(deed: RegistrationDeed) -> bytes:
    """The deed of registration as an archival, accessible PDF.

    Raises:
        PaperRefused: a letter that no shipped face has.
    """
    return _render("pdf/registration_deed.html", deed.head, deed=deed)


def receipt(paper: Receipt) -> bytes:
    """The receipt of an application as an archival, accessible PDF.

    Raises:
        PaperRefused: a letter that no shipped face has.
    """
    return _render("pdf/receipt.html", paper.head, paper=paper)


def _render(template: str, head: PaperHead, **fields: Any) -> bytes:
    address = f"{head.base_url}/v/{head.code}"
    context = {
        **fields,
        "head": head,
        "address": address,
        "square": qr.square(address),
    }
    made_at = datetime.combine(head.made_on, time(0), tzinfo=UTC)
    return pdf.render(template, context, identity=f"{head.code}:{template}", made_at=made_at)
