"""What every test shares: workers by cores, the browser, servers, Hypothesis's examples."""

import gc
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import expect

from tests import needs
from tests.postgres import PostgresServer
from tests.program import ENGINES, Change, Furnished, Server, furnish, server_in
from tests.progress import Progress

ROOT = Path(__file__).parents[1]
IMAGE_TESTS = ROOT / "tests" / "image"
LEFT_OUT_TESTS = pytest.StashKey[Mapping[str, int]]()
"""What a quick run left out: need -> how many tests."""

# A loaded machine may take seconds for what takes milliseconds alone; a wrong page stays wrong.
expect.set_options(timeout=45_000)

# In CI the same examples every time: a red run is then the change's fault, and can be repeated.
settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("here", deadline=None, max_examples=100)
# For an hour: ./run test --hypothesis-profile long tests/web/test_openapi.py …
settings.register_profile("long", deadline=None, max_examples=10_000)
settings.register_profile("quick", derandomize=True, deadline=None, max_examples=10)
settings.load_profile("ci" if os.environ.get("CI") else "here")
ENGINE_OF = {"gevent": "postgres", "threading": "postgres"}
"""By the async mode; any other has SQLite. With --database every mode has the one that it names."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, never a downloaded one, with sound and without calls to its maker.

    Pages of a context share one process: to start one for each page took a quarter of the time.
    Scripts stay as they were first compiled: hardly a page lives long enough for more to pay.
    """
    return {
        **browser_type_launch_args,
        "executable_path": needs.CHROMIUM,
        "args": [
            *needs.SWITCHES,
            "--renderer-process-limit=1",
            "--in-process-gpu",
            "--js-flags=--no-maglev --no-turbofan",
            "--autoplay-policy=no-user-gesture-required",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--disable-quic",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A page as the first centre's citizens and officers see it, without motion."""
    return {
        **browser_context_args,
        "locale": "vi-VN",
        "timezone_id": "Asia/Ho_Chi_Minh",
        "reduced_motion": "reduce",
    }


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Furnished:
    """A data folder with a token of each role and a person of each role, to be copied."""
    return furnish(tmp_path_factory.mktemp("furnished"))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A server of PostgreSQL for all tests of this process that leave it standing."""
    server = PostgresServer()
    try:
        yield server.start()
    finally:
        server.remove()


@pytest.fixture
def postgres(postgres_server: PostgresServer) -> Iterator[str]:
    """The address of an empty database on PostgreSQL."""
    url = postgres_server.create_database()
    yield url
    postgres_server.drop_database(url)


@pytest.fixture(scope="session")
def engine_of(pytestconfig: pytest.Config) -> Callable[[str | None], str]:
    """Return the engine for an async mode: where nothing else was said, see ENGINE_OF."""
    chosen: str | None = pytestconfig.getoption("--database")
    return lambda mode: chosen or ENGINE_OF.get(mode or "", ENGINES[0])


@pytest.fixture(scope="session")
def new_database(request: pytest.FixtureRequest, furnished: Furnished) -> Callable[[], str]:
    """Make databases on PostgreSQL that hold what the furnished data folder does."""

    def make() -> str:
        server: PostgresServer = request.getfixturevalue("postgres_server")
        return server.create_copy_of(furnished.data)

    return make


@pytest.fixture
def new_server(
    furnished: Furnished, tmp_path: Path, new_database: Callable[[], str]
) -> Iterator[Callable[..., Server]]:
    """Make servers that do not run yet, on furnished data; all of them end with the test.

    `on`: the engine that has their database.
    """
    servers: list[Server] = []

    def make(*changes: Change, on: str = ENGINES[0], **options: Any) -> Server:
        folder = tmp_path / f"centre-{len(servers)}"
        url = new_database() if on == "postgres" else None
        servers.append(server_in(folder, *changes, furnished=furnished, url=url, **options))
        return servers[-1]

    yield make
    for server in servers:
        server.kill()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of a quick run, of one that goes on, and of journeys on another engine."""
    parser.addoption(
        "--quick",
        action="store_true",
        help="leave out what needs a browser, another program or much time",
    )
    parser.addoption(
        "--image",
        action="store_true",
        help="let the tests of the container's image be found, which a usual run has no time for",
    )
    parser.addoption(
        "--go-on",
        action="store_true",
        help="run what the run before, which broke off, has not shown to pass",
    )
    parser.addoption(
        "--database",
        choices=ENGINES,
        help="run all journeys on this engine; by default each async mode has one of them",
    )


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Find the tests of the container's image for `./run test --image` alone."""
    return True if collection_path == IMAGE_TESTS and not config.getoption("image") else None


def pytest_configure(config: pytest.Config) -> None:
    """Name the markers; a quick run looks at fewer examples."""
    config.pluginmanager.register(Progress(config))
    for name, meaning in needs.MARKERS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}; see tests/needs.py")
    if config.getoption("quick"):
        settings.load_profile("quick")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Choose how many workers `-n auto` starts: none for one file, which stays with one worker.

    Browsers of a worker wait as long as they compute: four workers keep two cores busy, of which
    three left a sixth idle.
    """
    files = {argument.partition("::")[0] for argument in config.args}
    if len(files) == 1 and files.pop().endswith(".py"):
        return 0
    cores = len(os.sched_getaffinity(0))
    return cores if config.getoption("quick") else cores * 2


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark each test with what it needs; leave out what a quick run has no time for.

    Workers begin with the files that take longest, so that all of them end together.
    """
    needs.mark(items)
    if hasattr(config, "workerinput"):
        needs.longest_files_first(items)
    if config.getoption("quick"):
        out, why = needs.leave_out(items)
        config.hook.pytest_deselected(items=out)
        config.stash[LEFT_OUT_TESTS] = why
        if hasattr(config, "workeroutput"):
            config.workeroutput["left out"] = dict(why)
        needs.start_no_process()


def pytest_collection_finish() -> None:
    """Keep the collector off what stays to the end: modules and tests, searched again and again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Learn from a worker what it left out; all leave out the same."""
    if left_out := getattr(node, "workeroutput", {}).get("left out"):
        node.config.stash[LEFT_OUT_TESTS] = left_out


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say what a quick run did not run."""
    for need, many in config.stash.get(LEFT_OUT_TESTS, {}).items():
        terminalreporter.write_line(f"left out by --quick: {many} tests ({needs.MARKERS[need]})")
