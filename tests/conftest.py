"""What all tests share."""

from datetime import date

import pytest
from hypothesis import settings

# A busy machine is slow, not wrong.
settings.register_profile("project", deadline=None)
settings.load_profile("project")


@pytest.fixture(scope="session")
def screen_day() -> date:
    """A day on which to screen: the window is then open for infusions from August 4 to September 3, 2026."""
    return date(2026, 11, 22)
