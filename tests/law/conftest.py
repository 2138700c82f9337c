"""The law as shipped, loaded once."""

import pytest

from desktop.law.law import Law


@pytest.fixture(scope="session")
def law() -> Law:
    return Law.load()
