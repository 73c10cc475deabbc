"""The door of the bench's web servers: the product's own, or the one whose role bypasses the policies.

The product's door refuses such a role, so the bypassed server has one of its own, and only the bench knows it.
"""

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspil.bench.settings")
if os.environ.get("SAMSPIL_BENCH_BYPASSED") == "1":
    application = get_wsgi_application()
else:
    application = import_module("samspil.config.wsgi").application
