"""The table of OWASP ASVS says what is true of the sources, and leaves nothing out."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from config import asvs
from config.asvs import State

ROOT = Path(__file__).resolve().parent.parent
HOUSE = (ROOT / "cases/ARCHITECTURE.md").read_text("utf-8")
ROWS = {one.code: one for one in asvs.requirements()}
# As counted from the standard itself; of level 3 what the design sets.
OF_LEVEL = {"L1": 70, "L2": 183, "L3": 23}
CODE = re.compile(r"V(\d{1,2})\.(\d)\.(\d{1,2})")
UNUSED_CHAPTERS = ("V4.3.", "V4.4.", "V10.", "V17.")


@cache
def names_in(file):
    """The names of the tests in a file, read and not run."""
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    return {
        node.name for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }  # fmt: skip


@cache
def sources(folder):
    """The text of every module, by its path."""
    return {
        str(path.relative_to(ROOT)): path.read_text("utf-8")
        for path in sorted((ROOT / folder).rglob("*.py"))
    }


# --- The table itself -------------------------------------------------------------------------


def test_every_requirement_of_the_list_has_one_row_and_no_row_is_of_another():
    listed = [code for level in asvs.LEVELS for code in asvs.ids()[level]]

    assert {level: len(codes) for level, codes in asvs.ids().items()} == OF_LEVEL
    assert [code for code, times in Counter(listed).items() if times > 1] == []
    assert set(ROWS) == set(listed)
    assert all(CODE.fullmatch(code) for code in listed)


@pytest.mark.parametrize("row", ROWS.values(), ids=lambda row: row.code)
def test_what_a_row_names_is_there(row):
    assert row.how
    assert "\n" not in row.how
    assert row.where
    assert [path for path in row.where if not (ROOT / path).exists()] == []
    for name in row.tests:
        file, _, test = name.partition("::")
        assert test in names_in(file), name


@pytest.mark.parametrize("state", [State.MET, State.NOT_APPLICABLE])
def test_what_is_said_to_be_so_has_a_test(state):
    assert [row.code for row in ROWS.values() if row.state is state and not row.tests] == []


def test_the_counts_of_the_house_are_those_of_the_table():
    written = re.search(r"<!-- asvs:begin -->\n(.*?)\n<!-- asvs:end -->", HOUSE, re.DOTALL)[1]

    assert written == asvs.counts()


def test_the_words_of_the_standard_are_not_repeated():
    assert "Verify that" not in asvs.TABLE.read_text("utf-8")


# --- What is not used -------------------------------------------------------------------------

# Names of packages, as a lock has them, by what they would bring.
BRINGS = re.compile(
    r"ldap|memcache|pylibmc|oauth|openid|authlib|\bjwt|pyjwt|jose|graphql|graphene|strawberry"
    r"|ariadne|websocket|wsproto|^channels|daphne|aiortc|saml|jpype|py4j|latex",
    re.IGNORECASE,
)
LOCKS = [
    path for path in sorted((ROOT / "config").glob("requirements*.txt"))
    if path.name not in {"requirements-dev.txt", "requirements-uv.txt"}
]  # fmt: skip
IN_A_BROWSER = re.compile(r"WebSocket|RTCPeerConnection|EventSource\(\s*[\"']wss?:|graphql")
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", re.MULTILINE)
# Who walks the site of a drill; its patterns are its own.
ASKS_BY_XPATH = {"cases/management/small_world/visitor.py"}


def test_the_chapters_of_what_is_not_used_are_set_aside_whole():
    inside = [row for row in ROWS.values() if row.code.startswith(UNUSED_CHAPTERS)]

    assert len(inside) > 40
    assert {row.state for row in inside} == {State.NOT_APPLICABLE}


def test_what_is_said_not_to_be_used_is_not_there():
    assert len(LOCKS) >= 5
    pinned = {name for path in LOCKS for name in PINNED.findall(path.read_text())}
    assert {"django", "celery"} <= {name.lower() for name in pinned}
    assert [name for name in pinned if BRINGS.search(name)] == []
    assert [app for app in settings.INSTALLED_APPS if BRINGS.search(app)] == []
    scripts = [
        path for path in (ROOT / "static/js").rglob("*.js")
        if IN_A_BROWSER.search(path.read_text("utf-8"))
    ]  # fmt: skip
    assert scripts == []
    texts = sources("cases")
    assert {name for name, text in texts.items() if ".xpath(" in text} == ASKS_BY_XPATH
    assert [name for name, text in texts.items() if "latex" in text] == []


def test_the_test_knows_what_would_be_used():
    for name in ("python-ldap", "django-oauth-toolkit", "PyJWT", "channels", "graphene-django"):
        assert BRINGS.search(name), name
    assert IN_A_BROWSER.search('new WebSocket("wss://x")')


def test_no_factor_comes_by_telephone_and_nobody_elses_accounts_open_ours():
    assert settings.MFA_SUPPORTED_TYPES == ["totp", "webauthn", "recovery_codes"]
    assert set(settings.ACCOUNT_LOGIN_METHODS) == {"email"}
    assert not getattr(settings, "ACCOUNT_LOGIN_BY_CODE_ENABLED", False)
    assert [app for app in settings.INSTALLED_APPS if app.startswith("allauth")] == [
        *("allauth", "allauth.account", "allauth.mfa", "allauth.usersessions"),
    ]
    assert settings.AUTHENTICATION_BACKENDS == [
        "allauth.account.auth_backends.AuthenticationBackend"
    ]


def test_no_client_is_known_by_a_certificate():
    deploy = [path.read_text("utf-8") for path in (ROOT / "config/deploy").rglob("*.*")]
    code = [*sources("cases").values(), *sources("config").values()]

    for text in (*deploy, *code):
        assert not re.search(r"ssl_verify_client|client_auth\b|SSL_CLIENT|CERT_REQUIRED", text)


# --- What holds by structure ------------------------------------------------------------------

WEAK = {"md5", "sha1", "uuid1", "uuid3", "uuid5"}
# Planning a calendar and making up disputes follow chance that anybody may know.
MAY_GUESS = {
    *("cases/domain/scheduling/narrowing.py", "cases/adapters/scheduling/cp_sat.py"),
    "cases/management/demo/bulk.py",
}
ASIDE = {"bench", "drills", "migrations"}


# The check sum of a file inside a PDF is MD5 by its standard (ISO 32000-1, 7.11.4); no secret
# and no proof leans on it.
BY_A_STANDARD = {("cases/adapters/typesetting/binding.py", "md5")}
SUSPECT = re.compile(rf"\b(?:random|{'|'.join(sorted(WEAK))})\b")


def _weak(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute | ast.Name):
            name = node.attr if isinstance(node, ast.Attribute) else node.id
            if name in WEAK:
                yield name
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names = {one.name for one in node.names} | {getattr(node, "module", None)}
            yield from names & {"random", *WEAK}


def test_no_weak_hash_and_no_guessable_chance_stands_where_it_would_matter():
    found = {
        (path, name)
        for path, text in (*sources("cases").items(), *sources("config").items())
        if SUSPECT.search(text) and not ASIDE & set(Path(path).parts)
        for name in _weak(text)
    }

    assert found == {(path, "random") for path in MAY_GUESS} | BY_A_STANDARD
    assert list(_weak("import hashlib\nhashlib.md5(b'')")) == ["md5"]


def test_the_command_changes_nothing_that_is_right_and_tells_what_waits(capsys):
    before = asvs.HOUSE.read_bytes()

    assert asvs.main() == 0
    assert asvs.HOUSE.read_bytes() == before
    waits = [row for row in ROWS.values() if row.state in {State.OPEN, State.PARTLY}]
    assert len(capsys.readouterr().out.splitlines()) == len(waits)
