#!/usr/bin/env python3
"""The one entry. Everything before Django is imported uses the standard library only."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Make the machine ready if need be, then run the command."""
    from config import bootstrap

    bootstrap.ensure(sys.argv)
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    if command == "setup":
        return 0
    if command in {"test", "lint", "lock", "vendor"}:
        from config import tools

        return tools.run(command, sys.argv[2:])

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as wrong:
        raise SystemExit(f"Pengaturan belum lengkap: {wrong}") from None
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
