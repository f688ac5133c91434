"""``manage.py deadline``: a due date with its working."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.domain import deadlines as rules
from cases.domain import vocabulary
from cases.domain.errors import CaseError
from cases.domain.wording import long_date, weekday_date
from cases.queries import calendars


class Command(BaseCommand):
    help = "Hitung satu jangka waktu: hari yang dihitung, yang dilewati dan sebabnya, pasalnya."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("rule", help="kunci aturan, misalnya umum_complete_settlement")
        parser.add_argument("date", help="hari pemicu, YYYY-MM-DD")
        parser.add_argument(
            "--clear", action="store_true", help="hari penyampaian pun tidak dihitung"
        )
        parser.add_argument(
            "--no-joint-leave",
            action="store_true",
            help="cuti bersama dihitung sebagai hari kerja",
        )
        parser.add_argument("--extended", action="store_true", help="dengan perpanjangan")
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            computation = self._compute(options)
        except CaseError as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["json"]:
            told = json.dumps(rules.as_json(computation), ensure_ascii=False, indent=2)
            self.stdout.write(told)
        else:
            self._tell(computation)

    def _compute(self, options: dict[str, Any]) -> rules.Computation:
        rule = rules.find(options["rule"])
        counting: dict[str, Any] = {
            "triggered_on": _day(options["date"]),
            "calendar": calendars.calendar_or_shipped(),
            "convention": rules.Convention(
                joint_leave_counts=options["no_joint_leave"], is_clear=options["clear"]
            ),
        }
        if options["extended"]:
            longer = rules.compute_extended(rule, **counting)
            if longer is None:
                raise CommandError("Jangka waktu ini tidak dapat diperpanjang.")
            return longer
        return rules.compute(rule, **counting)

    def _tell(self, computation: rules.Computation) -> None:
        rule = computation.rule
        name = vocabulary.label("deadline", rule.key)
        self.stdout.write(f"{rule.key} ({name}): {weekday_date(computation.due_on)}")
        self.stdout.write(f"  dasar: {_basis(rule)}")
        if not rule.may_enforce:
            self.stdout.write(f"  peringatan: {rules.WARNING}")
        self.stdout.write(f"  mulai: {long_date(computation.triggered_on)} (tidak dihitung)")
        for day in computation.counted:
            self.stdout.write(f"  {day.number:>4}  {weekday_date(day.day)}")
        for skipped in computation.skipped:
            self.stdout.write(f"     –  {weekday_date(skipped.day)}: {skipped.name}")
        self.stdout.write(f"  kalender {computation.calendar_version}")


def _day(told: str) -> date:
    try:
        return date.fromisoformat(told)
    except ValueError as refusal:
        raise CommandError(
            f"{told} bukan tanggal; tulis seperti 2024-02-19 (tahun-bulan-hari)."
        ) from refusal


def _basis(rule: rules.DeadlineRule) -> str:
    """The article in the words of the screens, and how sure it is."""
    known = vocabulary.terms("deadline_basis")
    told = known[rule.key].id if rule.key in known else rule.article
    sure = vocabulary.label("certainty", rule.confidence)
    return f"{told or 'nomor pasal tidak terlihat'} ({sure})"
