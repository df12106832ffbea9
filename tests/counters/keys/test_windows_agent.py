"""The key agent with a Python for Windows under Wine, before a full-screen Windows program.

Wine hands keys to whoever registered them only while one of its own windows has the focus, and
repeats a held key whatever it was asked: that one press is one is not tried here.
"""

import os
import subprocess
import threading
from functools import partial
from urllib.parse import urlsplit

import pytest
from PIL import Image, ImageGrab

from tests.counters.conftest import Running
from tests.counters.keys import windows_python
from tests.counters.keys.test_key_agent import (
    COUNTER,
    OTHER_PROGRAM,
    PAUSE_S,
    let_in,
    type_keys,
    wait_for_call,
)
from tests.counters.keys.test_keys import sit_down
from tests.journeys import haproxy
from tests.journeys.authority import make_authority
from tests.program import ROOT, quiet_port
from tests.waiting import wait_until
from tests.web.proxy import Network

IN_WINDOW = (1010, 510)
AWAY, CALLING = (0x4B, 0x55, 0x63), (0xFF, 0xC9, 0x3C)
"""Backgrounds of the small window."""
CLOSE = """
import ctypes
user = ctypes.WinDLL("user32")
user.FindWindowW.restype = ctypes.c_void_p
window = ctypes.c_void_p(user.FindWindowW("TkTopLevel", "Xin M\\u1eddi"))
print("takes no focus:", bool(user.GetWindowLongPtrW(window, -20) & 0x08000000), flush=True)
user.PostMessageW(window, 0x10, None, None)
"""
"""Wine itself does not heed what this asks: there a click would take the focus."""
TAKE_ONE = """
import ctypes, time
print("has it:", ctypes.windll.user32.RegisterHotKey(None, 1, 3, ord("3")), flush=True)
time.sleep(1000)
"""
TRUST = """
import ctypes, ssl, sys
given = ssl.PEM_cert_to_DER_cert(open(sys.argv[1]).read())
crypt = ctypes.WinDLL("crypt32")
crypt.CertOpenSystemStoreW.restype = ctypes.c_void_p
store = ctypes.c_void_p(crypt.CertOpenSystemStoreW(None, "ROOT"))
added = crypt.CertAddEncodedCertificateToStore(store, 1, given, len(given), 4, None)
crypt.CertCloseStore(store, 0)
print("trusted:", added, flush=True)
"""
WITHOUT_TERMINAL = """
import subprocess, sys
program = sys.executable.replace("python.exe", "pythonw.exe")
ended = subprocess.run([program, *sys.argv[1:]], creationflags=subprocess.DETACHED_PROCESS)
print("ended with", ended.returncode, flush=True)
"""


class Windows:
    """A Windows of its own, before one screen."""

    def __init__(self, folder, screen):
        self.environment = {
            **os.environ, "WINEPREFIX": str(folder), "WINEDEBUG": "-all", "DISPLAY": screen,
            "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip
        subprocess.run(
            [windows_python.WINE, "wineboot", "--init"], env=self.environment, check=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def start(self, *arguments):
        return Program([windows_python.WINE, windows_python.HOME / "python.exe", *arguments], self)

    def end(self):
        subprocess.run([windows_python.WINE_SERVER, "-k"], env=self.environment, check=False)


class Program:
    """A program on it, and what it has said; Wine writes to a pipe, not to a file."""

    def __init__(self, command, windows):
        self.said = ""
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=windows.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        threading.Thread(target=self._read, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(30)

    def _read(self):
        with self.process.stdout as output:
            for line in output:
                self.said += line.decode("utf-8")


@pytest.fixture(scope="module")
def centre(tmp_path_factory):
    running = Running(tmp_path_factory.mktemp("windows-agent"))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def windows(tmp_path_factory, screen):
    running = Windows(tmp_path_factory.mktemp("wine") / "prefix", screen)
    yield running
    running.end()


@pytest.fixture
def network(centre):
    between = Network(urlsplit(centre.url).port)
    yield between
    between.stop()


def look_at(screen):
    """Return the colour of the small window, or of what is there instead."""
    shown: Image.Image = ImageGrab.grab(xdisplay=screen)
    return shown.convert("RGB").getpixel(IN_WINDOW)


def test_numbers_are_called_from_inside_a_full_screen_windows_program(
    centre, network, windows, screen, tmp_path
):
    for _ in range(4):
        centre.issue()
    officer = centre.person("lan", COUNTER)
    officer.press(COUNTER, "open")
    console = sit_down(centre, officer)
    keys = partial(type_keys, screen)
    wait_for_number = partial(wait_for_call, centre, keys)
    agent_is = ["server.py", "key-agent", "--pair", network.url, "--data", str(tmp_path / "agent")]

    with (
        windows.start("-u", "-c", OTHER_PROGRAM) as other,
        windows.start("-u", *agent_is, "--key", "recall=ctrl+shift+r") as agent,
    ):
        wait_until("the window is out of touch", lambda: look_at(screen) == AWAY)
        let_in(centre, lambda: agent.said)
        # Until the agent knows its counter a press is refused and forgotten
        wait_for_number("D001", press=["ctrl+alt+1"])
        assert "Đã được duyệt" in agent.said
        wait_until("the window shows the call", lambda: look_at(screen) == CALLING)
        keys("key", "a")
        wait_until("the other program keeps the focus", lambda: "a" in other.said.split())
        before, typed = len(centre.entries()), len(other.said)
        keys("sleep", PAUSE_S, "key", "ctrl+alt+2")
        wait_for_number("D002")
        keys("sleep", PAUSE_S, "key", "ctrl+shift+r")
        wait_for_number("D002", times=2)
        keys("sleep", PAUSE_S, "key", "ctrl+alt+4")
        wait_until("nobody is called", lambda: centre.api.view(COUNTER)["current"] is None)
        said = len(agent.said)
        network.cut()
        wait_until(
            "it says that it is out of touch",
            lambda: (keys("key", "ctrl+alt+1"), "Mất liên lạc" in agent.said[said:])[1],
        )
        wait_until("the window is out of touch", lambda: look_at(screen) == AWAY)
        network.mend()
        names = [type(entry.event).__name__ for entry in centre.entries()[before:]]
        assert names == ["TicketServed", "TicketCalled", "TicketRecalled", "NoShowRecorded"]
        assert not {"1", "2", "4", "r", "R"} & set(other.said[typed:].split())
        with windows.start("-c", CLOSE) as closing:
            wait_until("the window's style", lambda: "takes no focus: True" in closing.said)
        assert agent.process.wait(60) == 0
        keys("key", "ctrl+alt+1")
        wait_until("the keys are the other's again", lambda: "1" in other.said[typed:].split())
    console.client.disconnect()
    assert "Traceback" not in agent.said


def test_keys_that_another_program_has_are_said_also_without_a_terminal(centre, windows, screen):
    agent_is = ["server.py", "key-agent", "--server", centre.url, "--token", "none"]
    with windows.start("-c", TAKE_ONE) as other:
        wait_until("another program has a key", lambda: "has it: 1" in other.said)
        with (
            windows.start(*agent_is, "--no-window") as plain,
            windows.start("-c", WITHOUT_TERMINAL, *agent_is) as silent,
        ):
            assert plain.process.wait(60) == 1
            box = wait_until("a box says it", lambda: find_windows(screen, "Xin Mời: key-agent"))
            assert "ended with" not in silent.said
            wait_until(
                "the box is read, and the program ended",
                lambda: (press_return(screen, box[-1]), "ended with 1" in silent.said)[1],
            )
    assert "The keys ctrl+alt+3 cannot be had: another program has them" in plain.said


def test_an_authority_in_the_store_of_windows_is_believed(centre, windows, screen, tmp_path):
    centre.issue()
    officer = centre.person("lan", COUNTER)
    officer.press(COUNTER, "open")
    authority, public, port = make_authority(tmp_path), quiet_port(), urlsplit(centre.url).port
    command = haproxy.write(tmp_path, public, quiet_port(), (port, port), authority.shown)
    pairing = ["--pair", f"https://127.0.0.1:{public}", "--data", str(tmp_path / "agent")]
    agent_is = ["-u", "server.py", "key-agent", *pairing]

    with haproxy.serving(command, public, tmp_path / "log"):
        with windows.start(*agent_is, "--no-window") as agent:
            wait_until("it is refused", lambda: "CERTIFICATE_VERIFY_FAILED" in agent.said)
        with windows.start("-c", TRUST, str(authority.file)) as trusting:
            wait_until("Windows trusts it", lambda: "trusted: 1" in trusting.said)
        with windows.start(*agent_is) as agent:
            let_in(centre, lambda: agent.said)
            officer.press(COUNTER, "call-next")
            wait_until("the window shows the call", lambda: look_at(screen) == CALLING)


def find_windows(screen, name):
    return use_xdotool(screen, "search", "--name", name).split()


def press_return(screen, window):
    """Press it in a window that may be gone by now."""
    use_xdotool(screen, "windowfocus", window, "key", "Return")


def use_xdotool(screen, *what):
    return subprocess.run(
        ["xdotool", *what], env={**os.environ, "DISPLAY": screen},
        capture_output=True, text=True, check=False,
    ).stdout  # fmt: skip
