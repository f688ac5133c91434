"""The forms of the registry on paper, from their frozen fields."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from cases.adapters import pdf, qr
from cases.domain import papers
from cases.domain.papers import (
    ApplicationForm,
    CancellationDeed,
    IncompletenessNotice,
    PanelAppointment,
    PaperHead,
    ProcessStop,
    Receipt,
    RegistrationDeed,
    RegistrationRefusal,
    StrikeDeed,
    SummonsLetter,
)


def application(form: ApplicationForm) -> bytes:
    """The application form as an archival, accessible PDF.

    Raises:
        PaperRefused: a letter that no shipped face has.
    """
    return _render(
        "pdf/application.html",
        form.head,
        form=form,
        title=papers.TITLE,
        office=papers.office_rows(form),
        parts=papers.parts(form),
        origin=papers.origin(form),
        not_filed=papers.NOT_FILED,
        unknown=papers.UNKNOWN,
    )


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


def incompleteness_notice(paper: IncompletenessNotice) -> bytes:
    """The notice of incompleteness as an archival, accessible PDF.

    Raises:
        PaperRefused: a letter that no shipped face has.
    """
    return _render("pdf/incompleteness_notice.html", paper.head, paper=paper)


def cancellation_deed(deed: CancellationDeed) -> bytes:
    """The deed cancelling a registration as an archival, accessible PDF.

    Raises:
        PaperRefused: a letter that no shipped face has.
    """
    return _render("pdf/cancellation_deed.html", deed.head, deed=deed)


def registration_refusal(paper: RegistrationRefusal) -> bytes:
    """The paper of what was not registered, as an archival, accessible PDF.

    Raises:
        PaperRefused: a letter that no shipped face has.
    """
    return _render("pdf/registration_refusal.html", paper.head, paper=paper)


def process_stop(paper: ProcessStop) -> bytes:
    """The decision that stops a process, as an archival, accessible PDF.

    Raises:
        PaperRefused: a letter that no shipped face has.
    """
    return _render("pdf/process_stop.html", paper.head, paper=paper)


def strike_deed(paper: StrikeDeed) -> bytes:
    """The deed that strikes a double entry off, as an archival, accessible PDF.

    Raises:
        PaperRefused: a letter that no shipped face has.
    """
    return _render("pdf/strike_deed.html", paper.head, paper=paper)


def panel_appointment(paper: PanelAppointment) -> bytes:
    """The appointment of a panel as an archival, accessible PDF.

    Raises:
        PaperRefused: a letter that no shipped face has.
    """
    return _render("pdf/panel_appointment.html", paper.head, paper=paper)


def summons(paper: SummonsLetter) -> bytes:
    """A summons to a hearing as an archival, accessible PDF.

    Raises:
        PaperRefused: a letter that no shipped face has.
    """
    return _render("pdf/summons.html", paper.head, paper=paper)


def _render(template: str, head: PaperHead, **fields: Any) -> bytes:
    context = {**fields, "head": head, "square": qr.square(head.address)}
    identity = f"{head.code}:{template}"
    return pdf.render(template, context, identity=identity, made_at=made_at(head))


def made_at(head: PaperHead) -> datetime:
    """The instant that is written into a paper: the beginning of its day."""
    return datetime.combine(head.made_on, time(0), tzinfo=UTC)
