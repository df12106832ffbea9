"""The key agent as a program, on a screen of its own where another program is full-screen."""

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from functools import partial
from urllib.parse import urlsplit

import pytest

from tests.counters.conftest import Running
from tests.counters.keys.test_keys import sit_down
from tests.program import ROOT
from tests.waiting import wait_until
from tests.web.proxy import Network

COUNTER, PAUSE_S = "07", "1"
OTHER_PROGRAM = """
import tkinter
root = tkinter.Tk()
root.attributes("-fullscreen", True)
root.geometry(f"{root.winfo_screenwidth()}x{root.winfo_screenheight()}+0+0")
root.bind("<Key>", lambda event: print(event.keysym, flush=True))
root.after(100, root.focus_force)
root.mainloop()
"""


@contextmanager
def started(command, said, screen):
    """Run a program before a screen; its output goes to a file, in the end it is told to stop."""
    with said.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT,
            env={**os.environ, "DISPLAY": screen},
        )  # fmt: skip
        try:
            yield process
        finally:
            process.terminate()
            process.wait(30)


def type_keys(screen, *keys):
    subprocess.run(["xdotool", *keys], env={**os.environ, "DISPLAY": screen}, check=True)


def let_in(centre, read_said):
    """Approve the agent by the code that it says."""
    pattern = r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b"
    code = wait_until("a code", lambda: re.findall(pattern, read_said()))[0]
    given = {"role": "keys", "name": "Bàn phím gọi số 07", "counter": COUNTER}
    assert centre.api.post(f"/api/pairings/{code}/approve", given).status_code == 201


def wait_for_call(centre, keys, number, times=1, press=()):
    """Wait until the number was called so often, pressing again and again if told to."""

    def is_there():
        if press:
            keys("key", *press)
        current = centre.api.view(COUNTER)["current"]
        return current and (current["number"], current["times_called"]) == (number, times)

    wait_until(number, is_there)


@pytest.fixture(scope="module")
def centre(tmp_path_factory):
    running = Running(tmp_path_factory.mktemp("key-agent"))
    yield running
    running.stop()


@pytest.fixture
def network(centre):
    between = Network(urlsplit(centre.url).port)
    yield between
    between.stop()


def test_numbers_are_called_from_inside_a_full_screen_program(centre, network, screen, tmp_path):
    for _ in range(3):
        centre.issue()
    officer = centre.person("lan", COUNTER)
    officer.press(COUNTER, "open")
    console = sit_down(centre, officer)
    other, said, folder = (tmp_path / name for name in ("other", "said", "agent"))
    agent = [sys.executable, "server.py", "key-agent", "--pair", network.url,
             "--data", str(folder), "--key", "recall=ctrl+shift+r"]  # fmt: skip
    keys = partial(type_keys, screen)
    wait_for_number = partial(wait_for_call, centre, keys)

    with (
        started([sys.executable, "-c", OTHER_PROGRAM], other, screen),
        started(agent, said, screen) as process,
    ):
        let_in(centre, said.read_text)
        # Until the agent knows its counter a press is refused and forgotten
        wait_for_number("D001", press=["ctrl+alt+1"])
        assert [(call.number, call.counter) for call in centre.office.hall.calls] == [
            ("D001", COUNTER)
        ]
        keys("key", "a")
        wait_until("the other program has the focus", lambda: "a" in other.read_text().split())
        before, typed = len(centre.entries()), len(other.read_text())
        # Held, a key is one press, though the keyboard repeats it many times meanwhile; a person's
        # pause before it, for a hasty press counts as none
        keys("sleep", PAUSE_S, "keydown", "ctrl", "keydown", "alt", "keydown", "2", "sleep", "1.5",
             "keyup", "2", "keyup", "alt", "keyup", "ctrl")  # fmt: skip
        wait_for_number("D002")
        keys("sleep", PAUSE_S, "key", "ctrl+shift+r")
        wait_for_number("D002", times=2)
        told = len(said.read_text())
        network.cut()
        wait_until(
            "it says that it is out of touch",
            lambda: (keys("key", "ctrl+alt+2"), "Mất liên lạc" in said.read_text()[told:])[1],
        )
        network.mend()
        console.client.disconnect()
        wait_until(
            "it is back, and says that nobody works there",
            lambda: (keys("key", "ctrl+alt+2"), "Chưa có cán bộ" in said.read_text())[1],
        )
        names = [type(entry.event).__name__ for entry in centre.entries()[before:]]
        assert names == ["TicketServed", "TicketCalled", "TicketRecalled"]
        assert not {"1", "2", "r", "R"} & set(other.read_text()[typed:].split())
        process.terminate()
        assert process.wait(30) == 0
    assert "Traceback" not in said.read_text()


def test_it_ends_with_one_sentence_where_it_cannot_have_its_keys(centre):
    ended = subprocess.run(
        [sys.executable, "server.py", "key-agent", "--server", centre.url, "--token", "none",
         "--no-window"],
        cwd=ROOT, env={**os.environ, "DISPLAY": ":59000"}, capture_output=True, text=True,
        timeout=90, check=False,
    )  # fmt: skip
    assert (ended.returncode, "There is no X display" in ended.stdout) == (1, True)
