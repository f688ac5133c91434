"""What may be written, frozen and corrected, and the refusals."""

from __future__ import annotations

from collections.abc import Sequence

from cases.domain.errors import CaseError
from cases.domain.transcripts.record import EditionKind, Turn, UtteranceKind


class UnansweredReference(CaseError):
    """An answer points to no earlier question of the same hearing."""

    code = "unanswered_reference"


class AlreadyFrozen(CaseError):
    """The record of this hearing is frozen; from here on there are only errata."""

    code = "already_frozen"


class NotAQuestion(CaseError):
    """What was to be answered or judged is no question of this hearing."""

    code = "not_a_question"


class OnlyAnswersReply(CaseError):
    """Something other than an answer was to reply to a question."""

    code = "only_answers_reply"


class AnsweredQuestion(CaseError):
    """A question that was answered or judged stays a question."""

    code = "answered_question"


class NotInThisHearing(CaseError):
    """What was named belongs to no dispute that this hearing serves, or to another hearing."""

    code = "not_in_this_hearing"


class RegistrarNeeded(CaseError):
    """A transcript is certified by a registrar; none was named."""

    code = "registrar_needed"


class NobodyCertifies(CaseError):
    """A reconstruction from press reports bears nobody's signature."""

    code = "nobody_certifies"


class NotInThisEdition(CaseError):
    """The lines to be corrected belong to another edition, or run backwards."""

    code = "not_in_this_edition"


class NothingToFreeze(CaseError):
    """A hearing without a single turn has no transcript."""

    code = "nothing_to_freeze"


def check_dialogue(turns: Sequence[Turn]) -> None:
    """Refuse a record in which an answer points to no earlier question.

    Raises:
        UnansweredReference: naming the answer.
    """
    asked: set[int] = set()
    for turn in turns:
        if turn.replies_to is not None and turn.replies_to not in asked:
            raise UnansweredReference(
                f"Butir {turn.number} menjawab butir {turn.replies_to}, yang bukan pertanyaan "
                "sebelumnya dalam sidang ini."
            )
        if turn.kind is UtteranceKind.QUESTION:
            asked.add(turn.number)


def check_signature(kind: EditionKind, *, is_signed: bool) -> None:
    """Refuse to freeze a draft, an unsigned certificate or a signed reconstruction.

    Raises:
        RegistrarNeeded, NobodyCertifies: the signature is missing, or one too many.
    """
    if kind is EditionKind.RECONSTRUCTION and is_signed:
        raise NobodyCertifies("Rekonstruksi dari pemberitaan pers tidak disahkan siapa pun.")
    if kind is EditionKind.DRAFT or (kind is EditionKind.CERTIFIED and not is_signed):
        raise RegistrarNeeded("Risalah disahkan oleh panitera; namanya belum disebut.")
