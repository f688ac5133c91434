"""Settings come from the environment alone; each test reads them as a new process does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

BASE = Path(__file__).resolve().parents[1]
ASK = """
import json, sys
from django.conf import settings
print(json.dumps({name: getattr(settings, name, None) for name in sys.argv[1:]}, default=str))
"""


@pytest.fixture
def run(tmp_path):
    def run(*command, **settings):
        environment = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "SIDANG_NO_BOOTSTRAP": "1",
            "DATA_DIR": str(tmp_path),
        }
        return subprocess.run(
            [sys.executable, *command],
            cwd=BASE,
            env=environment | settings,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture
def read(run):
    def read(*names, **settings):
        done = run("-c", ASK, *names, **settings)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return read


def test_with_nothing_set_everything_lies_in_one_folder_and_no_server_is_named(read, tmp_path):
    told = read("DATABASES", "CELERY_BROKER_URL", "CACHES", "MEDIA_ROOT", "TIME_ZONE", "DEBUG")

    assert told["DATABASES"]["default"]["ENGINE"] == "django.db.backends.sqlite3"
    assert told["CELERY_BROKER_URL"] == "filesystem://localhost"
    # A table of the same database: counters of failed attempts are shared by all processes.
    assert told["CACHES"]["default"]["LOCATION"] == "cases_cacheentry"
    assert told["MEDIA_ROOT"] == str(tmp_path / "media")
    assert told["TIME_ZONE"] == "Asia/Jakarta"
    assert told["DEBUG"] is True


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("", "-c work_mem=32MB -c jit=off"),
        ("?options=-c%20jit%3Don", "-c work_mem=32MB -c jit=off -c jit=on"),
    ],
)
def test_no_plan_is_compiled_and_memory_enough_unless_the_address_says_so(read, given, told):
    base = read("DATABASES", DATABASE_URL=f"postgresql://siapa:rahasia@base/nama{given}")

    assert base["DATABASES"]["default"]["OPTIONS"]["options"] == told


def test_one_redis_is_queue_and_cache_and_two_are_each_their_own(read):
    one, other = "redis://127.0.0.1:6379/3", "redis://127.0.0.1:6379/4"

    both = read("CELERY_BROKER_URL", "CACHES", CELERY_BROKER_URL=one)
    turned = read("CELERY_BROKER_URL", "CACHES", REDIS_URL=one)
    apart = read("CELERY_BROKER_URL", "CACHES", CELERY_BROKER_URL=one, REDIS_URL=other)

    assert (both["CELERY_BROKER_URL"], both["CACHES"]["default"]["LOCATION"]) == (one, one)
    assert (turned["CELERY_BROKER_URL"], turned["CACHES"]["default"]["LOCATION"]) == (one, one)
    assert (apart["CELERY_BROKER_URL"], apart["CACHES"]["default"]["LOCATION"]) == (one, other)


@pytest.mark.parametrize("where", ["outbox", "/"])
def test_mail_can_be_laid_into_a_folder(read, tmp_path, where):
    folder = tmp_path / "outbox"
    address = str(folder) if where == "/" else where

    told = read("EMAIL_BACKEND", "EMAIL_FILE_PATH", EMAIL_URL=f"filemail://{address}")

    assert told == {
        "EMAIL_BACKEND": "cases.adapters.mail.FolderBackend",
        "EMAIL_FILE_PATH": str(folder),
    }


def test_the_key_is_read_from_a_file(read, tmp_path):
    (tmp_path / "key").write_text("a-key-of-somebody-that-is-long-enough\n")

    told = read("SECRET_KEY", DEBUG="0", SECRET_KEY_FILE=str(tmp_path / "key"))

    assert told == {"SECRET_KEY": "a-key-of-somebody-that-is-long-enough"}


def test_a_demonstration_keeps_one_key_that_others_cannot_read(read, tmp_path):
    first, second = read("SECRET_KEY"), read("SECRET_KEY")

    assert first == second
    assert len(first["SECRET_KEY"]) >= 50
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0
    assert [file.name for file in tmp_path.glob("secret-key*")] == ["secret-key"]


def test_in_use_a_missing_key_is_told_in_one_sentence(run):
    done = run("manage.py", "check", DEBUG="0")

    assert done.returncode == 1
    assert (
        done.stderr == "Pengaturan belum lengkap: SECRET_KEY atau SECRET_KEY_FILE diperlukan.\n"
    )


def test_an_address_with_https_turns_on_what_needs_it(read):
    names = (
        *("SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SESSION_COOKIE_SECURE"),
        *("CSRF_COOKIE_SECURE", "SECURE_PROXY_SSL_HEADER"),
    )

    plain = read(*names)
    secure = read(*names, BASE_URL="https://sidang.example", BEHIND_PROXY="1")

    assert not any(plain.values())
    assert secure == {
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"],
    }


def test_cookies_are_bound_to_this_very_host_on_https(read):
    names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_HTTPONLY",
             "SESSION_COOKIE_SAMESITE", "SESSION_COOKIE_DOMAIN", "LANGUAGE_COOKIE_NAME",
             "LANGUAGE_COOKIE_SECURE")  # fmt: skip

    plain, secure = read(*names), read(*names, BASE_URL="https://sidang.example")

    assert (plain["SESSION_COOKIE_NAME"], plain["CSRF_COOKIE_NAME"]) == (
        "sessionid",
        "csrftoken",
    )
    assert secure == {
        "SESSION_COOKIE_NAME": "__Host-sessionid",
        "CSRF_COOKIE_NAME": "__Host-csrftoken",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_DOMAIN": None,
        "LANGUAGE_COOKIE_NAME": "__Host-bahasa",
        "LANGUAGE_COOKIE_SECURE": True,
    }


def test_passwords_are_kept_by_argon2(read):
    first, *_only_read = read("PASSWORD_HASHERS")["PASSWORD_HASHERS"]

    assert first == "django.contrib.auth.hashers.Argon2PasswordHasher"


COOKIES = """
import django
django.setup()
from django.http import HttpResponse
from django.test import RequestFactory
from django.contrib.messages.storage import default_storage
from cases.web.language import LanguageMiddleware
asked = RequestFactory().get("/tentang/?bahasa=en", secure=True)
answer = LanguageMiddleware(lambda request: HttpResponse())(asked)
asked.session = {}
said = default_storage(asked)
said.add(20, "terima kasih")
said.update(answer)
for cookie in answer.cookies.values():
    print(cookie.key, cookie["secure"], cookie["httponly"], cookie["samesite"], cookie["path"])
"""


def test_every_other_cookie_of_ours_is_bound_to_this_host_as_well(run):
    done = run("-c", COOKIES, BASE_URL="https://sidang.example")

    assert done.stdout.splitlines() == [
        "__Host-bahasa True True Lax /",
        "__Host-messages True True Lax /",
    ], done.stderr


def test_subdomains_are_bound_to_tls_only_where_their_owner_says_so(read):
    name, site = "SECURE_HSTS_INCLUDE_SUBDOMAINS", "https://sidang.example"

    assert read(name, BASE_URL=site) == {name: False}
    assert read(name, BASE_URL=site, HSTS_SUBDOMAINS="1") == {name: True}


@pytest.mark.parametrize(
    ("given", "is_compulsory"),
    [
        ({}, False),
        ({"DEMO": "0"}, True),
        ({"DEBUG": "0", "SECRET_KEY": "kunci" * 8}, True),
        ({"DEMO": "0", "REQUIRE_SECOND_FACTOR": "0"}, False),
        ({"REQUIRE_SECOND_FACTOR": "1"}, True),
    ],
)
def test_a_second_factor_is_compulsory_except_in_a_demonstration(read, given, is_compulsory):
    assert read("REQUIRE_SECOND_FACTOR", **given) == {"REQUIRE_SECOND_FACTOR": is_compulsory}


def test_the_word_of_a_proxy_is_taken_only_where_there_is_one(read):
    told = [read("ALLAUTH_TRUSTED_PROXY_COUNT", BEHIND_PROXY=given) for given in ("0", "1")]

    assert [one["ALLAUTH_TRUSTED_PROXY_COUNT"] for one in told] == [0, 1]


def test_faults_are_reported_elsewhere_only_when_asked_and_without_people(run):
    ask = (
        "from django.conf import settings; settings.DEBUG\n"
        "import sentry_sdk\n"
        "told = sentry_sdk.get_client().options\n"
        "print(told.get('dsn'), told.get('send_default_pii'),"
        " told.get('include_local_variables'), told.get('max_request_body_size'))"
    )
    address = "https://public@faults.example/1"

    asked, not_asked = run("-c", ask, SENTRY_DSN=address), run("-c", ask)

    assert asked.stdout.split() == [address, "False", "False", "never"]
    assert not_asked.stdout.split()[0] == "None"


@pytest.mark.parametrize("name", ["SECRET_KEY", "VAULT_KEY"])
def test_a_key_that_could_be_found_by_trying_is_refused_where_it_matters(run, name):
    told = {"SECRET_KEY": "x" * 40, "VAULT_KEY": "y" * 40, "DEBUG": "0"}

    assert run("-c", "import config.settings", **told).returncode == 0
    refused = run("-c", "import config.settings", **(told | {name: "pendek"}))
    assert refused.returncode
    assert f"{name}: paling sedikit 32 tanda." in refused.stderr
    assert run("-c", "import config.settings", **{name: "pendek"}).returncode == 0


def test_keys_before_the_signing_key_are_read(read):
    told = read("SECRET_KEY_FALLBACKS", SECRET_KEY_FALLBACKS="satu,dua")

    assert told["SECRET_KEY_FALLBACKS"] == ["satu", "dua"]
