"""What must not be in the sources: markup by hand, templates of strangers, runaway patterns."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import re._constants as signs
import re._parser as parser
from pathlib import Path

import cases

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "cases").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
FORBIDDEN = {"mark_safe", "SafeText", "Template", "from_string", "eval", "exec", "__import__"}
FORBIDDEN |= {"pickle", "marshal", "shelve", "yaml", "shell="}
# Each writes markup of its own and escapes what it takes in; tests/web/test_sharing.py.
KNOWN = {
    (
        "cases/adapters/templates.py",
        "Template",
    ),  # files of the house, found by Django's loaders
    ("cases/templatetags/case_format.py", "mark_safe"),  # tests/web/test_hostile_text.py
    ("cases/templatetags/icons.py", "mark_safe"),  # what is not fixed in it is escaped
    ("cases/templatetags/sharing.py", "mark_safe"),
    ("cases/templatetags/lines.py", "mark_safe"),  # tests/web/test_hostile_text.py
    ("cases/templatetags/pieces.py", "mark_safe"),  # what the template wrote
    ("cases/templatetags/pieces.py", "pickle"),  # written out for its fingerprint, never read
    ("cases/management/bench/floor.py", "from_string"),  # an empty page of its own, measured
}
# What is written in the source itself, or escaped there; a style sheet of ours.
PLAIN_SAFE = {"case_format.py", "icons.py", "search_hits.py", "sharing.py", "as_html.py"}


def _names(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr if node.attr in {"mark_safe", "from_string"} else ""
        elif isinstance(node, ast.ImportFrom | ast.Import):
            yield from (one.name.partition(".")[0] for one in node.names)
        elif isinstance(node, ast.keyword) and node.arg == "shell":
            yield "shell="


def test_nothing_is_called_safe_executed_or_taken_apart_that_somebody_else_wrote():
    found = {
        (str(file.relative_to(ROOT)), name)
        for file in SOURCES
        for name in _names(ast.parse(file.read_text("utf-8")))
        if name in FORBIDDEN and "migrations" not in file.parts
    }

    assert found == KNOWN


def test_markup_is_made_by_few_files():
    makes = {file.name for file in SOURCES if "SafeString(" in file.read_text("utf-8")}

    assert makes <= PLAIN_SAFE


def test_no_page_switches_escaping_off():
    off = re.compile(r"\|\s*(safe|safeseq)\b|autoescape\s+off")
    assert [str(file) for file in TEMPLATES if off.search(file.read_text("utf-8"))] == []


# --- Patterns that grow without end ------------------------------------------------------


REPEATS = {signs.MAX_REPEAT, signs.MIN_REPEAT}


def _patterns():
    for found in pkgutil.walk_packages(cases.__path__, "cases."):
        if ".migrations" in found.name or ".management.demo" in found.name:
            continue
        try:
            module = importlib.import_module(found.name)
        except ImportError:  # an extra that is not installed
            continue
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                yield f"{found.name}.{name}", value


def _is_endless(times):
    return times is signs.MAXREPEAT or times > 1000


def _runs_away(parts, *, is_repeated=False):
    """Whether an endless repetition stands in an endless repetition that it alone can fill."""
    return any(_part_runs_away(part, parts, is_repeated=is_repeated) for part in parts)


def _part_runs_away(part, beside, *, is_repeated):
    sign, told = part
    if sign in REPEATS:
        is_endless = _is_endless(told[1])
        if is_endless and is_repeated and _alone(beside):
            return True
        return _runs_away(told[2], is_repeated=is_repeated or is_endless)
    if sign is signs.SUBPATTERN:
        return _runs_away(told[-1], is_repeated=is_repeated and len(beside) == 1)
    if sign is signs.BRANCH:
        return any(_runs_away(one, is_repeated=is_repeated) for one in told[1])
    return False


def _alone(parts):
    """Whether nothing but what may be absent stands beside the repetition."""
    return all(
        sign in REPEATS and (told[0] == 0 or _is_endless(told[1])) for sign, told in parts
    )


def test_no_pattern_of_ours_repeats_a_repetition():
    found = dict(_patterns())
    assert len(found) > 40

    runaway = [
        name for name, pattern in found.items()
        if _runs_away(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))
    ]  # fmt: skip
    assert runaway == []


def test_the_test_knows_a_runaway_pattern():
    for known in (r"(a+)+$", r"(a*)*b", r"(?:(a|aa)+)+x", r"([a-z]+)*\d", r"(\s*\w*)*;"):
        assert _runs_away(parser.parse(known)), known
    for fine in (r"a+b+", r"(?:a+,)+", r"(\d{1,4}-?)*", r"[a-z]+(?:-[a-z]+)*"):
        assert not _runs_away(parser.parse(fine)), fine
