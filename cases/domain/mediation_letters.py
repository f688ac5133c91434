"""The two papers of a mediation: what was agreed, and that it failed. Wording as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cases.domain.letters import Letter, LetterKind, wording
from cases.domain.mediation import Outcome
from cases.domain.wording import weekday_date

_WHY = {
    Outcome.DECLARED: "declared",
    Outcome.WITHDREW: "withdrew",
    Outcome.TIME_OUT: "time_out",
    Outcome.ABSENT: "absent",
}


@dataclass(frozen=True, slots=True)
class Mediated:
    """The facts of a mediation; ``assistant`` is empty without one."""

    commission: str
    register: str
    applicant: str
    respondent: str
    mediator: str
    assistant: str
    place: str


def agreement(facts: Mediated, text: str, items: Sequence[str], *, dated_on: date) -> Letter:
    """The agreement, for parties and mediator to sign (law/forms, E2)."""
    said = wording()["mediation_agreement"]
    opening = said["opening"].format(
        day=weekday_date(dated_on),
        commission=facts.commission,
        register=facts.register,
        applicant=facts.applicant,
        respondent=facts.respondent,
    )
    return Letter(
        kind=LetterKind.MEDIATION_AGREEMENT,
        place=facts.place,
        dated_on=dated_on,
        sender=(facts.commission,),
        addressee=(),
        subject=said["subject"],
        paragraphs=(opening, said["items"]),
        items=tuple(items),
        after=(said["terms"], *_paragraphs(text), said["closing"]),
        signatories=(
            ("Pemohon", facts.applicant),
            ("Termohon", facts.respondent),
            *_leading(facts),
        ),
    )


def failure(
    facts: Mediated, outcome: Outcome, *, side: str, text: str, dated_on: date
) -> Letter:
    """The statement that it failed, and why, as far as a code says it (law/forms, E4)."""
    said = wording()["mediation_failure"]
    opening = said["opening"].format(
        day=weekday_date(dated_on),
        register=facts.register,
        applicant=facts.applicant,
        respondent=facts.respondent,
    )
    statement = (said["statement"].format(text=text.strip()),) if text.strip() else ()
    return Letter(
        kind=LetterKind.MEDIATION_FAILURE,
        place=facts.place,
        dated_on=dated_on,
        sender=(facts.commission,),
        addressee=(),
        subject=said["subject"],
        paragraphs=(opening, said[_WHY[outcome]].format(side=side)),
        items=(),
        after=(*statement, said["closing"]),
        signatories=_leading(facts),
    )


def _leading(facts: Mediated) -> tuple[tuple[str, str], ...]:
    assistant = (("Mediator Pembantu", facts.assistant),) if facts.assistant else ()
    return (("Mediator", facts.mediator), *assistant)


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("\n\n") if part.strip())
