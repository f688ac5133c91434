"""Stances on propositions: what a party affirmed or denied, and with what effect."""

from __future__ import annotations

from enum import StrEnum

from cases.domain.errors import CaseError


class Stance(StrEnum):
    AFFIRMS = "affirms"  # mengakui / membenarkan
    DENIES = "denies"  # menyangkal
    QUALIFIES = "qualifies"  # memberi syarat
    DECLINES = "declines"  # belum menjawab
    NO_KNOWLEDGE = "no_knowledge"  # tidak tahu


class Strength(StrEnum):
    EXPLICIT = "explicit"
    IMPLIED = "implied"


class LegalEffect(StrEnum):
    """What a statement in a hearing does in law; words outside a hearing have none."""

    NONE = "none"
    ADMISSION = "admission"  # pengakuan
    DENIAL = "denial"  # sangkalan
    STIPULATION = "stipulation"  # kesepakatan atas fakta
    UNDERTAKING = "undertaking"  # kesanggupan
    WITHDRAWAL = "withdrawal"  # pencabutan pernyataan


class QuestionFate(StrEnum):
    """What became of a question asked in a hearing."""

    OPEN = "open"
    DIRECT = "direct"
    PARTIAL = "partial"
    EVASIVE = "evasive"
    REFUSED = "refused"
    DEFERRED = "deferred_writing"
    WITHDRAWN = "withdrawn"


UNANSWERED = frozenset(
    {QuestionFate.OPEN, QuestionFate.PARTIAL, QuestionFate.EVASIVE, QuestionFate.DEFERRED}
)


class OutsideTheHearing(CaseError):
    """An effect in law was claimed for words that were not spoken in a hearing."""

    code = "outside_the_hearing"


class OneSourceOnly(CaseError):
    """An assertion needs exactly one source: an utterance, an exhibit or a statement."""

    code = "one_source_only"


class NobodyBound(CaseError):
    """An admission binds the party for which it is made; none was named."""

    code = "nobody_bound"


class NotOfThisDispute(CaseError):
    """The words or the party belong to another dispute."""

    code = "not_of_this_dispute"


class CodeTaken(CaseError):
    """The dispute has a proposition of that code already."""

    code = "code_taken"


class NoPromise(CaseError):
    """An undertaking grows out of one promise, once."""

    code = "no_promise"


def check_assertion(
    effect: LegalEffect, *, sources: int, in_hearing: bool, binds_somebody: bool
) -> None:
    """Refuse an assertion without exactly one source, or with an effect it cannot have.

    Raises:
        OneSourceOnly: no source, or more than one.
        OutsideTheHearing: an effect other than none for words outside a hearing or exhibit.
        NobodyBound: an admission that binds no party.
    """
    if sources != 1:
        raise OneSourceOnly("Pernyataan sikap harus menunjuk tepat satu sumber.")
    if effect is not LegalEffect.NONE and not in_hearing:
        raise OutsideTheHearing(
            "Ucapan di luar sidang tidak dapat dicatat sebagai pengakuan "
            "atau akibat hukum lain."
        )
    if effect is LegalEffect.ADMISSION and not binds_somebody:
        raise NobodyBound("Pengakuan harus menyebut pihak yang terikat olehnya.")
