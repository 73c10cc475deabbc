"""A web server does not start with a role that the policies do not hold."""

from __future__ import annotations

import psycopg
import pytest

from samspil.config import roles
from samspil.config.start import StartRefused, refuse_strong_roles
from samspil.config.tests.conftest import Start


def test_the_roles_that_bootstrap_made_may_start(start: Start) -> None:
    private = start()
    roles.bootstrap(private.admin_url, passwords=private.passwords)
    refuse_strong_roles((role, private.url(role)) for role in roles.WORKING)


@pytest.mark.parametrize(
    "loosening",
    [
        "ALTER ROLE samspil_app SUPERUSER",
        "ALTER ROLE samspil_app BYPASSRLS",
        "GRANT samspil_owner TO samspil_app",
        "GRANT samspil_lock TO samspil_app",
        "ALTER DATABASE samspil OWNER TO samspil_app",
    ],
)
def test_a_loosened_one_may_not(start: Start, loosening: str) -> None:
    private = start()
    roles.bootstrap(private.admin_url, passwords=private.passwords)
    with psycopg.connect(private.admin_url, autocommit=True) as admin:
        admin.execute(loosening.encode())
    with pytest.raises(StartRefused, match="DATABASE_URL signs in as samspil_app"):
        refuse_strong_roles([("DATABASE_URL", private.url("samspil_app"))])


@pytest.mark.parametrize("role", ["samspil_owner", "samspil_admin"])
def test_the_owner_and_the_administrator_may_not(start: Start, role: str) -> None:
    private = start()
    roles.bootstrap(private.admin_url, passwords=private.passwords)
    with pytest.raises(StartRefused, match=role):
        refuse_strong_roles([("DATABASE_URL", private.url(role))])
