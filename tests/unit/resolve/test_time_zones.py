"""What is meant by the name of a time zone that there is not."""

from __future__ import annotations

import pytest

from databricks_workflows.resolve.time_zones import ABBREVIATED, is_zone, meant

MEANT = {
    "Europe/Berlinn": "did you mean 'Europe/Berlin'?",
    "berlin": "did you mean 'Europe/Berlin'?",
    "New York": "did you mean 'America/New_York'?",
    "cest": "CEST is an abbreviation: write 'Europe/Berlin' or 'Europe/Paris'",
    "PST": "PST is an abbreviation: write 'America/Los_Angeles'",
    "?": "write its region and city",
    "": "write its region and city",
}


@pytest.mark.parametrize("name", MEANT)
def test_a_zone_that_there_is_not_leads_to_one(name: str) -> None:
    assert not is_zone(name)
    assert meant(name) == MEANT[name]


def test_an_abbreviation_is_no_zone_and_stands_for_some() -> None:
    assert [name for name in ABBREVIATED if is_zone(name)] == []
    assert [zone for zones in ABBREVIATED.values() for zone in zones if not is_zone(zone)] == []
