"""The product does not start on a test clock."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from samspil.config import start


def test_the_product_does_not_start_on_a_test_clock(fresh_database: Any, owner_sql: psycopg.Connection[Any]) -> None:
    address = fresh_database.url("samspil_app")
    start.refuse_test_clock(address)
    owner_sql.execute("INSERT INTO access_clock (ahead) VALUES ('1 day')")
    with pytest.raises(start.StartRefused, match="test clock"):
        start.refuse_test_clock(address)
    owner_sql.execute("UPDATE access_clock SET ahead = '0'")
    start.refuse_test_clock(address)
