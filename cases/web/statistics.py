"""Figures over all disputes: each with its definition, its count, and the table behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from cases.adapters import tables
from cases.domain import vocabulary
from cases.domain.stages import Phase
from cases.queries import public
from cases.web import charts, filters, measures, tape
from cases.web.charts import Bar, Figure
from cases.web.words import rule_name, word


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The figures of all disputes, or of one commission or year."""
    asked = public.Slice.from_query(request.GET)
    found = public.statistics(asked, timezone.localdate())
    context = {
        "found": found,
        "figures": figures(found),
        "filter": filters.form(
            reverse("statistics"), filters.of_slice(asked, public.slice_choices())
        ),
        "table": f"{reverse('statistics_csv')}?{asked.query()}".rstrip("?"),
        "today": timezone.localdate(),
    }
    return render(request, "statistics/page.html", context)


@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """Every figure of the page as one long table."""
    asked = public.Slice.from_query(request.GET)
    found = public.statistics(asked, timezone.localdate())
    head = (_("ukuran"), _("baris"), _("kolom"), _("nilai"))
    body = tables.write_csv(head, charts.csv_rows(figures(found)))
    response = HttpResponse(body, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="statistik.csv"'
    return response


def figures(found: public.Statistics) -> list[Figure]:
    """Every figure of which something is known."""
    told = (
        durations(found.durations),
        _backlog(found),
        _years(found.years),
        outcomes(found),
        courts(found),
        promises(found.promises),
    )
    return [figure for figure in told if figure is not None]


def durations(rows: Sequence[public.Duration]) -> Figure | None:
    """How long each kind of limit took, against it."""
    if not rows:
        return None
    met = sum(one.met for one in rows)
    late = sum(one.late for one in rows)
    finding = _("%(late)s dari %(met)s tenggat yang selesainya dilaporkan melewati batas") % {
        "late": late,
        "met": met,
    }
    return Figure(
        measure=measures.DURATION,
        finding=finding if met else _("Belum ada tenggat yang selesainya dilaporkan"),
        bars=tuple(_duration(one) for one in rows),
        legend=(
            ("main", _("nilai tengah, dalam batas")),
            ("over", _("yang melewati batas")),
            ("limit", _("batas")),
            ("range", _("tersingkat sampai terlama")),
        ),
        columns=(
            _("Tenggat"), _("Batas (hari)"), _("Semua"), _("Selesai"), _("Lewat batas"),
            _("Berjalan"), _("Tidak dilaporkan"), _("Tersingkat"), _("Nilai tengah"),
            _("Terlama"),
        ),
        rows=tuple(_duration_row(one) for one in rows),
    )  # fmt: skip


def _duration(one: public.Duration) -> Bar:
    limit = _("batas %(length)s %(unit)s") % {
        "length": one.length,
        "unit": tape.unit_word(one.unit, one.length),
    }
    if one.spread is None:
        note = _("%(limit)s; %(count)s tidak dilaporkan selesainya") % {
            "limit": limit,
            "count": one.total - one.met,
        }
        return Bar(label=rule_name(one.rule), value="–", parts=(), note=note)
    note = _("%(limit)s; %(late)s dari %(met)s lewat") % {
        "limit": limit,
        "late": one.late,
        "met": one.met,
    }
    days = (one.spread.least, one.spread.median, one.spread.most)
    value = _("tengah %(days)s") % {"days": one.spread.median}
    return charts.spread(rule_name(one.rule), value, note, days, one.length)


def _duration_row(one: public.Duration) -> tuple[charts.Cell, ...]:
    days = one.spread
    return (
        rule_name(one.rule), one.length, one.total, one.met, one.late, one.running,
        one.unreported, *((days.least, days.median, days.most) if days else ("", "", "")),
    )  # fmt: skip


def _backlog(found: public.Statistics) -> Figure | None:
    if not found.disputes:
        return None
    rows = [
        (word("phase", phase), count) for phase in Phase if (count := found.phases.get(phase))
    ]
    finding = _("%(open)s dari %(all)s sengketa menunggu putusan") % {
        "open": found.open,
        "all": found.disputes,
    }
    return Figure(
        measure=measures.BACKLOG,
        finding=finding,
        bars=charts.counted(rows),
        columns=(_("Tahap"), _("Sengketa")),
        rows=tuple(rows),
    )


def _years(rows: Sequence[public.Year]) -> Figure | None:
    if not rows:
        return None
    named = [
        (str(one.year or _("tidak diketahui")), (one.decided, one.ended, one.open))
        for one in rows
    ]
    dated = [one for one in rows if one.year]
    return Figure(
        measure=measures.YEARS,
        finding=_busiest(dated) if dated else _("Tahun register tidak diketahui"),
        bars=charts.stacked(named, ("main", "third", "out")),
        legend=(
            ("main", _("diputus")),
            ("third", _("berakhir tanpa putusan")),
            ("out", _("menunggu putusan")),
        ),
        columns=(
            _("Tahun"), _("Semua"), _("Diputus"), _("Berakhir tanpa putusan"),
            _("Menunggu putusan"),
        ),
        rows=tuple((name, sum(counts), *counts) for name, counts in named),
    )  # fmt: skip


def _busiest(dated: Sequence[public.Year]) -> str:
    """The year of most disputes, or the years, where several have as many."""
    most = max(one.total for one in dated)
    years = [str(one.year) for one in dated if one.total == most]
    told = {"year": ", ".join(years), "count": most}
    if len(years) > 1:
        return (
            _("Terbanyak dari register tahun %(year)s: masing-masing %(count)s sengketa") % told
        )
    return _("Terbanyak dari register tahun %(year)s: %(count)s sengketa") % told


def outcomes(found: public.Statistics) -> Figure | None:
    """What the decisions came to."""
    if not found.decided:
        return None
    rows = by_disposition(found.outcomes)
    label, most = max(rows, key=lambda one: one[1])
    finding = _("Paling sering: %(outcome)s, %(count)s dari %(all)s yang diputus") % {
        "outcome": label,
        "count": most,
        "all": found.decided,
    }
    return Figure(
        measure=measures.OUTCOMES,
        finding=finding,
        bars=charts.counted(rows),
        columns=(_("Hasil"), _("Sengketa")),
        rows=tuple(rows),
    )


def by_disposition(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Counts of dispositions in the order of the vocabulary, the unreported last."""
    known = [
        (word("disposition", code), counts[code])
        for code in vocabulary.terms("disposition")
        if counts.get(code)
    ]
    unreported = counts.get("", 0)
    return [*known, (_("tidak dilaporkan"), unreported)] if unreported else known


def courts(found: public.Statistics) -> Figure | None:
    """What was taken to court, and by whom."""
    if not found.decided:
        return None
    rows = [
        (f"{_court(one)}, {_brought(one)}", one.disputes)
        for one in found.courts
    ]  # fmt: skip
    finding = _("%(count)s dari %(all)s sengketa yang diputus dibawa ke pengadilan") % {
        "count": found.appealed,
        "all": found.decided,
    }
    return Figure(
        measure=measures.APPEALS,
        finding=finding,
        bars=charts.counted(rows),
        columns=(_("Pengadilan, dan yang membawa"), _("Sengketa")),
        rows=tuple(rows),
    )


def _court(one: public.Court) -> str:
    return word("court", one.court) or _("pengadilan tidak dilaporkan")


def _brought(one: public.Court) -> str:
    by = word("party_role", one.brought_by)
    return _("dibawa %(party)s") % {"party": by} if by else _("pembawanya tidak dilaporkan")


def promises(rows: Sequence[public.Promises]) -> Figure | None:
    """What was ordered and undertaken, and what became of it."""
    if not rows:
        return None
    named = [
        (word("promise_kind", one.kind), (one.kept, one.overdue + one.lapsed, one.waiting))
        for one in rows
    ]
    total = sum(one.total for one in rows)
    finding = _("%(kept)s dari %(all)s perintah dan kesanggupan dilaporkan ditepati") % {
        "kept": sum(one.kept for one in rows),
        "all": total,
    }
    return Figure(
        measure=measures.COMPLIANCE,
        finding=finding,
        bars=charts.stacked(named, ("main", "over", "out")),
        legend=(
            ("main", _("ditepati")),
            ("over", _("lewat harinya, atau tidak ditepati")),
            ("out", pgettext("promise", "menunggu")),
        ),
        columns=(
            _("Macam"), _("Semua"), _("Ditepati"), _("Menunggu"), _("Lewat harinya"),
            _("Tidak ditepati"),
        ),
        rows=tuple(
            (word("promise_kind", one.kind), one.total, one.kept, one.waiting, one.overdue,
             one.lapsed)
            for one in rows
        ),
    )  # fmt: skip
