"""Time limits that hold on a busy machine."""

import pytest

from kiosk.printing.agent import runner


@pytest.fixture(autouse=True)
def time_enough(monkeypatch):
    """An answer may be late where other tests run beside this one."""
    monkeypatch.setattr(runner, "QUESTION_S", 20.0)


@pytest.fixture
def hasty(monkeypatch, time_enough):
    """Where no answer ever comes, nobody waits long for it."""
    monkeypatch.setattr(runner, "QUESTION_S", 0.1)
