"""``manage.py retention``: what is kept, for how long, and what is due to go."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cases.domain import retention
from cases.queries import identity_papers


class Command(BaseCommand):
    help = "Daftar masa simpan data pribadi, dan bukti identitas yang sudah harus dihapus."

    def handle(self, *_args: Any, **_options: Any) -> None:
        for rule in retention.classes().values():
            self.stdout.write(
                f"{rule.id}: {rule.days} hari ({rule.confidence}); {rule.article}"
            )
        kept = list(identity_papers.standing())
        due = identity_papers.due(timezone.now())
        for paper in due:
            day = identity_papers.due_on(paper)
            self.stdout.write(f"harus dihapus: {paper.upload.code}, sejak {day:%d-%m-%Y}")
        self.stdout.write(f"Bukti identitas tersimpan: {len(kept)}; harus dihapus: {len(due)}.")
