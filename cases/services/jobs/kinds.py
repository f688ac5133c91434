"""What kinds of work there are, how often each is tried, and in which queue it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import reduce
from operator import or_

from django.db.models import Q

from cases.domain.queues import Queue
from cases.domain.webhooks import ATTEMPTS as ATTEMPTS_AT_PROGRAMS

ATTEMPTS = 5
FIRST_WAIT = timedelta(seconds=5)


class JobKind(StrEnum):
    RENDER_TRANSCRIPT = "render_transcript"
    RENDER_FULL_TRANSCRIPT = "render_full_transcript"
    RENDER_ERRATA = "render_errata"
    RENDER_APPLICATION = "render_application"
    RENDER_DEED = "render_deed"
    RENDER_RECEIPT = "render_receipt"
    RENDER_INCOMPLETENESS_NOTICE = "render_incompleteness_notice"
    RENDER_CANCELLATION_DEED = "render_cancellation_deed"
    RENDER_REGISTRATION_REFUSAL = "render_registration_refusal"
    RENDER_STRIKE_DEED = "render_strike_deed"
    RENDER_PROCESS_STOP = "render_process_stop"
    RENDER_PANEL_APPOINTMENT = "render_panel_appointment"
    RENDER_SUMMONS = "render_summons"
    RENDER_LETTER = "render_letter"
    RENDER_DRAFT_FORM = "render_draft_form"
    CHECK_UPLOAD = "check_upload"
    DELIVER_NOTICE = "deliver_notice"
    DAILY_NOTICES = "daily_notices"
    SEND_INVITATION = "send_invitation"
    SEND_ACCESS = "send_access"
    DELIVER_WEBHOOK = "deliver_webhook"
    IMPORT_REGISTER = "import_register"
    PROPOSE_CALENDAR = "propose_calendar"
    IMPORT_TRANSCRIPT = "import_transcript"
    RECOGNISE_SPEECH = "recognise_speech"
    SIGN_TRANSCRIPT = "sign_transcript"
    COPY_SOUND = "copy_sound"
    PAINT_PAGES = "paint_pages"
    FRAME_TRANSCRIPT = "frame_transcript"
    MAKE_FORMS = "make_forms"
    EXPORT_OPEN_DATA = "export_open_data"
    DAILY_ALERTS = "daily_alerts"
    SEND_ALERT_LINK = "send_alert_link"
    SEND_ALERT = "send_alert"
    SEND_PRIVACY_LINK = "send_privacy_link"
    SEND_PRIVACY_ANSWER = "send_privacy_answer"
    BACK_UP = "back_up"
    REDACT_FILE = "redact_file"
    SEAL_IDENTITY = "seal_identity"
    SELF_CHECK = "self_check"
    SEND_SELF_CHECK = "send_self_check"


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a kind of work is tried, and how long it waits after the first time."""

    attempts: int = ATTEMPTS
    first_wait: timedelta = FIRST_WAIT


# A mail server that is down, or that asks to come again later, is back within hours.
MAIL = Patience(attempts=9, first_wait=timedelta(minutes=1))
PATIENCE: Mapping[str, Patience] = {
    JobKind.DELIVER_NOTICE: MAIL,
    JobKind.SEND_INVITATION: MAIL,
    JobKind.SEND_ACCESS: MAIL,
    JobKind.SEND_ALERT_LINK: MAIL,
    JobKind.SEND_ALERT: MAIL,
    JobKind.SEND_PRIVACY_LINK: MAIL,
    JobKind.SEND_PRIVACY_ANSWER: MAIL,
    JobKind.SEND_SELF_CHECK: MAIL,
    # A program that is down is mended within hours; after the last try it is given up.
    JobKind.DELIVER_WEBHOOK: Patience(
        attempts=ATTEMPTS_AT_PROGRAMS, first_wait=timedelta(minutes=1)
    ),
    # The calendar moves on; what was cut off is asked anew, not repeated.
    JobKind.PROPOSE_CALENDAR: Patience(attempts=1),
}
USUAL = Patience()
# Jobs that have attempts left, whatever their kind.
PATIENT = reduce(
    or_,
    (Q(kind=kind, attempts__lt=one.attempts) for kind, one in PATIENCE.items()),
    Q(attempts__lt=USUAL.attempts) & ~Q(kind__in=list(PATIENCE)),
)

# In which queue each kind of work stands; what is not named here is quick.
QUEUES: Mapping[str, Queue] = {
    **{kind: Queue.PAPERS for kind in JobKind if kind.startswith("render_")},
    JobKind.SIGN_TRANSCRIPT: Queue.PAPERS,
    JobKind.PAINT_PAGES: Queue.PAPERS,
    JobKind.FRAME_TRANSCRIPT: Queue.PAPERS,
    JobKind.MAKE_FORMS: Queue.PAPERS,
    JobKind.REDACT_FILE: Queue.PAPERS,
    **{kind: Queue.MAIL for kind in JobKind if kind.startswith(("send_", "deliver_"))},
    JobKind.DAILY_NOTICES: Queue.MAIL,
    JobKind.DAILY_ALERTS: Queue.MAIL,
    JobKind.IMPORT_REGISTER: Queue.INDEX,
    JobKind.IMPORT_TRANSCRIPT: Queue.INDEX,
    JobKind.PROPOSE_CALENDAR: Queue.INDEX,
    JobKind.EXPORT_OPEN_DATA: Queue.INDEX,
    JobKind.BACK_UP: Queue.INDEX,
    JobKind.SELF_CHECK: Queue.INDEX,
    JobKind.RECOGNISE_SPEECH: Queue.SPEECH,
    JobKind.COPY_SOUND: Queue.SPEECH,
}
