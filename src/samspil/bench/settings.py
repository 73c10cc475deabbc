"""The settings of the product, with the bare page's address and the probe. Nothing else differs from an installation."""

from __future__ import annotations

from samspil.config.settings import *  # noqa: F403
from samspil.config.settings import INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = [*INSTALLED_APPS, "samspil.bench"]
ROOT_URLCONF = "samspil.bench.urls"
# The outer half counts statements; the inner one reads, in the request's own transaction, how many rows were looked at.
MIDDLEWARE = ["samspil.bench.probe.Outside", *MIDDLEWARE, "samspil.bench.probe.Inside"]
