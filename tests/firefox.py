"""Firefox without a driver: started with a profile of its own, spoken to by WebDriver BiDi."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import websocket

from tests.waiting import LONG_S, wait_until

PROGRAM = "firefox-esr"
PREFERENCES = 'user_pref("intl.accept_languages", "vi");'
KEY_MS = 115
LISTENS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


class Refused(AssertionError):
    """Firefox has answered a command with an error."""


class Firefox:
    """A running Firefox; a page is a tab."""

    def __init__(self, address: str) -> None:
        """Begin a session at the address on which it listens."""
        self._socket = websocket.create_connection(
            f"{address}/session", timeout=LONG_S, suppress_origin=True
        )
        self._ids = count(1)
        self.ask("session.new", capabilities={})

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Send one command and return its result; events in between are passed over."""
        number = next(self._ids)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == number:
                break
        if answer["type"] == "error":
            raise Refused(f"{method}: {answer['error']}: {answer['message']}")
        result: dict[str, Any] = answer["result"]
        return result

    def open(self, address: str, width: int, height: int) -> "Page":
        """Open a tab of this size at the address."""
        user = self.ask("browser.createUserContext")["userContext"]
        context = self.ask("browsingContext.create", type="tab", userContext=user)["context"]
        size = {"width": width, "height": height}
        self.ask("browsingContext.setViewport", context=context, viewport=size)
        page = Page(self, context)
        page.go(address)
        return page

    def close(self) -> None:
        """End the session and the browser."""
        self.ask("browser.close")
        self._socket.close()


class Page:
    """One tab, with cookies of its own."""

    def __init__(self, firefox: Firefox, context: str) -> None:
        """Stand for a tab that is open."""
        self._firefox, self._context = firefox, context

    def go(self, address: str) -> None:
        """Go to the address and wait until it is loaded."""
        self._firefox.ask(
            "browsingContext.navigate", context=self._context, url=address, wait="complete"
        )

    def back(self) -> None:
        """Go back to the page before, as the browser's button does."""
        self._firefox.ask("browsingContext.traverseHistory", context=self._context, delta=-1)

    def evaluate(self, expression: str) -> Any:
        """Return the value of an expression (text, number, true, false or nothing) in the page."""
        answer = self._firefox.ask(
            "script.evaluate", expression=expression, target={"context": self._context},
            awaitPromise=True,
        )  # fmt: skip
        assert answer["type"] == "success", answer
        return answer["result"].get("value")

    def text(self, selector: str) -> str:
        """Return the text of the first element that fits; nothing when there is none."""
        found = f"document.querySelector({json.dumps(selector)})"
        return self.evaluate(f"{found} === null ? '' : {found}.textContent") or ""

    def sees(self, selector: str, text: str) -> None:
        """Wait until the first element that fits holds the text."""
        wait_until(f"{text} in {selector}", lambda: text in self.text(selector))

    def click(self, selector: str) -> None:
        """Press the middle of the first element that fits, as a mouse does, once it is there."""
        middle = f"""document.fonts.ready.then(() => {{
          const e = document.querySelector({json.dumps(selector)});
          if (e === null || e.disabled) return "";
          e.scrollIntoView({{block: "center"}});
          const box = e.getBoundingClientRect();
          return `${{Math.round(box.x + box.width / 2)}} ${{Math.round(box.y + box.height / 2)}}`;
        }})"""
        self._firefox.ask("browsingContext.activate", context=self._context)
        place = wait_until(f"{selector} to press", lambda: self.evaluate(middle))
        x, y = map(int, place.split())
        mouse = {"type": "pointer", "id": "mouse", "actions": [
            {"type": "pointerMove", "x": x, "y": y},
            {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0},
        ]}  # fmt: skip
        self._firefox.ask("input.performActions", context=self._context, actions=[mouse])

    def type(self, selector: str, text: str) -> None:
        """Press the field and type into it, slower than a scanner."""
        self.click(selector)
        keys: list[dict[str, Any]] = []
        for key in text:
            keys += [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
            keys.append({"type": "pause", "duration": KEY_MS})
        keyboard = {"type": "key", "id": "keys", "actions": keys}
        self._firefox.ask("input.performActions", context=self._context, actions=[keyboard])


@contextmanager
def running(folder: Path, preferences: str = "") -> Iterator[Firefox]:
    """Start Firefox with its profile in the folder, with more preferences; then it has ended."""
    program = shutil.which(PROGRAM)
    assert program is not None, "firefox-esr is not installed"
    (folder / "user.js").write_text(PREFERENCES + preferences, encoding="utf-8")
    log = folder / "firefox.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [program, "--headless", "--no-remote", "--profile", folder,
             "--remote-debugging-port", "0"],
            stdin=subprocess.DEVNULL, stdout=output, stderr=output,
        )  # fmt: skip
    try:
        address = wait_until("Firefox listens", lambda: LISTENS.search(log.read_text()))
        with closing(Firefox(address[1])) as firefox:
            yield firefox
        process.wait(LONG_S)
    finally:
        process.kill()
        process.wait()
