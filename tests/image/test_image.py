"""The image of `deploy/Containerfile`, built by Podman and started as docs/scaling.md says.

`./run test --image` alone runs this: it takes some minutes, and Debian's and PyPI's packages.
"""

import json
import re
import signal
from contextlib import closing, suppress
from time import monotonic

import pytest

from tests.image.podman import BASE, Failed, Podman
from tests.journeys.wire import Client, OutOfTouch
from tests.program import ROOT, quiet_port
from tests.waiting import wait_until

FILE = ROOT / "deploy" / "Containerfile"
IMAGE = "xinmoi"
DATA = "/var/lib/xinmoi"
AS_IT_IS = ("--init",)
HARDENED = (
    "--init", "--read-only", "--tmpfs", "/tmp", "--cap-drop", "all",
    "--security-opt", "no-new-privileges",
)  # fmt: skip
BROUGHT_BY = {"pdf": "reportlab", "postgres": "psycopg", "push": "pywebpush"}
"""By each extra that the image has: what must be importable then."""
SOON_S = 10.0

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def say(request):
    """Write a line at once, past what pytest captures."""
    plugins = request.config.pluginmanager
    capture, reporter = plugins.get_plugin("capturemanager"), plugins.get_plugin("terminalreporter")

    def say_now(line):
        with capture.global_and_fixture_disabled():
            reporter.write_line(f"\n{line}")

    return say_now


@pytest.fixture(scope="module")
def podman(say):
    """Podman, with Debian's image; where it runs no container nothing here can be tried."""
    podman = Podman()
    # Who ends the run by a signal has the containers ended too
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        say("making Debian's image from its packages ...")
        try:
            podman.make_base()
            podman.make_network()
            podman.run("wait", podman.start(BASE, "true", port=quiet_port()))
        except (Failed, OSError) as fault:
            why = str(fault).strip().splitlines()[-1]
            pytest.exit(f"podman runs no container here, so no image was tried: {why}", 1)
        yield podman
    finally:
        podman.remove()
        signal.signal(signal.SIGTERM, before)


@pytest.fixture(scope="module")
def image(podman, say):
    """The image of this checkout."""
    say("building the image ...")
    began = monotonic()
    podman.build(FILE, IMAGE)
    size = int(podman.run("image", "inspect", "--format", "{{.Size}}", IMAGE))
    say(f"the image has {size / 1e6:.0f} MB; it was built in {monotonic() - began:.0f} s")
    return IMAGE


@pytest.fixture
def start(podman, image):
    """Start a server on a volume, wait until it answers; the test's containers end with it."""
    containers = []

    def start_one(volume, options=AS_IT_IS):
        port = quiet_port()
        container = podman.start("--volume", f"{volume}:{DATA}", *options, image, port=port)
        containers.append(container)
        wait_until("the container's server answers", lambda: answers(port))
        return container, port

    yield start_one
    if containers:
        podman.run("rm", "--force", "--time", 0, *containers)


def answers(port):
    with closing(Client(port)) as client, suppress(OutOfTouch):
        return client.get("/healthz").status == 200
    return False


def health(podman, container):
    """Ask the image's own health check; return what podman then holds of it."""
    podman.run("healthcheck", "run", container, expected=None)
    state = json.loads(podman.run("inspect", container))[0]["State"]
    return (state.get("Health") or state["Healthcheck"])["Status"]


def put_configuration(podman, container, folder):
    """Give a centre its own configuration, as docs/scaling.md says, and start it anew.

    Its hours refuse nobody, since tests run at night too.
    """
    file = folder / "config.yaml"
    podman.run("cp", f"{container}:/opt/xinmoi/config.yaml", file)
    file.write_text(re.sub(r"(?m)^  enforced: true", "  enforced: false", file.read_text()))
    podman.run("cp", file, f"{container}:{DATA}/config.yaml")
    podman.run("restart", container)


def warnings_of_doctor(podman, container):
    """Return what `doctor` complains of: the names of the lines that are not "ok"."""
    said = podman.run("exec", container, "xinmoi", "doctor").splitlines()
    found = [line.split(maxsplit=1) for line in said]
    assert ["ok", "fsync"] in [[how, what.partition(":")[0]] for how, what in found]
    return {what.partition(":")[0] for how, what in found if how != "ok"}


def test_what_was_stored_outlives_a_container_that_is_killed(podman, start, tmp_path):
    container, port = start("kept")
    assert podman.run("exec", container, "id", "--user").strip() == "10001"
    assert podman.run("exec", container, "stat", "--format", "%U %a", DATA) == "xinmoi 700\n"
    wait_until("podman finds it healthy", lambda: health(podman, container) == "healthy")

    put_configuration(podman, container, tmp_path)
    wait_until("it answers again", lambda: answers(port))
    token = podman.run("exec", container, "xinmoi", "token", "--role", "api", "--name", "T").strip()
    with closing(Client(port, token)) as client:
        first = client.done("/api/tickets", {"service": "XD"})["ticket"]
    podman.run("kill", container)
    podman.run("wait", container)

    container, port = start("kept", HARDENED)
    with closing(Client(port, token)) as client:
        (waiting,) = client.get("/api/counters/02").json["waiting"]
        assert waiting["id"] == first["id"]
        second = client.done("/api/tickets", {"service": "XD"})["ticket"]
        assert second["number"] != first["number"]
    assert health(podman, container) == "healthy"
    assert podman.run("exec", container, "xinmoi", "verify")
    # Whether the clock is set is the host's own affair; the hours are as they were asked for
    assert warnings_of_doctor(podman, container) <= {"clock", "hours"}


@pytest.mark.parametrize("options", [(), AS_IT_IS], ids=["first-process", "below-init"])
def test_it_stops_at_once_and_says_that_all_is_well(podman, start, options):
    container, _ = start("stopped", options)
    began = monotonic()
    podman.run("stop", "--time", 60, container)
    assert monotonic() - began < SOON_S
    assert podman.run("inspect", "--format", "{{.State.ExitCode}}", container).strip() == "0"


def test_a_second_server_on_the_same_volume_is_refused(podman, start, image):
    start("shared")
    second = podman.start("--volume", f"shared:{DATA}", image)
    assert podman.run("wait", second).strip() == "1"
    assert "already uses the data folder" in podman.run("logs", second, expected=None)


def test_a_container_that_does_not_serve_is_not_found_healthy(podman, image):
    container = podman.start("--entrypoint", "sleep", image, 300)
    assert "unhealthy" in podman.run("healthcheck", "run", container, expected=1)
    podman.run("rm", "--force", "--time", 0, container)


def test_all_that_the_image_promises_is_in_it(podman, image):
    assert set(re.findall(r"--extra (\S+)", FILE.read_text())) == BROUGHT_BY.keys()
    code = f"import zoneinfo, {', '.join(BROUGHT_BY.values())}\nzoneinfo.ZoneInfo('Asia/Saigon')"
    container = podman.start("--entrypoint", ".venv/bin/python", image, "-c", code)
    assert podman.run("wait", container).strip() == "0", podman.run("logs", container, expected=1)
