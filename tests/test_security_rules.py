"""What holds by the way the sources are written, and by the settings; no base is needed."""

from __future__ import annotations

import ast
import inspect
import re
from functools import cache
from pathlib import Path

import pytest
from allauth.mfa.recovery_codes.internal import auth as recovery
from allauth.mfa.totp.internal import auth as totp
from django import forms
from django.conf import settings
from django.contrib.auth import hashers, password_validation
from django.contrib.sessions.backends.base import VALID_KEY_CHARS, SessionBase
from django.core.exceptions import ValidationError
from django.utils.crypto import get_random_string

from cases.models import User
from cases.services import links
from cases.web.forms import account

ROOT = Path(__file__).resolve().parent.parent
ASIDE = {"migrations", "management"}
# Where the words of a statement are names of tables and columns, which nobody types.
NAMES_OF_OURS = {
    "cases/adapters/backups/snapshot.py", "cases/adapters/base_roles.py",
    "cases/adapters/dumps/base.py", "cases/adapters/dumps/changes.py",
    "cases/adapters/spans.py", "cases/queries/predicates.py",
    "cases/queries/public/changes.py",
    "cases/queries/public/engine/known.py", "cases/queries/public/engine/expected.py",
    "cases/queries/public/engine/written.py", "cases/queries/public/stepping.py",
    "cases/services/backups.py", "cases/services/publication/counting.py",
    "cases/services/publication/loading.py",
    "cases/web/health.py",
}  # fmt: skip
STATEMENTS = {"execute", "executemany", "executescript", "RawSQL", "extra"}
# Where a pattern is more than its words: those that only join patterns of ours, and the search
# of the correcting desk, whose patterns are of people, limited in length and in time.
PATTERNS = {"re", "regex"}
ASKS_IN_PATTERNS = {"cases/domain/correcting/replacing.py"}
JOINS = {
    "cases/domain/captions/labels.py", "cases/domain/captions/paragraphs.py",
    "cases/domain/captions/times.py", "cases/domain/press/attributions.py",
    "cases/domain/press/dates.py", "cases/domain/press/numbers.py",
    "cases/domain/press/quotations.py", "cases/domain/publication/folding.py",
    "cases/domain/register_import/agenda.py", "cases/domain/register_import/dates.py",
    "cases/domain/personal_data.py",
}  # fmt: skip


@cache
def calls():
    """Every call in the sources: path, name of what is called, the node."""
    found = []
    for path in sorted((ROOT / "cases").rglob("*.py")):
        if ASIDE & set(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                told = node.func
                name = told.attr if isinstance(told, ast.Attribute) else getattr(told, "id", "")
                found.append((str(path.relative_to(ROOT)), name, node))
    return found


def is_put_together(node):
    """Whether the first thing that is handed over is more than words in the source."""
    return bool(node.args) and not isinstance(node.args[0], ast.Constant)


def test_no_statement_is_put_together_but_from_names_of_ours():
    found = {
        path for path, name, node in calls() if name in STATEMENTS and is_put_together(node)
    }

    assert found == NAMES_OF_OURS
    typed = ("cases/api/", "cases/forms/", "cases/web/")
    assert [path for path in found if path.startswith(typed)] == ["cases/web/health.py"]


def test_what_is_typed_is_no_pattern_unless_it_is_escaped():
    found = set()
    for path, _name, node in calls():
        told = node.func
        is_pattern = (
            isinstance(told, ast.Attribute) and getattr(told.value, "id", "") in PATTERNS
        )
        if is_pattern and told.attr != "escape" and is_put_together(node):
            is_escaped = "re.escape(" in ast.unparse(node.args[0])
            found |= set() if is_escaped else {path}

    assert found == JOINS | ASKS_IN_PATTERNS


def test_formats_are_ours_and_take_values_by_name():
    rooms = {
        "domain/letters.py", "domain/mediation_letters.py", "domain/numbering.py",
        "queries/summons_letters.py", "adapters/cards.py", "adapters/base_roles.py",
    }  # fmt: skip
    for path, name, node in calls():
        if name in {"format", "format_map"} and isinstance(node.func, ast.Attribute):
            if isinstance(node.func.value, ast.Constant):
                continue
            assert path.removeprefix("cases/") in rooms, path
            positional = [one for one in node.args if not isinstance(one, ast.Constant)]
            assert not positional or name == "format_map", path


def test_no_parser_of_xml_fetches_or_expands_anything():
    found = [
        (path, node)
        for path, name, node in calls()
        if name in {"fromstring", "parse", "XML", "iterparse"}
        and "etree" in ast.unparse(node.func)
    ]
    assert found
    for path, node in found:
        assert "parser" in {one.arg for one in node.keywords}, path
    makers = [ast.unparse(node) for _path, name, node in calls() if name == "XMLParser"]
    assert makers == [
        "etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)"
    ]


def test_one_way_to_seal_and_none_of_the_old_ones():
    sources = [one.read_text("utf-8") for one in (ROOT / "cases").rglob("*.py")]
    weak = re.compile(r"\bCipher\(|modes\.\w+|algorithms\.\w+|PKCS1v15|TripleDES|ARC4|Blowfish")

    assert [weak.findall(one) for one in sources if weak.search(one)] == []
    assert sum("import Fernet" in one for one in sources) == 1


def test_other_sites_read_what_is_public_and_nothing_of_a_session():
    sources = [*(ROOT / "cases").rglob("*.py"), *(ROOT / "config").rglob("*.*")]
    told = [
        one.read_text("utf-8") for one in sources if one.suffix in {".py", ".conf", ".yaml"}
    ]

    headers = [found for one in told for found in re.findall(r"Access-Control-.*", one)]
    assert headers == ['Access-Control-Allow-Origin"] = "*"'] * 2
    assert [app for app in settings.INSTALLED_APPS if "cors" in app] == []


def test_scripts_compare_strictly():
    loose = re.compile(r"(?<![=!<>])(?:==|!=)(?!=)")
    ours = [one for one in (ROOT / "static/js").rglob("*.js") if "vendor" not in one.parts]

    assert len(ours) > 10
    for one in ours:
        code = re.sub(r"//.*|/\*.*?\*/|\"[^\"\n]*\"|`[^`]*`", "", one.read_text("utf-8"))
        assert not loose.search(code), one


# --- Passwords and codes ----------------------------------------------------------------------

FORMS = (account.SignUpForm, account.ChangePasswordForm, account.SetPasswordForm,
         account.NewPasswordForm, account.SignInForm, account.ReauthenticateForm)  # fmt: skip


@pytest.mark.parametrize(
    "told",
    [
        "password1234",
        "123456789012",
        "qwertyuiop12",
        "administrator",
        "aaaaaaaaaaaa",
        "sandi98765432",
    ],
)
def test_what_everybody_takes_for_a_password_is_refused(told):
    with pytest.raises(ValidationError):
        password_validation.validate_password(told)


@pytest.mark.parametrize(
    "told", ["kelabu petang di atas bukit", "zqvkmwpxtrjl", "äöüß🦜🦉🐍🐘🦒🐋🐢🦂"]
)
def test_a_password_may_be_of_any_letters(told):
    password_validation.validate_password(told)


def test_a_long_password_counts_to_its_last_letter():
    told = "kelabu petang di atas bukit " * 8
    password_validation.validate_password(told)
    hashed = hashers.make_password(told)

    assert len(told) > 200
    assert hashers.check_password(told, hashed)
    assert not hashers.check_password(told[:-1], hashed)


@pytest.mark.parametrize("form", FORMS)
def test_a_field_for_a_password_shows_none_and_lets_managers_and_pasting_be(form):
    made = [field for name, field in form.base_fields.items() if "password" in name]
    declared = [
        field
        for one in form.__mro__
        for name, field in getattr(one, "declared_fields", {}).items()
        if "password" in name
    ]

    assert made or declared or form is not account.SignUpForm
    for field in [*made, *declared]:
        assert isinstance(field.widget, forms.PasswordInput)
        assert not field.widget.render_value
        assert not {"onpaste", "maxlength"} & set(field.widget.attrs) or field.max_length > 64


def test_no_hint_and_no_secret_question_is_kept():
    names = {field.name for field in User._meta.get_fields()}

    assert not [one for one in names if re.search(r"hint|question|answer|mother", one)]


def test_codes_and_seeds_are_drawn_by_the_system():
    for module in (recovery, totp):
        source = inspect.getsource(module)
        assert "secrets." in source or "from secrets import" in source or "os.urandom" in source
        assert not re.search(r"^import random|from random", source, re.MULTILINE)
    assert len({totp.generate_totp_secret() for _time in range(50)}) == 50


def test_a_recovery_code_has_more_than_twenty_bits():
    digits = getattr(settings, "MFA_RECOVERY_CODE_DIGITS", 8)

    assert 10**digits > 2**20


def test_the_name_of_a_session_has_more_than_128_bits_from_the_system():
    source = inspect.getsource(SessionBase._get_new_session_key)

    assert "get_random_string(32, VALID_KEY_CHARS)" in source
    assert len(VALID_KEY_CHARS) ** 32 > 2**128
    assert "secrets.choice" in inspect.getsource(get_random_string)


def test_a_link_names_no_algorithm_and_takes_no_other():
    source = inspect.getsource(links)

    assert 'algorithm="sha256"' in source or "sha256" in source
    token = links.token("a" * 32, "cases.privacy")
    assert "." not in token
    assert token != links.token("a" * 32, "cases.alerts")
    assert links.hash_of(token) != links.hash_of(f"{token}=")
