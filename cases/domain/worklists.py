"""The worklists of a registry: what waits there, and at which stages it can."""

from __future__ import annotations

from enum import StrEnum

from cases.domain.errors import CaseError
from cases.domain.stages import Stage


class WorkList(StrEnum):
    """The lists, in the order in which a dispute goes through them."""

    VERIFY = "verify"
    COMPLETE = "complete"
    REGISTER = "register"
    WITHDRAWAL = "withdrawal"
    PANEL = "panel"
    MEDIATE = "mediate"
    SCHEDULE = "schedule"
    SUMMON = "summon"
    SERVICE = "service"
    HEARING = "hearing"
    ABSENCE = "absence"
    RECORD = "record"
    CERTIFY = "certify"
    CLOCK = "clock"


class Why(StrEnum):
    """Why something stands in a list."""

    NEW = "new"
    REPORTED = "reported"
    PARTLY = "partly"
    COMPLETED = "completed"
    FOUND_LACKING = "found_lacking"
    AWAITED = "awaited"
    LAPSED_IDENTITY = "lapsed_identity"
    LAPSED_PROOF = "lapsed_proof"
    LAPSED_OTHER = "lapsed_other"
    COMPLETE = "complete"
    WITHDRAWN = "withdrawn"
    NO_PANEL = "no_panel"
    MEDIATION_DUE = "mediation_due"
    MEDIATION_SESSION = "mediation_session"
    MEDIATION_ENDING = "mediation_ending"
    MEDIATION_LAPSED = "mediation_lapsed"
    MEDIATION_AGREED = "mediation_agreed"
    FIRST_HEARING = "first_hearing"
    NEXT_HEARING = "next_hearing"
    DECISION_HEARING = "decision_hearing"
    UNSUMMONED = "unsummoned"
    PARTLY_SUMMONED = "partly_summoned"
    UNPROVEN = "unproven"
    RETURNED = "returned"
    ABSENT_APPLICANT = "absent_applicant"
    ABSENT_RESPONDENT = "absent_respondent"
    HEARING_SET = "hearing_set"
    HEARING_DRAFTED = "hearing_drafted"
    UNNOTED = "unnoted"
    UNRECORDED = "unrecorded"
    UNCERTIFIED = "uncertified"
    UNRELEASED = "unreleased"
    RUNNING = "running"
    OVERDUE = "overdue"


# Where a panel that sits holds hearings: one is due while none is set.
HEARD_IN = frozenset(
    {
        Stage.REGISTERED,
        Stage.PANEL_APPOINTED,
        Stage.SUMMONED,
        Stage.PRELIMINARY,
        Stage.MEDIATION,
        Stage.MEDIATION_AGREED,
        Stage.ADJUDICATION,
        Stage.CLOSED_EXAMINATION,
        Stage.SITE_EXAMINATION,
        Stage.CONSEQUENCE_TEST,
        Stage.DELIBERATION,
    }
)
BEFORE_THE_FIRST = frozenset({Stage.REGISTERED, Stage.PANEL_APPOINTED, Stage.SUMMONED})
TO_BE_READ = frozenset({Stage.MEDIATION_AGREED, Stage.DELIBERATION})
ENDING = 3  # days before the end of a mediation on which the registry is reminded
AHEAD = 14  # days for which the registry sees the hearings that are set


class NotInTheRegistry(CaseError):
    """Disputes are looked after by those who work in the registry today."""

    code = "not_in_the_registry"
