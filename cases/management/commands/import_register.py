"""``manage.py import_register``: a commission's own register or agenda, row by row."""

from __future__ import annotations

import json
import tomllib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.adapters import tables
from cases.domain.register_import import ImportKind, Report, TableMap, UnusableMap
from cases.domain.register_import.columns import mapping_of
from cases.models import Commission
from cases.services import register_import
from cases.services.journal import Actor


class Command(BaseCommand):
    help = "Masukkan buku register atau agenda sidang komisi dari CSV atau XLSX."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="BERKAS")
        parser.add_argument("--commission", required=True, metavar="KODE")
        parser.add_argument("--kind", choices=list(ImportKind), default=ImportKind.REGISTER)
        parser.add_argument("--map", type=Path, metavar="PETA", help="TOML atau JSON")
        parser.add_argument("--sheet", default="", metavar="LEMBAR", help="lembar XLSX")
        parser.add_argument("--public", action="store_true", help="umumkan perkaranya")
        parser.add_argument("--dry-run", action="store_true", help="periksa saja")
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        commission = Commission.objects.filter(code=options["commission"]).first()
        if commission is None:
            raise CommandError(f"Komisi {options['commission']} tidak ada.")
        kind = ImportKind(options["kind"])
        try:
            order = register_import.Order(
                commission=commission,
                kind=kind,
                content=options["file"].read_bytes(),
                mapping=_mapping(options["map"], kind),
                is_public=options["public"],
                sheet=options["sheet"],
            )
            report = register_import.import_file(
                order,
                name=options["file"].name,
                is_dry=options["dry_run"],
                actor=Actor.system("import"),
                now=timezone.now(),
            )
        except (OSError, tables.UnreadableTable, UnusableMap) as refusal:
            raise CommandError(str(refusal)) from None
        if options["json"]:
            self.stdout.write(json.dumps(report.told(), ensure_ascii=False))
        else:
            self._tell(report, is_dry=options["dry_run"])

    def _tell(self, report: Report, *, is_dry: bool) -> None:
        done = "akan dimasukkan" if is_dry else "dimasukkan"
        self.stdout.write(
            f"{report.rows} baris: {report.imported} {done}, {report.unchanged} tidak berubah, "
            f"{len(report.rejected)} tidak dimasukkan."
        )
        told = report.told()
        for one in told["rejected"]:
            self.stdout.write(f"baris {one['row']}: tidak dimasukkan. {one['reason']}")
        for one in told["warnings"]:
            read = f" -> {one['understood']}" if one["understood"] else ""
            self.stdout.write(
                f"baris {one['row']}, {one['column']}: “{one['written']}”{read}: "
                f"{one['reason']}"
            )


def _mapping(path: Path | None, kind: ImportKind) -> TableMap:
    if path is None:
        return TableMap()
    text = path.read_text("utf-8-sig")
    try:
        told = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except (json.JSONDecodeError, tomllib.TOMLDecodeError) as broken:
        raise UnusableMap(f"Peta impor tidak terbaca: {broken}") from None
    return mapping_of(told, kind)
