"""Stances on propositions: what a party affirmed or denied, and with what effect."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from cases.domain.errors import CaseError, ReasonNeeded


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


class Medium(StrEnum):
    """Where words outside a hearing were published."""

    ONLINE = "online"
    PRINT = "print"
    TELEVISION = "television"
    RADIO = "radio"
    SOCIAL = "social"
    RELEASE = "release"  # siaran pers


class Relation(StrEnum):
    """How two stances of one party on one proposition stand to each other."""

    TENSION = "tension"  # tidak sejalan
    ACCORD = "accord"  # sejalan


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

CLEAR = frozenset({Stance.AFFIRMS, Stance.DENIES})
MEDIA_SCHEMES = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class Stand:
    """A stance as it is compared. ``party``: whose it is, None of nobody's."""

    key: int
    proposition: Hashable
    party: Hashable | None
    stance: Stance
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two stances that can be read together, by their keys, the earlier given first."""

    first: int
    second: int
    relation: Relation


def relation(one: Stance, other: Stance) -> Relation | None:
    """How two stances on the same proposition stand to each other; None: neither way.

    Only a clear yes and a clear no can be compared: who gives a condition, does not know or
    does not answer yet, neither confirms nor contradicts anything.
    """
    if one not in CLEAR or other not in CLEAR:
        return None
    return Relation.ACCORD if one == other else Relation.TENSION


def relations(stands: Iterable[Stand]) -> tuple[Pair, ...]:
    """Which stances of one party on one proposition are in tension, and which agree.

    What somebody else said, and what was withdrawn, is compared with nothing.
    """
    told: dict[tuple[Hashable, Hashable], list[Stand]] = {}
    for one in stands:
        if one.party is not None and not one.is_withdrawn:
            told.setdefault((one.proposition, one.party), []).append(one)
    return tuple(
        Pair(first.key, second.key, found)
        for group in told.values()
        for first, second in combinations(group, 2)
        if (found := relation(first.stance, second.stance)) is not None
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


class SecondPersonNeeded(CaseError):
    """The one who wrote it down may not be the one who reviews it."""

    code = "second_person_needed"


class AlreadyJudged(CaseError):
    """It was reviewed, or refused, before; either is final."""

    code = "already_reviewed"


class NotTheirStance(CaseError):
    """A party withdraws and contests what it said itself, and nothing else."""

    code = "not_their_stance"


class AlreadyWithdrawn(CaseError):
    """The stance was withdrawn before."""

    code = "stance_withdrawn"


class WithdrawnTooEarly(CaseError):
    """A withdrawal cannot come before what it withdraws."""

    code = "withdrawn_too_early"


class NotTheChair(CaseError):
    """What stands on the record by the chair's word is said by the chair."""

    code = "not_the_chair"


class AlreadyOnRecord(CaseError):
    """The chair put the stance on the record before."""

    code = "already_on_record"


class NoSuchPlace(CaseError):
    """Nobody speaks at that place of the transcript."""

    code = "no_such_passage"


class NoSuchPage(CaseError):
    """The exhibit has no such page."""

    code = "no_such_page"


class NotAWebAddress(CaseError):
    """An address of a publication begins with https:// or http://."""

    code = "not_a_web_address"


class NotACopy(CaseError):
    """The upload is of another house, or serves somewhere already."""

    code = "not_a_copy"


def check_reason(reason: str) -> str:
    """The reason on one line.

    Raises:
        ReasonNeeded: it is empty.
    """
    told = " ".join(reason.split())
    if not told:
        raise ReasonNeeded("Tulislah alasannya.")
    return told


def check_address(url: str) -> str:
    """The address of a publication, which nobody here ever opens; empty: none is known.

    Raises:
        NotAWebAddress: it is no address of the web.
    """
    told = url.strip()
    if told and (not told.lower().startswith(MEDIA_SCHEMES) or len(told.split()) != 1):
        raise NotAWebAddress("Alamat berita dimulai dengan https:// atau http://.")
    return told


def check_withdrawal(
    *, is_own: bool, is_withdrawn: bool, said_on: date, withdrawn_on: date
) -> None:
    """Refuse a withdrawal by somebody else, a second one, or one that came before.

    Raises:
        NotTheirStance: it is not the party's own stance.
        AlreadyWithdrawn: it was withdrawn before.
        WithdrawnTooEarly: the withdrawal is older than the stance.
    """
    if not is_own:
        raise NotTheirStance("Sikap ini bukan sikap pihak itu.")
    if is_withdrawn:
        raise AlreadyWithdrawn("Sikap ini sudah dicabut.")
    if withdrawn_on < said_on:
        raise WithdrawnTooEarly("Pencabutan tidak dapat mendahului sikap yang dicabut.")


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
