"""Settings of Samspil. What each environment variable means stands in docs/reference/settings.md."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF

from samspil.config import environment

SOURCE = Path(__file__).resolve().parent.parent

DEMO = environment.flag("SAMSPIL_DEMO")
DEBUG = environment.flag("SAMSPIL_DEBUG")
TESTING = environment.flag("SAMSPIL_TEST_ROLES")

# Demo and tests have keys of their own; an installation must choose its own.
_throwaway = "only-for-made-up-data-" * 3 if DEMO or TESTING or DEBUG else None
SECRET_KEY = environment.read("SAMSPIL_SECRET_KEY", _throwaway)
ACTOR_KEY = environment.read("SAMSPIL_ACTOR_KEY", _throwaway)  # signs who acts; its twin lies in the key cabinet
AUDIT_KEY = environment.read("SAMSPIL_AUDIT_KEY", _throwaway)  # chains the audit; never in the database
CPR_KEY = environment.read("SAMSPIL_CPR_KEY", _throwaway)  # hashes and encrypts CPR numbers; never in the database

ALLOWED_HOSTS = environment.read("SAMSPIL_HOSTS", "127.0.0.1,localhost,testserver").split(",")
ROOT_URLCONF = "samspil.config.urls"
WSGI_APPLICATION = "samspil.config.wsgi.application"

# --- databases: four roles, four aliases (design: the database is the lock) ---------------------------------------
_ROLES = {
    "default": ("DATABASE_URL", "samspil_app"),
    "owner": ("DATABASE_OWNER_URL", "samspil_owner"),
    "door": ("DATABASE_DOOR_URL", "samspil_door"),
    "keeper": ("DATABASE_KEEPER_URL", "samspil_keeper"),
}
DATABASES = {
    alias: environment.database(environment.read(variable), role=role if TESTING else None)
    for alias, (variable, role) in _ROLES.items()
    if alias == "default" or TESTING or environment.read(variable, "")
}
if not TESTING:
    for _alias in ("default", "door"):
        if _alias in DATABASES:
            DATABASES[_alias]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}  # type: ignore[index]
DATABASE_ROUTERS = ["samspil.access.router.Doors"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "template_partials",
    "csp",
    "allauth",
    "allauth.account",
    "samspil.web",
    "samspil.audit",
    "samspil.access",
    "samspil.organisations",
    "samspil.organisations.signin",
    "samspil.people",
    "samspil.sharing",
    "samspil.sharing.notices",
    "samspil.catalogue",
    "samspil.catalogue.activities",
    "samspil.responsibility",
    "samspil.concerns",
    "samspil.concerns.chosen",
    "samspil.concerns.guide",
    "samspil.concerns.notifying",
    "samspil.concerns.joint",
    "samspil.concerns.together",
    "samspil.concerns.onthespot",
    "samspil.concerns.rounds",
    "samspil.concerns.signs",
    "samspil.concerns.sources",
    "samspil.concerns.doorsurvey",
    "samspil.concerns.public",
    "samspil.concerns.enquiries",
    "samspil.concerns.arrivals",
    "samspil.cases",
    "samspil.cases.arenas",
    "samspil.cases.efforts",
    "samspil.cases.leaving",
    "samspil.cases.origins",
    "samspil.cases.references",
    "samspil.cases.voices",
    "samspil.cases.youth",
    "samspil.meetings",
    "samspil.meetings.calendar",
    "samspil.meetings.matters",
    "samspil.meetings.papers",
    "samspil.meetings.passages",
    "samspil.curriculum",
    "samspil.evaluation",
    "samspil.desk",
    "samspil.profiles",
]
if DEMO or TESTING:
    INSTALLED_APPS += ["samspil.demo"]

MIDDLEWARE = [
    "samspil.concerns.public.middleware.Nameless",  # first: on the public pages nothing after it knows who calls
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "samspil.web.middleware.Edge",
    "allauth.account.middleware.AccountMiddleware",
    "samspil.organisations.signin.middleware.PlaceMiddleware",
    "samspil.access.middleware.ActorMiddleware",
    "samspil.organisations.middleware.ColleagueMiddleware",
    "samspil.sharing.drafts.middleware.DropSent",
    "samspil.web.middleware.Refusals",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "samspil.web.context.page",
            ],
        },
    }
]

# --- sign-in ------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "signin.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
if TESTING:  # slow hashing is the point of it, and not of the tests
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "samspil.organisations.signin.adapter.ClosedAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SESSION_REMEMBER = False  # closing the browser signs out
ACCOUNT_FORMS = {
    "login": "samspil.organisations.signin.forms.SignInForm",
    "change_password": "samspil.organisations.signin.forms.ChangePasswordForm",
    "reset_password_from_key": "samspil.organisations.signin.forms.ChoosePasswordForm",
}
ACCOUNT_LOGOUT_REDIRECT_URL = "signin:choose_member" if DEMO else "account_login"
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24 * 3  # one-time links
# allauth counts attempts per address and per caller; with one table for all processes the limits hold for all of them.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "signin_cache"}}
ALLAUTH_TRUSTED_PROXY_COUNT = int(environment.read("SAMSPIL_PROXIES", "0"))  # who calls, seen through that many
LOGIN_URL = "signin:choose_member" if DEMO else "account_login"
LOGIN_REDIRECT_URL = "/"
SESSION_ENGINE = "samspil.organisations.signin.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not (DEMO or TESTING or DEBUG)
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- mail: links to work addresses; never a name, a school or what somebody wrote -------------------------------------
_MAIL = "smtp" if environment.read("SAMSPIL_MAIL_HOST", "") else "console" if DEMO else "dummy"
EMAIL_BACKEND = f"django.core.mail.backends.{_MAIL}.EmailBackend"
EMAIL_HOST = environment.read("SAMSPIL_MAIL_HOST", "")
EMAIL_PORT = int(environment.read("SAMSPIL_MAIL_PORT", "25"))
EMAIL_HOST_USER = environment.read("SAMSPIL_MAIL_USER", "")
EMAIL_HOST_PASSWORD = environment.read("SAMSPIL_MAIL_PASSWORD", "")
EMAIL_USE_TLS = environment.flag("SAMSPIL_MAIL_TLS")
EMAIL_TIMEOUT = 20  # seconds: a server that says nothing holds up no other mail
DEFAULT_FROM_EMAIL = environment.read("SAMSPIL_MAIL_FROM", "samspil@localhost")

# --- language, time, files ------------------------------------------------------------------------------------------
LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "English")]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
STATIC_URL = "/static/"
# The demo and the tests serve files from where they lie; an installation gathers them (collectstatic) in one folder.
WHITENOISE_USE_FINDERS = DEMO or TESTING or DEBUG
_gathered = "" if WHITENOISE_USE_FINDERS else str(SOURCE.parents[1] / "var" / "static")
STATIC_ROOT = environment.read("SAMSPIL_STATIC", _gathered)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMO or TESTING or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a list of a thousand rows is one form
# Nothing touches the disk, and no file is lost in silence. How many a form takes, its own field says.
FILE_UPLOAD_HANDLERS = ["samspil.sharing.files.receiving.Receiver"]
DATA_UPLOAD_MAX_NUMBER_FILES = 1000
SCANNER = environment.read("SAMSPIL_CLAMD", "")  # a virus scanner with clamd's protocol

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
FORM_RENDERER = "samspil.web.forms.Renderer"
CSRF_FAILURE_VIEW = "samspil.web.errors.csrf_failed"
