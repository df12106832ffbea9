"""Time limits that hold on a busy machine; emupos where ./run test could make its environment."""

import pytest

from kiosk.printing import runner
from tests.kiosk.printing.emulator import READY

collect_ignore = [] if READY.exists() else ["test_emulator.py"]


@pytest.fixture(autouse=True)
def time_enough(monkeypatch):
    """An answer may be late where other tests run beside this one."""
    monkeypatch.setattr(runner, "QUESTION_S", 20.0)


@pytest.fixture
def hasty(monkeypatch, time_enough):
    """Where no answer ever comes, nobody waits long for it."""
    monkeypatch.setattr(runner, "QUESTION_S", 0.1)
