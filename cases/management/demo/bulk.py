"""Made-up disputes by the million, straight onto the shelf; each says that it is made up.

The words follow Zipf's law over the roots of the stemmer's dictionary, so that some are in
nearly every turn and most in hardly any. The same seed gives the same disputes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from functools import cache
from itertools import accumulate
from typing import Any, TypeVar, get_type_hints

from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from cases.domain import codes
from cases.domain.deadlines import RULES
from cases.domain.hearings import HearingState
from cases.domain.parties import PartyRole
from cases.domain.publication import traits
from cases.domain.publication.bodies import (
    AdmissionBody,
    DecisionBody,
    DisputeBody,
    EditionBody,
    HearingBody,
    QuestionBody,
)
from cases.domain.publication.copies import DecisionCopy, DisputeRef, NumberCopy, PartyCopy
from cases.domain.publication.rows import (
    AdmissionRow,
    ClockRow,
    DecisionRow,
    DisputeRow,
    EditionRow,
    ExemptionRow,
    HearingPlaceRow,
    HearingRow,
    LineRow,
    PartyRow,
    PromiseRow,
    QuestionRow,
    Row,
    UtteranceRow,
)
from cases.domain.publication.words import (
    AdmissionCopy,
    HearingCopy,
    QuestionCopy,
    SpokenCopy,
)
from cases.domain.rulings import ExemptionOutcome
from cases.domain.search.entries import entries
from cases.domain.stages import Stage, phase_of
from cases.domain.transcripts import LINES_PER_PAGE
from cases.models import PublicDispute
from cases.services.publication import loading

COMMISSION = ("kip", "Komisi Informasi Pusat", "KI Pusat")
SERIES = "KIP-BEBAN"
FIRST_DAY = date(2010, 6, 1)
TURNS, TURN_WORDS, SUBJECT_WORDS = 10, 12, 25
BODIES, HOUSES = 400, 900
DISPOSITIONS = ("", "dikabulkan", "dikabulkan_sebagian", "ditolak_seluruhnya")
STAGES = (Stage.ADJUDICATION, Stage.DECISION_PRONOUNCED)
GROUNDS = "abcdefg"
LIMIT = "umum_complete_settlement"
# Three words that stand together in the first disputes alone, however many there are.
RARE, RARE_COUNT = "kelorandu tirtasewu wanagiri", 200

Copy = TypeVar("Copy")


@dataclass(frozen=True, slots=True)
class Made:
    """What one made-up dispute is drawn from."""

    no: int
    chance: random.Random

    @property
    def day(self) -> date:
        return FIRST_DAY + timedelta(days=self.no % 5800)

    @property
    def decided_on(self) -> date | None:
        return self.day + timedelta(days=60 + self.no % 400) if self.no % 2 else None

    @property
    def disposition(self) -> str:
        return DISPOSITIONS[1 + self.no % 3] if self.no % 2 else ""

    @property
    def number(self) -> str:
        return f"{self.no:07}/{SERIES}/{self.day.year}"

    @property
    def code(self) -> str:
        return codes.numbered(3 * self.no)

    @property
    def hearing(self) -> str:
        return codes.numbered(3 * self.no + 1)

    @property
    def edition(self) -> str:
        return codes.numbered(3 * self.no + 2)

    def words(self, count: int) -> str:
        told, weights = vocabulary()
        return " ".join(self.chance.choices(told, cum_weights=weights, k=count))


def add(count: int, *, now: datetime) -> int:
    """Put ``count`` more disputes on the shelf, each with a hearing and its transcript."""
    start = there()
    made = (
        Made(no, random.Random(no))  # noqa: S311 -- no secret
        for no in range(start + 1, start + count + 1)
    )
    return loading.load(map(_rows, made), now=now)


def there() -> int:
    """How many such disputes stand on the shelf."""
    return PublicDispute.objects.filter(slug__contains=f"-{SERIES}-").count()


@cache
def vocabulary() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Words from the most to the least frequent, and the sums of their weights."""
    known = sorted({word for word in StemmerFactory().get_words() if word.isalpha()})
    random.Random(14).shuffle(known)  # noqa: S311 -- no secret
    weights = accumulate(1 / rank for rank in range(1, len(known) + 1))
    return tuple(known), tuple(weights)


def _rows(made: Made) -> list[Row]:
    """Every row of one dispute, and the index of them."""
    told = [*_dispute(made), *_hearing(made), *_said(made), *_counted(made)]
    return [*told, *entries(told, {made.code})]


def _dispute(made: Made) -> Iterator[Row]:
    house, body = made.chance.randrange(HOUSES) + 1, made.chance.randrange(BODIES) + 1
    stage = STAGES[made.no % 2]
    decided = made.decided_on
    rare = f" {RARE}" if made.no <= RARE_COUNT else ""
    subject = f"Contoh buatan {made.no}: {made.words(SUBJECT_WORDS)}{rare}"
    parties = (
        _party(PartyRole.APPLICANT, "badan_hukum", f"Organisasi buatan {house}"),
        _party(PartyRole.RESPONDENT, "badan_publik_negara", f"Badan buatan {body}"),
    )
    number = blank(NumberCopy, kind="register", raw=made.number, is_current=True)
    page = blank(DisputeBody, subject=subject, numbers=(number,), parties=parties)
    plain = {
        "phase": phase_of(stage).value,
        "disposition": made.disposition,
        "regime": "umum",
        "year": str(made.day.year),
        "applicant_kind": "badan_hukum",
    }
    days = (decided - made.day).days if decided else None
    told = traits.traits(page, plain=plain, commission=COMMISSION[::2], days=days)
    ground = ("ground", made.chance.choice(GROUNDS), "")
    yield blank(
        DisputeRow,
        code=made.code, commission_code=COMMISSION[0], commission=COMMISSION[1],
        commission_short=COMMISSION[2], slug=made.number.replace("/", "-"),
        register=made.number, short=made.number, regime="umum", stage=stage.value,
        phase=plain["phase"], disposition=made.disposition, applicant=parties[0].name,
        applicant_short=parties[0].short, applicant_kind="badan_hukum",
        respondent=parties[1].name, respondent_short=parties[1].short, subject=subject,
        year=made.day.year, received_on=made.day, registered_on=made.day, decided_on=decided,
        last_event_on=decided or made.day + timedelta(days=21), hearing_count=1,
        traits=traits.written((*told, ground)), body=page,
    )  # fmt: skip
    for party in parties:
        yield PartyRow(
            made.code, party.role, 1, party.slug, party.name, party.short, party.kind
        )


def _party(role: PartyRole, kind: str, name: str) -> PartyCopy:
    slug = name.lower().replace(" ", "-")
    return blank(PartyCopy, role=role.value, kind=kind, name=name, short=name, slug=slug)


def _hearing(made: Made) -> Iterator[Row]:
    code, held_on = made.hearing, made.day + timedelta(21)
    copy = blank(
        HearingCopy, code=code, seq=1, ordinal=1, held_on=held_on, is_public=True,
        kind="pembuktian", state=HearingState.CLOSED.value,
    )  # fmt: skip
    yield blank(
        HearingRow,
        code=code, event_code=code, commission_code=COMMISSION[0],
        commission_short=COMMISSION[2], time_zone="Asia/Jakarta", held_on=held_on,
        kind="pembuktian", state=HearingState.CLOSED.value, ordinal=1, is_public=True,
        has_words=True, registers=made.number, body=blank(HearingBody, hearing=copy),
    )  # fmt: skip
    yield HearingPlaceRow(made.code, code, 1)
    head = blank(EditionBody, registers=(made.number,), held_on=held_on, ordinal=1)
    yield blank(
        EditionRow,
        code=made.edition, hearing_id=code, no=1, kind="reconstruction", is_latest=True,
        content_sha256="0" * 64, frozen_on=held_on, pages=1, line_count=LINES_PER_PAGE,
        body=head,
    )  # fmt: skip
    for number in range(1, TURNS + 1):
        yield from _turn(made, number)


def _turn(made: Made, number: int) -> Iterator[Row]:
    is_question = number % 2 == 1
    text = made.words(TURN_WORDS).capitalize() + ("?" if is_question else ".")
    yield blank(
        UtteranceRow,
        hearing_id=made.hearing, number=number, kind="question" if is_question else "answer",
        rendering="paraphrase", role="Majelis" if is_question else "Termohon",
        side="majelis" if is_question else "termohon", lang="id", text=text,
        replies_to=None if is_question else number - 1, page=1, line=number, last_page=1,
        last_line=number,
    )  # fmt: skip
    yield blank(
        LineRow,
        edition_id=made.edition, page=1, line=number, number=number, char_to=len(text),
        text=text, kind="text",
    )  # fmt: skip


def _said(made: Made) -> Iterator[Row]:
    """The first question, which some leave open, and what some admitted."""
    here, held_on = _reference(made), made.day + timedelta(21)
    is_open = made.no % 7 == 0
    spoken = blank(SpokenCopy, hearing_code=made.hearing, edition=1, number=1, text="Apa itu?")
    question = blank(QuestionCopy, label="1", is_open=is_open, asked=spoken, asked_on=held_on)
    yield blank(
        QuestionRow,
        hearing_id=made.hearing, number=1, label="1", asked_on=held_on, is_open=is_open,
        body=blank(QuestionBody, disputes=(here,), question=question),
    )  # fmt: skip
    if made.no % 10 == 0:
        told = {"code": made.code, "text": made.words(TURN_WORDS), "is_admission": True}
        admission = blank(AdmissionCopy, made_on=held_on, **told)
        body = blank(AdmissionBody, dispute=here, admission=admission)
        yield blank(AdmissionRow, dispute_id=made.code, made_on=held_on, body=body, **told)


def _counted(made: Made) -> Iterator[Row]:
    """Its limit, what was claimed to be exempt, and what was decided and ordered. Working days
    are five of seven here, which is enough for a load.
    """
    decided = made.decided_on
    used = (decided - made.day).days * 5 // 7 if decided else None
    yield blank(
        ClockRow,
        dispute_id=made.code, no=1, rule=LIMIT, length=RULES[LIMIT].length,
        unit=RULES[LIMIT].unit, triggered_on=made.day, due_on=made.day + timedelta(140),
        met_on=decided, is_running=decided is None, used_days=used,
        late_days=max((used or 0) - (RULES[LIMIT].length or 0), 0),
    )  # fmt: skip
    if made.no % 5 == 0:
        ground, outcome = f"17{GROUNDS[made.no % 7]}", list(ExemptionOutcome)[made.no % 3]
        yield ExemptionRow(made.code, 1, ground, outcome, made.day)
    if decided is None:
        return
    what = {"kind": "putusan_ajudikasi", "pronounced_on": decided}
    copy = blank(DecisionCopy, disposition=made.disposition, **what)
    body = blank(DecisionBody, dispute=_reference(made), decision=copy)
    told = {"disposition": made.disposition, "body": body}
    yield blank(DecisionRow, dispute_id=made.code, no=1, **what, **told)
    kept_on = decided + timedelta(14) if made.no % 3 else None
    yield blank(
        PromiseRow,
        dispute_id=made.code, kind="order", no=1, text="Menyerahkan salinan.",
        made_on=decided, due_on=decided + timedelta(30), kept_on=kept_on,
    )  # fmt: skip


def _reference(made: Made) -> DisputeRef:
    return blank(
        DisputeRef,
        code=made.code, commission_code=COMMISSION[0], slug=made.number.replace("/", "-"),
        register=made.number, short=made.number, disposition=made.disposition, seq=1,
    )  # fmt: skip


@cache
def _empty(kind: Any) -> Any:
    """A copy with nothing in it: empty texts and tuples, no numbers, no days."""
    hints = get_type_hints(kind)
    told = {field.name: _nothing(hints[field.name]) for field in fields(kind)}
    return kind(**told)


def _nothing(hint: Any) -> Any:
    known: dict[Any, Any] = {str: "", int: 0, bool: False, date: FIRST_DAY}
    if hint in known:
        return known[hint]
    return () if str(hint).startswith("tuple") else None


def blank(kind: type[Copy], /, **told: Any) -> Copy:
    """A copy of that kind with these fields, and nothing in the others."""
    made: Copy = replace(_empty(kind), **told)
    return made
