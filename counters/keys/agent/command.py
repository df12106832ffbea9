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
from web.agents.program import OnRefusal, prepare, work_paired
from web.roles import Role

FILE = "key-agent.json"


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
    file = folder / FILE
    return program.run(lambda: work_paired(server, file, Role.KEYS, say, stop, program.work))


class _Program:
    """Keys, window and the agent that the server knows now, if any."""

    def __init__(self, keys: Keys, say: Say, stop: threading.Event) -> None:
        self._keys, self._say, self._stop = keys, say, stop
        self._agent: KeyAgent | None = None
        self._failed = threading.Event()

    def run(self, follow: Callable[[], None]) -> int:
        """Listen and follow until told to stop; the window has the first thread, as Tk wants it."""
        for task in (lambda: _listen(self._keys, self._press, self._stop, self._say), follow):
            threading.Thread(target=self._attempt, args=(task,), daemon=True).start()
        if self._keys.window:
            self._attempt(self._show)
        self._stop.wait()
        return int(self._failed.is_set())

    def work(self, server: str, token: str, on_refusal: OnRefusal, over: threading.Event) -> None:
        """Be the device with this token until `over` is set."""
        self._agent = KeyAgent(server, token, on_refusal)
        self._agent.run(over)

    def _attempt(self, task: Callable[[], None]) -> None:
        try:
            task()
        except (CannotWork, ImportError) as fault:
            self._say(f"{fault}. See the keys for calling in docs/operating.md.")
            self._fail()
        except BaseException:
            self._fail()  # without its keys it would only look as if it worked
            raise

    def _fail(self) -> None:
        self._failed.set()
        self._stop.set()

    def _press(self, action: str) -> None:
        if self._agent is not None:
            self._agent.press(action)

    def _look(self) -> Picture:
        agent = self._agent
        return agent.look() if agent else make_picture(None, in_touch=False, said="")

    def _show(self) -> None:
        from counters.keys.agent.window import show  # Tk is not everywhere

        show(self._look, self._stop)


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
