"""Settings of every installation; what differs comes from the environment (env.py)."""

import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF

from loa.config import env
from loa.foundation.database.facade import connection_settings, site_secret
from loa.kernel import logs

ENV = env.read()
_PACKAGE = Path(__file__).resolve().parents[1]

LOA_DATA = ENV.data
SECRET_KEY_IS_KEPT = bool(ENV.secret_key or site_secret(LOA_DATA))
SECRET_KEY = ENV.secret_key or site_secret(LOA_DATA) or secrets.token_urlsafe()
DEBUG = ENV.debug
METRICS_FOLDER = ENV.metrics_folder
LOGGING = logs.configuration(is_json=ENV.logs_as_json, is_debug=DEBUG)
ALLOWED_HOSTS = list(ENV.allowed_hosts)
SITE_ADDRESS = ENV.site_address
# LOA_HTTPS=1: before the site stands one proxy that speaks TLS and writes these headers anew.
if ENV.is_behind_tls:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

INSTALLED_APPS = [
    "loa.surfaces.desk",
    "loa.surfaces.portal",
    "loa.modules.plans",
    "loa.foundation.documents.register",
    "loa.foundation.messaging",
    "loa.foundation.files",
    "loa.foundation.tokens",
    "loa.foundation.legal",
    "loa.foundation.orgs",
    "loa.foundation.audit",
    "loa.foundation.jobs",
    "loa.foundation.idempotency",
    "loa.foundation.ui",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "loa.config.watching.WatchMiddleware",
    "csp.middleware.CSPMiddleware",
    "loa.surfaces.api.door.ApiMiddleware",
    "loa.surfaces.portal.door.PortalMiddleware",
    "loa.foundation.ui.sizes.SizeMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "loa.foundation.orgs.web.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "loa.foundation.orgs.web.middleware.ActorMiddleware",
    "loa.foundation.legal.web.middleware.LawMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "loa.foundation.ui.drafts.DraftMiddleware",
    "loa.foundation.ui.errors.ErrorMiddleware",
]

ROOT_URLCONF = "loa.config.urls"
WSGI_APPLICATION = "loa.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "loa.surfaces.desk.context.shell",
            ],
        },
    },
]

FORM_RENDERER = "loa.foundation.ui.renderer.LoaRenderer"
CSRF_FAILURE_VIEW = "loa.foundation.ui.errors.csrf_failure"
LOGIN_URL = "account_login"

DATABASE_IS_EMBEDDED = not ENV.database_url
DATABASES = {
    "default": connection_settings(LOA_DATA)
    if DATABASE_IS_EMBEDDED
    else env.database_from_url(ENV.database_url)
}
# The limits on tries count here, so that all web processes count together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "orgs_tries",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

PROCRASTINATE_ON_APP_READY = "loa.config.wiring.connect"

AUTH_USER_MODEL = "orgs.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "loa.foundation.orgs.web.adapter.Adapter"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {
    "login": "loa.foundation.orgs.web.sign_in.SignInForm",
    "change_password": "loa.foundation.orgs.web.sign_in.ChangePasswordForm",
}
# on, off, or "": on wherever the folder is no demonstration.
SECOND_FACTOR = ENV.second_factor
SMTP = ENV.smtp
ACCOUNT_PASSWORD_INPUT_RENDER_VALUE = False
ACCOUNT_SESSION_REMEMBER = False
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_HTTPONLY = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "loa.foundation.orgs.passwords.OneTimeHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "loa.foundation.orgs.passwords.LongEnough"},
    {"NAME": "loa.foundation.orgs.passwords.NotTheName"},
    {"NAME": "loa.foundation.orgs.passwords.NotCommon"},
]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
# Read in what is typed («1.250»). Written by `ui.number` alone: the Vietnamese of Django groups
# nothing, so ids, years and versions in pages keep their digits.
USE_THOUSAND_SEPARATOR = True
LOCALE_PATHS = [_PACKAGE / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = LOA_DATA / "static"
HASHED_STATIC = "whitenoise.storage.CompressedManifestStaticFilesStorage"
PLAIN_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"
# Names with a hash exist once the start has collected the files; tests run without.
_is_collected = os.access(STATIC_ROOT / "staticfiles.json", os.R_OK)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": HASHED_STATIC if _is_collected else PLAIN_STATIC},
}

# Read at the first start and after each change, in this order; each takes `at`.
REFERENCE_DATA = ENV.reference
REFERENCE_LOADERS = [
    "loa.foundation.legal.facade.load_reference",
    "loa.foundation.orgs.facade.load_reference",
]
# Called by `loa up --demo` on a demonstration folder; takes `at`; does nothing the second time.
DEMO_LOADER = "loa.surfaces.cli.demo.load"
# «Làm lại từ đầu» on the banner; takes `at`.
DEMO_RESTARTER = "loa.surfaces.cli.demo.restart"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "img-src": [SELF, "data:"],
    },
}
