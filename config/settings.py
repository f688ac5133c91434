"""All settings, top to bottom. They come from the environment only; with nothing set the whole
runs on SQLite with a real background worker and no server. README lists each with its default.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from cases.domain.queues import Queue
from config import logs, redis_addresses

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env("DATA_DIR", default=str(BASE_DIR / "var")))
DATA_DIR.mkdir(parents=True, exist_ok=True)

# --- What this installation is -------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=True)
DEMO = env.bool("DEMO", default=DEBUG)
DRILL = env.bool("DRILL", default=False)
# How far off the clock of this process is; only a drill sets it.
CLOCK_SHIFT_SECONDS = env.int("CLOCK_SHIFT_SECONDS", default=0) if DRILL else 0
PORT = env.int("PORT", default=8000)
# Printed on papers, so it does not follow the port: the same record gives the same bytes.
BASE_URL = env("BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
LEAST_KEY = 32  # signs of a key that an installation sets
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL.startswith("https://") else []


def _told_in(name: str) -> str:
    """What stands in the file that a variable names; empty where it names none."""
    file = env(name, default="")
    return Path(file).read_text(encoding="utf-8").strip() if file else ""


def _long_enough(key: str, name: str) -> str:
    """A key that nobody finds by trying: what it seals is only as safe as it is long."""
    if key and not DEBUG and len(key) < LEAST_KEY:
        raise environ.ImproperlyConfigured(f"{name}: paling sedikit {LEAST_KEY} tanda.")
    return key


def _secret_key() -> str:
    """From the environment or a file; a demonstration keeps one of its own beside its data."""
    if named := str(env("SECRET_KEY", default="")) or _told_in("SECRET_KEY_FILE"):
        return _long_enough(named, "SECRET_KEY")
    if not DEBUG:
        raise environ.ImproperlyConfigured("SECRET_KEY atau SECRET_KEY_FILE diperlukan.")
    kept = DATA_DIR / "secret-key"
    if not kept.exists():  # of several processes that come first, one wins and all read it
        fresh = DATA_DIR / f"secret-key-{os.getpid()}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(48), encoding="utf-8")
        with contextlib.suppress(FileExistsError):
            kept.hardlink_to(fresh)
        fresh.unlink()
    return kept.read_text(encoding="utf-8")


SECRET_KEY = _secret_key()
# Keys before it: sessions that they signed go on.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])


def _vault_keys() -> list[str]:
    """The present key of what is sealed at rest, and those before it; none: the secret key."""
    told = str(env("VAULT_KEY", default="")) or _told_in("VAULT_KEY_FILE")
    present = _long_enough(told, "VAULT_KEY")
    before = env.list("VAULT_KEY_FALLBACKS", default=[])
    return [str(key) for key in (present, *before) if key]


VAULT_KEYS = _vault_keys()

# --- The house -----------------------------------------------------------------------------

INSTALLED_APPS = [
    "cases.admin.apps.JournalledAdmin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "cases",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "cases.web.headers.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cases.web.tracing.TracingMiddleware",
    "cases.web.metrics.MeasuringMiddleware",
    "cases.web.caching.ReplicaMiddleware",
    "cases.web.kept_pages.KeptPagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "cases.web.caching.PublicCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cases.web.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "cases.web.typed.CleanTextMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cases.web.headers.IsolationMiddleware",
    "cases.web.errors.NotAllowedMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cases.web.guards.SessionLimitMiddleware",
    "cases.web.guards.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
# No request says under which path the site stands: some servers believe a header named so.
FORCE_SCRIPT_NAME = ""
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "cases.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "cases.adapters.templates.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cases.web.context.site",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "cases.templatetags.pieces",
                "cases.templatetags.said",
            ],
        },
    }
]

# --- Rows, cache, queue ---------------------------------------------------------------------

DATABASES = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'sidang.sqlite3'}")
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Readers never wait for the writer (WAL); a writer takes its lock at once (IMMEDIATE).
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # A server that does not answer is given up soon, so that pages and watchers are told.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
    # A search gathers in memory where a word stands; in too little, on which pages alone, and
    # looks at all of these. Nothing is asked here whose plan is worth being compiled: what a
    # person may see took ten seconds, and three milliseconds without. What the address says of
    # either comes later, and holds.
    _options = DATABASES["default"]["OPTIONS"]
    _options["options"] = f"-c work_mem=32MB -c jit=off {_options.get('options', '')}".strip()
    # So many connections at most for all threads of a process; 0: one for each, kept a minute.
    if _pool := env.int("DATABASE_POOL", default=0):
        DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": _pool}
        DATABASES["default"]["CONN_MAX_AGE"] = 0  # the pool keeps them
# A copy that follows the base: visitors without a session read the public shelf from it.
if _replica := env("DATABASE_REPLICA_URL", default=""):
    DATABASES["replica"] = {
        **DATABASES["default"],
        **env.db_url_config(_replica),
        "TEST": {"MIRROR": "default"},
    }
    DATABASE_ROUTERS = ["cases.adapters.replica.ReplicaRouter"]
# The roles that ``protect_base`` gives their rights, as addresses with name and password: that
# of the web and its workers (their DATABASE_URL), and one that reads the public shelf alone.
DATABASE_WEB_URL = env("DATABASE_WEB_URL", default="")
DATABASE_SHELF_URL = env("DATABASE_SHELF_URL", default="")
if DATABASE_SHELF_URL and not DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["public"] = {
        **DATABASES["default"],
        **env.db_url_config(DATABASE_SHELF_URL),
        "TEST": {"MIRROR": "default"},
    }

CELERY_BROKER_URL = env("CELERY_BROKER_URL", default="")
# One Redis does for both, unless two are named. It holds only what may be lost.
REDIS_URL = env("REDIS_URL", default="") or (
    CELERY_BROKER_URL if redis_addresses.is_redis(CELERY_BROKER_URL) else ""
)
# Behind sentinels (sentinel://one:26379;sentinel://two:26379/0), which master; behind TLS
# (rediss://), the file of the authority, where it is none that the machine knows.
_sentinels = redis_addresses.Sentinels(
    env("REDIS_MASTER", default="mymaster"), env("REDIS_SENTINEL_PASSWORD", default="")
)
REDIS_CA_FILE = env("REDIS_CA_FILE", default="")
_cache = redis_addresses.cache(REDIS_URL, _sentinels, ca_file=REDIS_CA_FILE)
CACHES: dict[str, Any] = {
    "default": {
        "BACKEND": "cases.adapters.forgiving_cache.ForgivingRedisCache",
        "LOCATION": _cache.location,
        "OPTIONS": _cache.options,
    }
    if REDIS_URL
    else {
        # A table: counters of failed attempts have to be right across processes.
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cases_cacheentry",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # filling it up shall not push a counter out
    },
    # Pictures of shared pages: some 20 kB each, beside the counters and never among them.
    "cards": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "cards",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
    # Public pages as they were made, in each process its own, for as long as a proxy may; those
    # of one case for longer (``web/kept_pages``).
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": 60,
        "OPTIONS": {"MAX_ENTRIES": 400},
    },
    # Pieces of them, by what they are made from; not while templates are being written.
    "pieces": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    if DEBUG
    else {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pieces",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 4000},  # of some 2 kB
    },
    # The large parts of pages, by the state of what they tell; as long as their pages.
    "parts": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    if DEBUG
    else {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "parts",
        "OPTIONS": {"MAX_ENTRIES": 200},  # of some 50 kB
    },
}

CELERY_BROKER_URL = CELERY_BROKER_URL or REDIS_URL
if CELERY_BROKER_URL:
    # Redelivery after a killed worker, soon enough to matter and later than any job lasts.
    CELERY_BROKER_USE_SSL = redis_addresses.broker_tls(CELERY_BROKER_URL, ca_file=REDIS_CA_FILE)
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {
        **redis_addresses.broker(CELERY_BROKER_URL, _sentinels),
        "visibility_timeout": 3600,
        "unacked_restore_interval": 10,
        "unacked_restore_throttle": 1,
    }
else:
    # The embedded doorbell: files in a folder. The job rows are the truth.
    CELERY_BROKER_URL = "filesystem://localhost"
    _queue = DATA_DIR / "queue"
    for _part in ("messages", "control"):
        (_queue / _part).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_queue / "messages"),
        "data_folder_out": str(_queue / "messages"),
        "control_folder": str(_queue / "control"),
        "polling_interval": 0.1,
    }
# A worker that is told nothing takes from every queue.
CELERY_TASK_DEFAULT_QUEUE = str(Queue.QUICK)
CELERY_TASK_QUEUES = {
    str(one): {"exchange": str(one), "routing_key": str(one)} for one in Queue
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Asia/Jakarta"

# --- Files ----------------------------------------------------------------------------------

MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(DATA_DIR / "media")))
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = False
# Papers and uploads in a bucket instead (the extra ``s3``). Nothing in it is public.
S3_BUCKET = env("S3_BUCKET", default="")
# Readers fetch files of their own from the bucket, by an address that is good for a minute.
S3_PRESIGNED = env.bool("S3_PRESIGNED", default=False)
_bucket = {
    "BACKEND": "storages.backends.s3.S3Storage",
    "OPTIONS": {
        "bucket_name": S3_BUCKET,
        "endpoint_url": env("S3_ENDPOINT_URL", default="") or None,
        "region_name": env("S3_REGION", default="") or None,
        "access_key": env("S3_ACCESS_KEY", default="") or None,
        "secret_key": env("S3_SECRET_KEY", default="") or None,
        "location": env("S3_PREFIX", default=""),
        "default_acl": None,
        "signature_version": "s3v4",
        "file_overwrite": True,  # a name is given once; again it is the same content
        "max_memory_size": 4 * 1024 * 1024,
    },
}
STORAGES = {
    "default": _bucket
    if S3_BUCKET
    else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Plain names until files were collected, names by content and compressed files afterwards.
    "staticfiles": {"BACKEND": "cases.adapters.statics.SiteStaticFilesStorage"},
}

# With less room than this the installation says that it is not ready (/readyz).
DISK_LEAST_MB = env.int("DISK_LEAST_MB", default=200)

# Where the backup of every night goes, and how many stand there; empty: none is taken.
BACKUP_DIR = env("BACKUP_DIR", default="")
BACKUP_KEEP = env.int("BACKUP_KEEP", default=30)

# What people bring: so much at once, and so much for one house.
UPLOAD_MAX_MB = env.int("UPLOAD_MAX_MB", default=200)
UPLOAD_QUOTA_MB = env.int("UPLOAD_QUOTA_MB", default=5000)
# A day of sound weighs more than any paper; a commission brings it, outside its share.
RECORDING_MAX_MB = env.int("RECORDING_MAX_MB", default=1000)
# The folder of a model for recognising speech (extra "speech"); empty: nobody listens here.
SPEECH_MODEL_DIR = env("SPEECH_MODEL_DIR", default="")
# The key that signs papers (PKCS#12, the extra ``sign``), and who stamps the time. A
# demonstration without one signs with a key of its own that stands for nobody.
SIGNING_KEY_FILE = env("SIGNING_KEY_FILE", default="")
SIGNING_PASSPHRASE = env("SIGNING_PASSPHRASE", default="") or _told_in(
    "SIGNING_PASSPHRASE_FILE"
)
SIGNING_TRUST_FILE = env("SIGNING_TRUST_FILE", default="")
SIGNING_TSA_URL = env("SIGNING_TSA_URL", default="")
SIGNING_DEMO = env.bool("SIGNING_DEMO", default=DEMO) and not SIGNING_KEY_FILE
# The key that signs the daily checkpoints of the journal (Ed25519, PEM), and the folder where
# they lie outside the database; without a file one key is made beside the data.
JOURNAL_KEY_FILE = env("JOURNAL_KEY_FILE", default="")
JOURNAL_KEY_KEPT = DATA_DIR / "journal-key.pem"
CHECKPOINT_DIR = Path(env("CHECKPOINT_DIR", default=str(DATA_DIR / "checkpoints")))
# Under which licence the open data are given away: CC-BY-4.0, CC0-1.0 or ODC-BY-1.0.
OPEN_DATA_LICENCE = env("OPEN_DATA_LICENCE", default="CC-BY-4.0")
CLAMAV_URL = env("CLAMAV_URL", default="")  # tcp://host:3310 or unix:///run/clamav/clamd.ctl
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "cases.adapters.receiving.BoundedFileUploadHandler",
]

# --- Language and time ----------------------------------------------------------------------

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Bahasa Indonesia")), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "cases" / "locale"]
TIME_ZONE = env("TIME_ZONE", default="Asia/Jakarta")
USE_I18N = True
USE_TZ = True

# --- Signing in -----------------------------------------------------------------------------

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "cases.web.guessing.NotOurWordsValidator"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "home"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

# The demonstration accounts sign in with their password alone.
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=not DEMO)
ACCOUNT_ADAPTER = "cases.web.hooks.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "cases.web.forms.account.SignInForm",
    "add_email": "cases.web.forms.account.ChangeEmailForm",
    "change_password": "cases.web.forms.account.ChangePasswordForm",
    "set_password": "cases.web.forms.account.SetPasswordForm",
    "reset_password": "cases.web.forms.account.ResetPasswordForm",
    "reset_password_from_key": "cases.web.forms.account.NewPasswordForm",
    "reauthenticate": "cases.web.forms.account.ReauthenticateForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_CONFIRMATION_AUTHENTICATED_REDIRECT_URL = "/akun/"
# Counted in the cache, before a password is hashed. The sentences that say how long to wait are
# in cases/web/hooks.py.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "30/5m/ip,5/5m/key",
    "reset_password": "10/m/ip,3/h/key",
    "invitation": "30/m/ip",
    "first_run": "10/m/ip",
    "access": "60/m/ip",
    "access_entered": "30/m/ip,20/h/key",
    "quote_check": "10/m/ip",
    "verification": "20/m/ip",
    "alert": "10/m/ip",
    "privacy": "10/m/ip",
    "policy_report": "20/m/ip",
}
MFA_ADAPTER = "cases.web.hooks.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "cases.web.forms.account.CodeForm",
    "reauthenticate": "cases.web.forms.account.ReauthenticateCodeForm",
    "activate_totp": "cases.web.forms.account.ActivateAppForm",
    "add_webauthn": "cases.web.forms.account.AddPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Sidang Terbuka"
MFA_TOTP_TOLERANCE = 1  # clocks of telephones go wrong by seconds
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not BASE_URL.startswith("https://")

# --- Behind the door ------------------------------------------------------------------------

_secure = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _secure
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# The longest that any session may last; cases/web/guards.py ends most of them sooner.
SESSION_COOKIE_AGE = 14 * 24 * 60 * 60
# A browser takes a cookie with this at its front from this very host alone.
_host = "__Host-" if _secure else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{_host}sessionid", f"{_host}csrftoken"
LANGUAGE_COOKIE_NAME = f"{_host}bahasa"
CSRF_FAILURE_VIEW = "cases.web.errors.expired"
MESSAGE_STORAGE = "cases.web.said_once.SaidOnceStorage"
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=_secure)
# Asked from inside, without TLS; and programs, which cases/web/headers.py refuses instead of
# leading them on, so that somebody notices that a token went over an open line.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^api/"]
# The address of a client is that of the peer; only a proxy of our own is believed another.
ALLAUTH_TRUSTED_PROXY_COUNT = 0
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
SECURE_HSTS_SECONDS = 31_536_000 if _secure else 0
# Subdomains and the browsers' preload list are for the owner of the domain to decide.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=False)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
# No nonces: no page has a program or a style of its own, so that 'self' says all, and of a page
# that proxies keep for a minute everybody would get the same nonce.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "object-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
        # Nothing becomes a program but by the gate in static/js/trusted.js.
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["default", "sidang-baca"],
        "report-uri": ["/laporan-kebijakan/"],
    }
}

# --- Programs -------------------------------------------------------------------------------

# Its parts are no installed apps: their Indonesian would speak over Django's on every page.
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_FILTER_BACKENDS": ["cases.api.asking.Strict"],
    "DEFAULT_THROTTLE_CLASSES": ["cases.api.rates.OfAnybody"],
    "DEFAULT_THROTTLE_RATES": {
        "anon": env("API_RATE", default="600/min"),
        "lines": env("API_LINES_RATE", default="30/min"),
        "account": env("API_ACCOUNT_RATE", default="300/min"),
    },
    "DEFAULT_SCHEMA_CLASS": "cases.api.schema.Schema",
    "EXCEPTION_HANDLER": "cases.api.problems.as_problem",
    "NUM_PROXIES": ALLAUTH_TRUSTED_PROXY_COUNT,
    "UNAUTHENTICATED_USER": None,
    "UNICODE_JSON": True,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Sidang Terbuka",
    "DESCRIPTION": "The public record of public-information disputes, for programs; and "
    "with a token, what its person may do.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": {"PlaceEnum": "cases.domain.filing.PLACES"},
    "LICENSE": {"name": "Apache-2.0"},
    "DEFAULT_GENERATOR_CLASS": "cases.api.schema.KeptGenerator",
}

# --- Watching -------------------------------------------------------------------------------

# Who may read /metrics: whoever brings this token, or asks from one of these addresses. With
# neither, there is nothing by that address.
METRICS_TOKEN = env("METRICS_TOKEN", default="") or _told_in("METRICS_TOKEN_FILE")
METRICS_FROM = env.list("METRICS_FROM", default=[])

# Where traces go (OpenTelemetry over HTTP, the extra ``otel``); the library reads the rest of
# its own variables (OTEL_*) by itself.
OTEL_ENDPOINT = env("OTEL_EXPORTER_OTLP_ENDPOINT", default="")

# --- Mail and watching ----------------------------------------------------------------------

EMAIL_URL = env("EMAIL_URL", default="consolemail://")
vars().update(env.email_url_config(EMAIL_URL))
if EMAIL_URL.startswith("filemail://"):
    EMAIL_BACKEND = "cases.adapters.mail.FolderBackend"
    EMAIL_FILE_PATH = DATA_DIR / EMAIL_URL.removeprefix("filemail://")
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="sidang-terbuka@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 10  # seconds; a silent mail server holds nobody up for longer

if _sentry_dsn := env("SENTRY_DSN", default=""):
    import sentry_sdk

    # Faults leave the house without the people they happened to, and without their words.
    sentry_sdk.init(
        dsn=_sentry_dsn,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        before_send=logs.redact_event,
    )

# For people, or a line of JSON for machines that gather logs.
LOG_FORMAT = env("LOG_FORMAT", default="plain" if DEMO else "json")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
        "json": {"()": "config.logs.JsonLines"},
    },
    "filters": {
        "not_asked_by_watchers": {
            "()": "django.utils.log.CallbackFilter",
            # A machine that asks every second whether all is ready has read the answer itself.
            "callback": lambda told: "/readyz" not in told.getMessage(),
        },
        "without_secrets": {"()": "config.logs.WithoutSecrets"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": LOG_FORMAT,
            "filters": ["not_asked_by_watchers", "without_secrets"],
        }
    },
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
    "loggers": {
        "cases": {"level": "INFO"},
        # A line for each request is for those machines; people at a console have asked already.
        "cases.web.tracing": {"level": "INFO" if LOG_FORMAT == "json" else "WARNING"},
        "django": {"handlers": [], "level": "NOTSET"},  # once, through the root
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django.request": {"level": "ERROR"},  # a page that is not there is no event
        "fontTools": {"level": "ERROR"},
        "pyhanko": {"level": "ERROR"},  # says that nothing is fetched, which is meant so
    },
}
