"""The respondent answers: words, a position on each item, and what goes into the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from cases.domain import answers as rules
from cases.domain import uploads as files
from cases.domain.answers import Position, Stated
from cases.domain.correspondence import CorrespondenceKind
from cases.domain.notices import Side
from cases.domain.publication import Visibility
from cases.domain.uploads import UploadState
from cases.models import Attachment, Correspondence, Dispute, Upload, User
from cases.queries import answers as queries
from cases.services import accounts, correspondence, docket, filing, notices, rights, uploads
from cases.services.correspondence import Writing
from cases.services.filing import ExemptionDetails
from cases.services.uploads import EVIDENCE

PLEADING = "jawaban_termohon"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered: freely, item by item, and with which files.

    ``after``: how many answers its author has seen.
    """

    text: str
    after: int = 0
    stated: Sequence[Stated] = ()
    exhibits: Sequence[Upload] = ()
    pleadings: Sequence[Upload] = ()


@transaction.atomic
def file(dispute: Dispute, answer: Answer, *, by: User, now: datetime) -> Correspondence:
    """File an answer for the applicant and the registry; earlier ones stay as they are.

    Its files are tendered for the respondent: each becomes an exhibit when it is found clean.
    Of what is called exempt, the claim holds the item and its grounds; what was written about
    it stays in the answer, which only the parties and the registry read.

    Raises:
        NotTheirSide: ``by`` does not write for the respondent.
        AnsweredMeanwhile: there is an answer that its author has not seen.
        NotInDispute, GroundNeeded, GroundOutOfPlace: a position that cannot be.
        EmptyWriting: nothing is said and nothing enclosed.
        Unfinished, NotClean, AlreadyAdmitted, NotAParty: a file cannot be enclosed.
    """
    rights.check_side(by, dispute, Side.RESPONDENT)
    dispute = Dispute.objects.select_for_update().get(pk=dispute.pk)
    if queries.count(dispute) != answer.after:
        raise rules.AnsweredMeanwhile(
            "Jawaban lain baru saja disampaikan. Bacalah di atas; bila masih perlu, kirim lagi."
        )
    rules.check(answer.stated, queries.items(dispute).values_list("label", flat=True))
    enclosed = list(dict.fromkeys([*answer.exhibits, *answer.pleadings]))
    for upload in enclosed:
        _check_file(upload)

    writing = Writing(
        CorrespondenceKind.ANSWER, rules.words(answer.text, answer.stated), enclosed
    )
    row = correspondence.write(
        dispute, writing, sender=Side.RESPONDENT, to=[Side.APPLICANT], by=by, now=now
    )
    _tender(dispute, answer, by, now)
    _claim(dispute, answer.stated, by, now)
    docket.record(dispute, _line(dispute, now), actor=accounts.as_actor(by), now=now)
    return row


def _check_file(upload: Upload) -> None:
    if upload.state == UploadState.RECEIVING:
        raise files.Unfinished(f"{upload.name} belum diterima seluruhnya.")
    if upload.state == UploadState.REFUSED:
        raise files.NotClean(f"{upload.name} tidak diterima; lepaskan dari jawaban ini.")
    if upload.document_id or Attachment.objects.filter(upload=upload).exists():
        raise files.AlreadyAdmitted(f"{upload.name} sudah disertakan di tempat lain.")


def _tender(dispute: Dispute, answer: Answer, by: User, now: datetime) -> None:
    """The pleading before the evidence for it."""
    for kind, brought in ((PLEADING, answer.pleadings), (EVIDENCE, answer.exhibits)):
        for upload in brought:
            uploads.tender(
                upload,
                dispute=dispute,
                side=queries.RESPONDENT,
                kind=kind,
                actor=accounts.as_actor(by),
                now=now,
            )


def _claim(dispute: Dispute, stated: Sequence[Stated], by: User, now: datetime) -> None:
    for one in stated:
        if one.position is not Position.EXEMPT:
            continue
        filing.claim_exemption(
            dispute,
            ExemptionDetails(
                reason=rules.claim(one),
                claimed_on=notices.today(dispute, now),
                grounds=sorted(one.grounds),
                consequence_test=rules.claimed_test(one),
            ),
            actor=accounts.as_actor(by),
            now=now,
        )


def _line(dispute: Dispute, now: datetime) -> docket.Line:
    return docket.Line(
        kind="answer_filed",
        text="Termohon menyampaikan jawaban",
        text_en="The respondent filed an answer",
        occurred_on=notices.today(dispute, now),
        visibility=Visibility.PARTIES,
    )
