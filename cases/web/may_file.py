"""May I file? A few questions, one at a time; the law's data answer, and nothing is forbidden.

The address keeps every answer: a day, or that the thing has not happened.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cases.domain import admissibility, wording
from cases.domain.errors import CaseError
from cases.domain.information_requests import (
    Act,
    Advice,
    Course,
    Side,
    Timeliness,
    Turn,
    advise,
    check_order,
    turns,
)
from cases.queries import calendars
from cases.web import courses
from cases.web.words import REGIMES, refused, tongue, word

NOT_YET = "belum"


@dataclass(frozen=True, slots=True)
class Question:
    """``waiting`` is what is said where the thing has not happened."""

    name: str
    text: str | Promise
    hint: str | Promise
    waiting: str | Promise


TRACK = "jalur"
DAYS = (
    Question(
        "diterima",
        gettext_lazy("Kapan badan publik menerima permintaan informasi Anda?"),
        gettext_lazy("Hari pada tanda terima, bukan hari pengiriman."),
        gettext_lazy("Belum meminta"),
    ),
    Question(
        "ditanggapi",
        gettext_lazy("Kapan Anda menerima tanggapan PPID?"),
        gettext_lazy("Tanggapan tertulis: diberi, ditolak, atau dinyatakan tidak dikuasai."),
        gettext_lazy("Belum ada tanggapan"),
    ),
    Question(
        "keberatan",
        gettext_lazy("Kapan atasan PPID menerima keberatan Anda?"),
        gettext_lazy("Keberatan tertulis adalah syarat sengketa."),
        gettext_lazy("Belum mengajukan keberatan"),
    ),
    Question(
        "dijawab",
        gettext_lazy("Kapan Anda menerima tanggapan atasan PPID?"),
        gettext_lazy("Tanggapan tertulis atas keberatan itu."),
        gettext_lazy("Belum ada tanggapan"),
    ),
)
# After these answers nothing more has to be asked.
ENDING = frozenset({"diterima", "keberatan"})


@dataclass(frozen=True, slots=True)
class Told:
    """What was answered so far; ``days`` holds None for what has not happened.

    ``asking`` is the question that comes next, None when there is none; ``wrong`` says what is
    wrong with the answer to it.
    """

    regime: str
    days: Mapping[str, date | None]
    asking: Question | None
    wrong: str = ""

    def course(self) -> Course:
        return Course(
            regime=self.regime,
            received_on=self.days.get("diterima"),
            replied_on=self.days.get("ditanggapi"),
            objected_on=self.days.get("keberatan"),
            answered_on=self.days.get("dijawab"),
        )


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The next question, or what the answers come to."""
    today = timezone.localdate()
    regime = request.GET.get(TRACK, "")
    if regime not in dict(REGIMES):
        return render(request, "may_file/page.html", {"tracks": REGIMES, "answers": []})
    told = _read(request.GET, regime, today)
    context: dict[str, Any] = {
        "answers": _answers(told),
        "kept": list(_kept(told).items()),
        "question": told.asking,
        "wrong": told.wrong,
        "typed": request.GET.get(told.asking.name, "") if told.asking else "",
        "today": today,
    }
    if told.asking is None:
        context |= _verdict(told, today)
    return render(request, "may_file/page.html", context)


def _read(query: Mapping[str, Any], regime: str, today: date) -> Told:
    """Read the answers in their order, up to the first that is missing or wrong."""
    days: dict[str, date | None] = {}
    earlier = None
    for question in DAYS:
        typed = query.get(question.name, "").strip()
        if typed == NOT_YET:
            days[question.name] = None
            if question.name in ENDING:
                return Told(regime, days, None)
            continue
        if not typed:
            return Told(regime, days, question)
        try:
            day = date.fromisoformat(typed)
            check_order(earlier, day, what=_("itu"), today=today)
        except CaseError as refusal:
            return Told(regime, days, question, refused(refusal))
        except ValueError:
            return Told(regime, days, question, _("Tulis tanggal yang ada di kalender."))
        days[question.name] = earlier = day
    return Told(regime, days, None)


def _kept(told: Told, until: str = "") -> dict[str, str]:
    """The answers as parameters of an address, those from ``until`` on left out."""
    kept = {TRACK: told.regime}
    for name, day in told.days.items():
        if name == until:
            break
        kept[name] = day.isoformat() if day else NOT_YET
    return kept


def _answers(told: Told) -> list[dict[str, Any]]:
    """What was answered, and the address at which it is answered anew."""
    here = reverse("may_file")
    track = {"question": _("Jalur"), "answer": dict(REGIMES)[told.regime], "again": here}
    dated = [
        {
            "question": question.text,
            "answer": wording.weekday_date(day, tongue()) if day else question.waiting,
            "again": f"{here}?{urlencode(_kept(told, until=question.name))}",
        }
        for question in DAYS
        if question.name in told.days
        for day in (told.days[question.name],)
    ]
    return [track, *dated]


def _verdict(told: Told, today: date) -> dict[str, Any]:
    """What may be done today, why, and by which limit it is counted."""
    course = told.course()
    if course.received_on is None:
        return {
            "verdict": _("Belum. Mulailah dengan meminta informasi itu."),
            "act": "",
            "advice": None,
        }
    calendar = calendars.working_calendar()
    found = turns(course, calendar=calendar, today=today)
    act = Act.OBJECT if course.objected_on is None else Act.FILE
    advice = advise(found, act, on=today)
    doubts = list(admissibility.objection_doubts(course, found, calendar))
    return {
        "verdict": _sentence(advice, act),
        "is_open": advice.timeliness in {Timeliness.IN_TIME, Timeliness.LATE},
        "act": act.value,
        "advice": courses.advice(advice),
        "doubts": [
            {
                "text": word("doubt", one.doubt),
                "advice": one.advice and courses.advice(one.advice),
            }
            for one in doubts
        ],
        "clock": courses.clock(advice.turn, calendar=calendar, today=today),
        "turns": _rows(found),
    }


def _sentence(advice: Advice, act: Act) -> str:
    sentences = {
        (Act.OBJECT, Timeliness.IN_TIME): _("Ya. Keberatan dapat diajukan sekarang."),
        (Act.OBJECT, Timeliness.EARLY): _("Belum. Badan publik masih dapat menanggapi."),
        (Act.OBJECT, Timeliness.LATE): _("Lewat batas keberatan, tetapi tidak tertutup."),
        (Act.OBJECT, Timeliness.UNCERTAIN): _("Keberatan dulu; batasnya belum pasti."),
        (Act.FILE, Timeliness.IN_TIME): _("Ya. Sengketa dapat diajukan sekarang."),
        (Act.FILE, Timeliness.EARLY): _("Belum. Atasan PPID masih dapat menanggapi."),
        (Act.FILE, Timeliness.LATE): _("Lewat batas, tetapi tidak tertutup."),
        (Act.FILE, Timeliness.UNCERTAIN): _("Mungkin; batas pengajuannya belum pasti."),
    }
    return sentences[act, advice.timeliness]


def _rows(found: Sequence[Turn]) -> list[dict[str, Any]]:
    """Every step with its limit, told to whoever asks."""
    return [
        {**row, "who": _("Anda") if turn.side is Side.APPLICANT else row["who"]}
        for row, turn in zip(courses.rows(tuple(found)), found, strict=True)
    ]
