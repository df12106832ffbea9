"""Time limits that hold on a busy machine."""

import pytest

from kiosk.printing.agent import asking

LONG_S = 20.0


@pytest.fixture(autouse=True)
def time_enough(monkeypatch):
    """An answer may be late where other tests run beside this one."""
    _set_patience(monkeypatch, LONG_S, LONG_S, LONG_S)


@pytest.fixture
def hasty(monkeypatch, time_enough):
    """Where no answer ever comes, nobody waits long for it."""
    _set_patience(monkeypatch, 0.1, 0.1, 0.1)


@pytest.fixture
def growing_patience(monkeypatch, time_enough):
    """Two short attempts, and one in which a slow printer has time."""
    _set_patience(monkeypatch, 0.5, 0.6, LONG_S)


def _set_patience(monkeypatch, usual_s, longer_s, slow_s):
    monkeypatch.setattr(asking, "QUESTION_S", usual_s)
    monkeypatch.setattr(asking, "LONGER_S", longer_s)
    monkeypatch.setattr(asking, "SLOW_S", slow_s)
