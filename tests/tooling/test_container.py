"""`deploy/Containerfile`: what it copies is all the program needs, and what it runs can be run."""

import re
import shlex
import shutil
import subprocess
import sys
from contextlib import closing, suppress

import pytest

from tests.journeys.wire import Client, OutOfTouch
from tests.program import ROOT, quiet_port
from tests.waiting import LONG_S, wait_until

FILE = ROOT / "deploy" / "Containerfile"
KNOWN = {
    "FROM", "RUN", "WORKDIR", "COPY", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT",
    "CMD",
}  # fmt: skip


def read_stages():
    """Return the stages by name, or number: (instruction, what it says) in order."""
    text = re.sub(r"^#.*\n", "", FILE.read_text(), flags=re.MULTILINE)
    stages = {}
    for line in text.replace("\\\n", " ").splitlines():
        if not line.strip():
            continue
        instruction, said = line.split(maxsplit=1)
        assert instruction in KNOWN
        if instruction == "FROM":
            name = said.partition(" AS ")[2] or str(len(stages))
            stages[name] = []
        stages[name].append((instruction, said))
    return stages


STAGES = read_stages()
LAST = list(STAGES.values())[-1]


def list_copied(stage):
    """Return (source, target) of what a stage takes from the program's folder."""
    for instruction, said in stage:
        *sources, target = shlex.split(said)
        if instruction == "COPY" and not sources[0].startswith("--from="):
            yield from ((source, target) for source in sources)


@pytest.mark.parametrize("name", STAGES)
def test_what_is_copied_is_there_and_comes_from_a_stage_before(name):
    before = list(STAGES)[: list(STAGES).index(name)]
    for instruction, said in STAGES[name]:
        if taken := re.match(r"--from=(\S+)", said) if instruction == "COPY" else None:
            assert taken[1] in before
    assert all((ROOT / source).exists() for source, _ in list_copied(STAGES[name]))


def test_a_shell_can_read_what_is_run():
    for stage in STAGES.values():
        for instruction, said in stage:
            if instruction == "RUN":
                subprocess.run(["sh", "-n", "-c", said], check=True)


def test_nobody_serves_as_the_administrator():
    users = [said for instruction, said in LAST if instruction == "USER"]
    assert users == ["xinmoi"]


@pytest.fixture
def image(tmp_path):
    """A bare folder that holds what the last stage copies, and nothing else."""
    folder = tmp_path / "xinmoi"
    folder.mkdir()
    for source, target in list_copied(LAST):
        if (ROOT / source).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / source, folder / target, ignore=ignored)
        else:
            shutil.copy(ROOT / source, folder)
    (tmp_path / "data").mkdir()
    (folder / "var").symlink_to(tmp_path / "data")
    return folder


def test_the_program_serves_from_what_is_copied_and_is_found_healthy(image):
    port = quiet_port()
    command = [sys.executable, "server.py", "serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=image, stdout=subprocess.DEVNULL)
    try:
        # Asked by this process first: a check each moment would take the processor from the server
        wait_until("the server answers", lambda: answers(port))
        wait_until("the server is found healthy", lambda: is_healthy(port))
        with closing(Client(port)) as client:
            assert client.get("/sign-in").status == 200
    finally:
        server.terminate()
        assert server.wait(LONG_S) == 0
    assert not is_healthy(port)
    assert (image.parent / "data" / "xinmoi.db").is_file()


def answers(port):
    """Say whether the server answers at all."""
    with closing(Client(port)) as client, suppress(OutOfTouch):
        return client.get("/healthz").status == 200
    return False


def is_healthy(port):
    """Ask as the container's health check does."""
    (said,) = (said for instruction, said in LAST if instruction == "HEALTHCHECK")
    _, flag, script = re.search(r'CMD \["([^"]+)", "([^"]+)", "([^"]+)"\]', said).groups()
    assert "127.0.0.1:8080" in script
    asked = [sys.executable, flag, script.replace("127.0.0.1:8080", f"127.0.0.1:{port}")]
    return subprocess.run(asked, stderr=subprocess.DEVNULL, check=False).returncode == 0
