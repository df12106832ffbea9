"""What a run has shown so far, so that one that breaks off need not begin again.

One worker that stands still, or the machine's own faults, end a run of thousands of tests with what
pytest calls an internal error. `--go-on` runs what the run before has not shown to pass.
"""

import pytest

PASSED = "xinmoi/passed"


class Progress:
    """Notes which tests have passed, in every phase; among several workers where they report to."""

    def __init__(self, config: pytest.Config) -> None:
        """Begin with nothing, or where the run before has ended."""
        assert config.cache is not None
        self._cache = config.cache
        self._goes_on: bool = config.getoption("go_on")
        before = self._cache.get(PASSED, []) if self._goes_on else []
        self._passed, self._failed = set[str](before), set[str]()

    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        """Leave out what has passed before."""
        if self._goes_on:
            out = [item for item in items if item.nodeid in self._passed]
            config.hook.pytest_deselected(items=out)
            items[:] = [item for item in items if item.nodeid not in self._passed]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note how a phase has ended."""
        if report.failed:
            self._failed.add(report.nodeid)
        elif report.when == "call":
            self._passed.add(report.nodeid)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Keep it for the run that goes on."""
        if not hasattr(session.config, "workerinput"):
            self._cache.set(PASSED, sorted(self._passed - self._failed))
