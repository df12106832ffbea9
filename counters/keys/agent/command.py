"""`./run key-agent`: the agent as a program of its own."""

import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from counters.keys.agent.agent import KeyAgent
from counters.keys.agent.combinations import KEYPAD, CannotWork, Combination
from counters.keys.agent.picture import Picture, make_picture
from web.agents.pairing import Say
from web.agents.program import OnRefusal, prepare, wait_for_end, work_paired
from web.roles import Role

FILE = "key-agent.json"
LONGEST = 110
"""More letters of a sentence have no room in the window."""


@dataclass(frozen=True)
class Keys:
    """Where presses come from: global keys, or a keypad of its own; whether a window is shown."""

    combinations: Mapping[Combination, str]
    keypad: Path | None
    window: bool


def run_key_agent(server: str, token: str, keys: Keys, say: Say) -> int:
    """Work for a server until SIGTERM or SIGINT; return 0, or 1 where keys cannot be had."""
    stop = prepare()
    program = _Program(keys, say, stop)
    return program.run(lambda: program.work(server, token, lambda _code: None, stop))


def run_paired(server: str, folder: Path, keys: Keys, say: Say) -> int:
    """Work like `run_key_agent`, with the token that is kept in the folder; see `work_paired`."""
    stop = prepare()
    program = _Program(keys, say, stop)
    file, tell = folder / FILE, program.tell
    return program.run(lambda: work_paired(server, file, Role.KEYS, tell, stop, program.work))


class _Program:
    """Keys, window and the agent that the server knows now, if any."""

    def __init__(self, keys: Keys, say: Say, stop: threading.Event) -> None:
        self._keys, self._say, self._stop = keys, say, stop
        self._agent: KeyAgent | None = None
        self._failed = threading.Event()
        self._told = ""

    def run(self, follow: Callable[[], None]) -> int:
        """Listen and follow until told to stop; the window has the first thread, as Tk wants it."""
        if self._keys.window:
            # Before the other threads: two that load a screen's libraries can wait for each other
            self._attempt(_load_window)
        for task in (lambda: _listen(self._keys, self._press, self._stop, self.tell), follow):
            threading.Thread(target=self._attempt, args=(task,), daemon=True).start()
        if self._keys.window and not self._stop.is_set():
            self._attempt(self._show)
            self._stop.set()  # whoever closes the window wants the program to end
        wait_for_end(self._stop)
        if self._failed.is_set() and self._keys.window:
            _alert(self._told)
        return int(self._failed.is_set())

    def tell(self, text: str) -> None:
        """Say something, and show it in the window as long as no counter is followed."""
        self._told = text
        self._say(text)

    def work(self, server: str, token: str, on_refusal: OnRefusal, over: threading.Event) -> None:
        """Be the device with this token until `over` is set."""
        self._agent = KeyAgent(server, token, on_refusal)
        try:
            self._agent.run(over)
        finally:
            self._agent = None

    def _attempt(self, task: Callable[[], None]) -> None:
        try:
            task()
        except (CannotWork, ImportError) as fault:
            self.tell(f"{fault}. See the keys for calling in docs/operating.md.")
            self._fail()
        except BaseException:
            self._fail()  # without its keys it would only look as if it worked
            raise

    def _fail(self) -> None:
        self._failed.set()
        self._stop.set()

    def _press(self, action: str) -> None:
        agent = self._agent
        if agent is not None:
            agent.press(action)

    def _look(self) -> Picture:
        agent, told = self._agent, self._told
        if len(told) > LONGEST:
            told = f"{told[: LONGEST - 1]}…"
        return agent.look() if agent else make_picture(None, in_touch=False, said=told)

    def _show(self) -> None:
        from counters.keys.agent.window import show

        show(self._look, self._stop)


def _alert(text: str) -> None:
    """Show a sentence in a window of its own where no terminal could: to pythonw on Windows."""
    if sys.platform == "win32" and sys.stdout is None:
        from counters.keys.agent import windows  # on Windows alone

        windows.show_fault(text)


def _load_window() -> None:
    import counters.keys.agent.window  # noqa: F401 - Tk is not everywhere


def _listen(keys: Keys, press: Callable[[str], None], stop: threading.Event, say: Say) -> None:
    if keys.keypad is not None:
        from counters.keys.agent import keypad  # on Linux alone

        digits = {digit: action for action, digit in KEYPAD.items()}
        keypad.listen(keys.keypad, digits, press, stop, say)
    elif sys.platform == "win32":
        from counters.keys.agent import windows  # on Windows alone

        windows.listen(keys.combinations, press, stop)
    else:
        from counters.keys.agent import x11  # of an optional extra

        x11.listen(keys.combinations, press, stop)
