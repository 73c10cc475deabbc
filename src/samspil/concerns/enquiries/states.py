"""How a citizen's enquiry lives."""

from __future__ import annotations

from samspil.concerns.enquiries.models import State
from samspil.lib.lifecycles import LifeCycle

ENQUIRY = LifeCycle("enquiries_enquiry", {State.OPEN: {State.CLOSED}, State.CLOSED: {State.OPEN}}, rests={State.CLOSED})
