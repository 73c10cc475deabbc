"""The door for the web server."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from samspil.config import start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspil.config.settings")
application = get_wsgi_application()
# Only what the running product signs in with; the owner's address has no business in a web server.
_USED = ("DATABASE_URL", "DATABASE_DOOR_URL", "DATABASE_KEEPER_URL")
start.refuse_strong_roles((name, os.environ[name]) for name in _USED if os.environ.get(name))
start.refuse_changed_lock(os.environ["DATABASE_URL"])
if not (settings.DEMO or settings.TESTING):
    start.refuse_test_clock(os.environ["DATABASE_URL"])
# What was imported stays: the collector need not walk it again and again, which was one part in twenty of a page.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 50)
