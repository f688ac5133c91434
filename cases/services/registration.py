"""Register numbers by a commission's own pattern: without a gap, and none twice."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from cases.domain import numbering
from cases.domain import registration as rules
from cases.domain.correspondence import CorrespondenceKind
from cases.domain.documents import Paper
from cases.domain.errors import CaseError
from cases.domain.notices import PARTIES, Side
from cases.domain.registration import Entry, EntryDoubt
from cases.domain.rights import Right
from cases.domain.wording import long_date
from cases.models import (
    Commission,
    Dispute,
    RegisterCounter,
    RegisterNumber,
    RegisterSeries,
    User,
)
from cases.queries import completeness
from cases.services import (
    accounts,
    checking,
    correspondence,
    deadlines,
    docket,
    journal,
    notices,
    publication,
    registry,
)
from cases.services.correspondence import Writing
from cases.services.journal import Actor
from cases.services.rights import right


class NoSeries(CaseError):
    """The commission has not said how it numbers disputes of this regime."""

    code = "no_series"


class SeriesBeforeSeries(CaseError):
    """A new series begins after the one that it ends."""

    code = "series_before_series"


class AlreadyRegistered(CaseError):
    """A dispute is registered once; a wrong number is superseded, not given again."""

    code = "already_registered"


@publication.one_act
def open_series(
    commission: Commission,
    *,
    regime: str,
    pattern: str,
    starts_on: date,
    actor: Actor,
    now: datetime,
) -> RegisterSeries:
    """Say how a commission numbers the disputes of a regime from a local day on.

    The series before it ends on that day.

    Raises:
        WrongPattern: the pattern makes no numbers that differ.
        SeriesBeforeSeries: the present series of the regime begins later.
    """
    numbering.check_pattern(pattern)
    Commission.objects.select_for_update().get(pk=commission.pk)
    open_ones = commission.register_series.filter(regime=regime, ends_on=None)
    if (present := open_ones.first()) is not None and starts_on < present.starts_on:
        raise SeriesBeforeSeries(
            f"Pola yang sekarang baru berlaku {long_date(present.starts_on)}; "
            "pola baru tidak dapat berlaku sebelum hari itu."
        )
    open_ones.update(ends_on=starts_on)
    series = RegisterSeries.objects.create(
        commission=commission, regime=regime, pattern=pattern, starts_on=starts_on
    )
    journal.record(
        "register_series_opened",
        actor=actor,
        at=now,
        commission=commission,
        payload={"regime": regime, "pattern": pattern, "from": starts_on.isoformat()},
    )
    return series


@right(Right.REGISTRY)
@publication.one_act
def register_checked(
    dispute: Dispute, *, entry: Entry | None = None, by: User, now: datetime
) -> RegisterNumber:
    """Register a dispute that the registry has checked, and tell both sides.

    ``entry``: it was registered on paper on an earlier day, perhaps with its number; without
    it, today under the next number. The journal keeps both days. The clock of completing stops,
    because nobody has to complete anything any more. What is still lacking is for the panel to
    weigh (Perki 1/2013 Pasal 18).

    Raises:
        NotTheRegistry: ``by`` does not work in the registry of the commission today.
        NotThatDay, NumberTaken: of the entry.
        EntryDoubtful: what is doubtful in it was not confirmed.
        AlreadyRegistered, NoSeries, UnlawfulMove: as in ``register_next``.
    """
    dispute = checking.locked(dispute)
    today, actor = notices.today(dispute, now), accounts.as_actor(by)
    entry = entry or Entry(today)
    rules.check_day(entry.on, received_on=dispute.received_on, today=today)
    clock = completeness.clock_of(dispute)
    number = _entered(dispute, entry, today, actor, now)
    dispute.refresh_from_db(fields=["stage", "registered_on", "date_note"])
    if clock is not None:
        met_on = max(entry.on, clock.triggered_on)
        deadlines.meet(clock, met_on=met_on, actor=actor, now=now)
    line = docket.Line(
        kind="registrasi",
        text=f"Permohonan diregistrasi dengan nomor {number.raw}",
        text_en=f"The application was registered under number {number.raw}",
        occurred_on=entry.on,
    )
    docket.record(dispute, line, actor=actor, now=now)
    deeds = dispute.documents.filter(kind=Paper.REGISTRATION_DEED)
    later = f" Pendaftaran itu dicatat pada {long_date(today)}." if entry.on != today else ""
    text = (
        f"Permohonan ini diregistrasi pada {long_date(entry.on)} dengan nomor {number.raw}."
        f"{later} Akta registrasinya menyertai surat ini."
    )
    writing = Writing(CorrespondenceKind.MESSAGE, text, paper=deeds.order_by("-pk").first())
    correspondence.write(dispute, writing, sender=Side.COMMISSION, to=PARTIES, by=by, now=now)
    return number


def _entered(
    dispute: Dispute, entry: Entry, today: date, actor: Actor, now: datetime
) -> RegisterNumber:
    """The number in its series; of an earlier day, or one by hand, the doubts are weighed."""
    if entry.on == today and not entry.number:
        return register_next(dispute, registered_on=today, actor=actor, now=now)
    found = doubts_of(dispute, entry)
    rules.judge(found, entry.confirmed)
    if entry.number:
        number = register_by_hand(
            dispute, entry.number, registered_on=entry.on, actor=actor, now=now
        )
    else:
        number = register_next(dispute, registered_on=entry.on, actor=actor, now=now)
    journal.record(
        "registration_entered",
        actor=actor,
        at=now,
        dispute=dispute,
        payload={
            "number": number.raw,
            "registered_on": entry.on.isoformat(),
            "entered_on": today.isoformat(),
            "is_by_hand": bool(entry.number),
            "confirmed": [doubt.value for doubt in found],
        },
    )
    return number


@publication.one_act
def register_by_hand(
    dispute: Dispute, raw: str, *, registered_on: date, actor: Actor, now: datetime
) -> RegisterNumber:
    """Register a dispute under a number that was written on paper; its series goes on after it.

    Raises:
        AlreadyRegistered: the dispute has a number already.
        NumberTaken: another dispute has this one, however it is written.
        UnlawfulMove: it is not at a stage from which one registers.
    """
    dispute = Dispute.objects.select_for_update().get(pk=dispute.pk)
    _check_unregistered(dispute)
    number, series = numbering.read(raw.strip()), series_for(dispute, registered_on)
    if series is not None and _is_of(series, number) and number.seq and number.year:
        counter = _locked_counter(series, number.year)
        counter.last = max(counter.last, number.seq)
        counter.save(update_fields=["last"])
    taken = Q(normal=number.normal) | Q(slug=number.slug)
    refusal = rules.NumberTaken(f"Nomor {number.raw} sudah dipakai dalam register komisi ini.")
    if _register_of(dispute).filter(taken).exists():
        raise refusal
    try:
        with transaction.atomic():
            return registry.register(
                dispute, number.raw, registered_on=registered_on, actor=actor, now=now
            )
    except IntegrityError:  # somebody else was a moment earlier
        raise refusal from None


def doubts_of(dispute: Dispute, entry: Entry) -> tuple[EntryDoubt, ...]:
    """What is to be confirmed before an entry stands."""
    series = series_for(dispute, entry.on)
    if series is None and not entry.number:
        return ()
    number = numbering.read(entry.number.strip() or likely_number(dispute, entry.on))
    if series is None:
        return rules.doubts(number, entry.on, None)
    year = number.year or entry.on.year
    counter = series.counters.filter(year=year).first()
    rows = _in_series(series, year)
    row = rules.Row(
        series=numbering.series_of(series.pattern),
        last=counter.last if counter else max((no for no, _day in rows), default=0),
        days=[(no, day) for no, day in rows if day is not None],
    )
    return rules.doubts(number, entry.on, row)


@publication.one_act
def register_next(
    dispute: Dispute, *, registered_on: date, actor: Actor, now: datetime
) -> RegisterNumber:
    """Register a dispute under the next number of its series, with its deed on order.

    The number belongs to the year and month of ``registered_on``, a local day of the
    commission. Of any number of registrars at once each gets their own: the counter is locked
    until the registration stands, and a registration that fails gives its number back.

    Raises:
        AlreadyRegistered: it has a number already.
        NoSeries: the commission has no pattern for the regime on that day.
        UnlawfulMove: it is not at a stage from which one registers.
    """
    dispute = Dispute.objects.select_for_update().get(pk=dispute.pk)
    _check_unregistered(dispute)
    series = series_for(dispute, registered_on)
    if series is None:
        raise NoSeries("Pola nomor register untuk jalur ini belum ditetapkan komisi.")
    counter = _locked_counter(series, registered_on.year)
    raw = _take(counter, registered_on)
    return registry.register(dispute, raw, registered_on=registered_on, actor=actor, now=now)


def _check_unregistered(dispute: Dispute) -> None:
    if dispute.numbers.filter(kind="register").exists():
        raise AlreadyRegistered("Sengketa ini sudah diregistrasi.")


def series_for(dispute: Dispute, on: date) -> RegisterSeries | None:
    """The series that numbers a dispute on a local day."""
    rows = RegisterSeries.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=on),
        commission=dispute.commission_id,
        regime=dispute.regime,
        starts_on__lte=on,
    )
    return rows.order_by("-starts_on").first()


def likely_number(dispute: Dispute, on: date) -> str:
    """The number that would be given now; somebody else may take it first. Empty: no series."""
    series = series_for(dispute, on)
    if series is None:
        return ""
    counter = series.counters.filter(year=on.year).first()
    last = counter.last if counter else _last_written(series, on.year)
    return _written(series, last + 1, on)


def _take(counter: RegisterCounter, on: date) -> str:
    """The next number that nobody has written by hand in the meantime."""
    series = counter.series
    numbers = _register_of(series)
    while True:
        counter.last += 1
        raw = _written(series, counter.last, on)
        if not numbers.filter(normal=numbering.read(raw).normal).exists():
            counter.save(update_fields=["last"])
            return raw


def _locked_counter(series: RegisterSeries, year: int) -> RegisterCounter:
    """The counter of a year; a new one goes on from what was registered by hand before."""
    if not series.counters.filter(year=year).exists():
        last = _last_written(series, year)
        RegisterCounter.objects.get_or_create(
            series=series, year=year, defaults={"last": last, "begins_after": last}
        )
    return series.counters.select_for_update().get(year=year)


def _last_written(series: RegisterSeries, year: int) -> int:
    """The highest number of this row that stands in the register already."""
    return max((seq for seq, _day in _in_series(series, year)), default=0)


def _in_series(series: RegisterSeries, year: int) -> list[tuple[int, date | None]]:
    """The numbers of this row in a year, each with its day."""
    rows = _register_of(series).filter(year=year, seq__isnull=False)
    return [
        (row.seq or 0, row.issued_on) for row in rows if _is_of(series, numbering.read(row.raw))
    ]


def _is_of(series: RegisterSeries, number: numbering.Number) -> bool:
    return number.series == numbering.series_of(series.pattern)


def _register_of(held: RegisterSeries | Dispute) -> QuerySet[RegisterNumber]:
    """The register of a commission, struck entries included."""
    return RegisterNumber.objects.filter(commission=held.commission_id, kind="register")


def _written(series: RegisterSeries, seq: int, on: date) -> str:
    return numbering.write(series.pattern, seq=seq, month=on.month, year=on.year)
