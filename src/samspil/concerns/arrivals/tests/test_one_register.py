"""The directory names the number and the hours that forms and receipts name."""

from __future__ import annotations

import pytest

from samspil.demo.colleagues import FILES, _reception
from samspil.organisations.profile import load
from samspil.organisations.profile.reception import Reception
from samspil.organisations.queries import structure


@pytest.mark.parametrize(
    ("body", "door", "phone"),
    [
        ("broendby", "ungeenheden", "00 00 20 01"),
        ("halsnaes", "sparring", "00 00 40 01"),
        ("vallensbaek", "ssp-konsulenten", "00 00 50 01"),
    ],
)
def test_the_directory_says_what_the_receipt_says(body: str, door: str, phone: str):
    profile = profile_of(body)
    lines = {
        line.door.key: line for group in structure._grouped(profile, list(profile.doors), []) for line in group.doors
    }
    assert lines[door].phone == phone
    assert "8.00–15.30" in lines[door].hours
    assert "fredag 8.00–14.00" in lines[door].hours
    assert all(line.phone != phone for key, line in lines.items() if line.door.run_by)


def profile_of(body: str):
    profile = load(FILES[body])
    stated = profile.reception.model_dump(mode="json", exclude_defaults=True)
    return profile.model_copy(update={"reception": Reception.model_validate(stated | _reception()[body])})
