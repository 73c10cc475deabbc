"""Links to work addresses: the letter that carries one, made when it goes, and the address that one was mailed to.

The address stands in the link, signed; the database keeps a hash of the link. Made when it goes, a link is whole however long the
mail server let it wait, and it lies nowhere until then.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from samspil.sharing.notices.kinds import Letter

LIVES = timedelta(minutes=30)
_LINK = "samspil.public.link"


def write(cursor: Any, at: datetime, address: str, content: Mapping[str, Any]) -> tuple[str, str]:
    """Subject and text of the letter with a new link, which the database now knows. `content`: body and page with TOKEN in it."""
    token = made_for(content["body"], address)
    cursor.execute("SELECT front.make_link(%s, %s)", [hashed(token), at])
    with translation.override("da"):
        return _("Your link to Samspil"), _(
            "Open this link to send a concern. It works once, for half an hour:\n\n%(link)s\n\n"
            "Did you not ask for it? Then do nothing. Is a child in danger, ring 112."
        ) % {"link": content["page"].replace("TOKEN", token)}


LETTER = Letter("send_link", write)


def made_for(body_key: str, address: str) -> str:
    """A new link's token: the address in small letters, signed for that municipality."""
    return signing.dumps({"to": address.lower(), "n": secrets.token_urlsafe(16)}, salt=_salt(body_key))


def address_in(body_key: str, token: str) -> str:
    """The work address that a link was mailed to. Raises signing.BadSignature for a link that is old or not ours."""
    return str(signing.loads(token, salt=_salt(body_key), max_age=LIVES)["to"])


def hashed(token: str) -> str:
    """What the database keeps of a link."""
    return salted_hmac(_LINK, token, algorithm="sha256").hexdigest()


def _salt(body_key: str) -> str:
    return f"{_LINK}.{body_key}"
