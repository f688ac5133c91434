"""Who may do what, asked once more where it is done: under every page and every program.

A page asks first, because what one may not know of does not exist there; a service asks again,
so that no other way in can forget to. ``right`` says whose act a function is, and keeps that
on the function for the test that goes through all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from cases.domain.notices import Side
from cases.domain.rights import NotTheirAct, NotTheirSide, NotTheRegistry, Right
from cases.models import (
    Appearance,
    Commission,
    Dispute,
    Hearing,
    IdentityPaper,
    Job,
    Mediation,
    PanelMember,
    PrivacyRequest,
    ProposedSitting,
    Redaction,
    Summons,
    TurnProposal,
    User,
    Utterance,
    UtteranceRevision,
)
from cases.queries import case_room, mediation, notices

P = ParamSpec("P")
R = TypeVar("R")

REFUSALS: dict[Right, tuple[type[NotTheirAct], str]] = {
    Right.REGISTRY: (NotTheRegistry, "Hanya kepaniteraan komisi ini yang dapat melakukannya."),
    Right.NOTES: (NotTheirAct, "Hanya yang memimpin mediasi ini yang dapat melakukannya."),
    Right.CAUCUS: (NotTheirAct, "Hanya yang memimpin mediasi ini yang dapat melakukannya."),
    Right.LEADING: (NotTheirAct, "Hanya yang memimpin mediasi ini yang dapat melakukannya."),
}


def right(of: Right) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let a service be called by those alone whose act it is.

    The service's first argument is the row that it is about, or some rows; ``by`` is who acts.

    Raises (when called):
        NotTheirAct: it is somebody else's act; of the registry, NotTheRegistry.
    """

    def guarding(act: Callable[P, R]) -> Callable[P, R]:
        @wraps(act)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            about = args[0] if args else next(iter(kwargs.values()))
            check(of, about, kwargs["by"])  # type: ignore[arg-type]
            return act(*args, **kwargs)

        guarded.right = of  # type: ignore[attr-defined]
        return guarded

    return guarding


def check(of: Right, about: Any, by: User) -> None:
    """Refuse an act on a row, or on some, to everybody whose act it is not.

    Raises:
        NotTheirAct: as the name says.
    """
    if not all(HOLDS[of](by, row) for row in _each(about)):
        refused, words = REFUSALS[of]
        raise refused(words)


def check_side(by: User, dispute: Dispute, side: Side) -> None:
    """Refuse to write in the name of a side on which somebody does not write.

    Raises:
        NotTheirSide: a party in whose name ``by`` does not write there today.
        NotTheRegistry: the commission, and ``by`` does not work in its registry.
    """
    if side == Side.COMMISSION:
        check(Right.REGISTRY, dispute, by)
    elif side not in case_room.writes_for(by, dispute):
        raise NotTheirSide("Anda tidak menulis atas nama pihak ini.")


def _keeps(by: User, row: Any) -> bool:
    return all(notices.keeps_registry(by, commission) for commission in _commissions(row))


def _notes(by: User, row: Mediation) -> bool:
    return mediation.noted_by(by).filter(pk=row.pk).exists()


def _leads(by: User, row: Mediation) -> bool:
    return mediation.led_by(by).filter(pk=row.pk).exists()


def _mediates(by: User, row: Mediation) -> bool:
    return mediation.mediated_by(by).filter(pk=row.pk).exists()


HOLDS: dict[Right, Callable[[User, Any], bool]] = {
    Right.REGISTRY: _keeps,
    Right.NOTES: _notes,
    Right.LEADING: _leads,
    Right.CAUCUS: _mediates,
}
# From a row to the row that says which registry keeps it.
LEADS_TO: dict[type, Callable[[Any], Any]] = {
    Dispute: lambda row: row.commission,
    Hearing: lambda row: row.commission,
    Mediation: lambda row: row.dispute,
    PanelMember: lambda row: row.dispute,
    Appearance: lambda row: row.hearing,
    Summons: lambda row: row.hearing,
    ProposedSitting: lambda row: row.proposal.commission,
    Utterance: lambda row: row.hearing,
    UtteranceRevision: lambda row: row.utterance,
    TurnProposal: lambda row: row.revision,
    IdentityPaper: lambda row: row.dispute,
    Redaction: lambda row: row.dispute,
    PrivacyRequest: lambda row: row.commission,
    Job: lambda row: Commission.objects.get(code=row.args["commission"]),
}


def _each(about: Any) -> Iterator[Any]:
    if isinstance(about, Iterable):
        yield from about
    else:
        yield about


def _commissions(row: Any) -> Iterator[Commission]:
    while not isinstance(row, Commission):
        row = LEADS_TO[type(row)](row)
    yield row
