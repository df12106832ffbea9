"""On which screen a text stands, and whether its words fit there: looked up in a real browser.

The states of all screens belong to the tests (`tests/gallery`), and so does the browser: where
these are not installed there are no pictures, and nothing is measured.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

NEEDS = "Pictures need the tests' own packages and a browser: ./run pictures installs them."
EVERY: Sequence[str] = ()
GROUPS_OF: Mapping[str, Mapping[str, Sequence[str]]] = {
    "kiosk": {
        "tests.gallery.kiosk": EVERY,
        "tests.gallery.paper": EVERY,
        "tests.gallery.booking": ("booking-kiosk",),
        "tests.gallery.results": ("collecting",),
    },
    "phone": {"tests.gallery.phone": EVERY},
    "display": {"tests.gallery.lobby": EVERY},
}
"""Room -> where the states of its screen are: a module, and which of its groups."""
RESULT = "shown.json"
FIELDS = re.compile(r"%\(\w+\)s|\{\w+\}")
SEEN = """() => [document.body.innerText,
  ...[...document.querySelectorAll("[aria-label], [placeholder], [title], [alt]")].flatMap((each) =>
    ["aria-label", "placeholder", "title", "alt"].map((name) => each.getAttribute(name) || "")),
].join("\\n")"""
"""What can be read on a page, also with the ears."""
REPLACE = """([find, words, language]) => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let found = 0;
  while (texts.nextNode()) {
    const node = texts.currentNode;
    const fields = new RegExp(find).exec(node.data.trim());
    if (fields) {
      let at = 1;
      node.data = words.replace(/%\\(\\w+\\)s|\\{\\w+\\}/g, () => fields[at++] || "");
      node.parentElement.lang = language;
      found += 1;
    }
  }
  return found;
}"""


@dataclass(frozen=True, slots=True)
class Shown:
    """`pictures`: text -> a picture's file in `folder`; `faults`: text -> what does not fit."""

    folder: Path | None = None
    pictures: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, Sequence[str]] = field(default_factory=dict)


def read_shown(folder: Path) -> Shown:
    """Return what was found last in a folder; nothing where nobody has looked."""
    try:
        found = json.loads((folder / RESULT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Shown()
    return Shown(folder, found["pictures"], found["faults"])


def can_look() -> bool:
    """Say whether the states of the screens and a browser's library are installed."""
    return all(find_spec(name) is not None for name in ("tests.gallery", "playwright"))


def look_at(room: str, language: str, words: Mapping[str, str], folder: Path) -> Shown:
    """Visit every state of a room's screen, and return and keep where its texts stand.

    `words`: text -> its words so far, "" for none; those that are there are put in the place of the
    text and measured. Takes some minutes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    looking = _Looking(language, words, folder)
    sync = import_module("playwright.sync_api").sync_playwright
    needs, states = import_module("tests.needs"), import_module("tests.gallery.states")
    with sync() as playwright:
        browser = playwright.chromium.launch(executable_path=needs.CHROMIUM, args=needs.SWITCHES)
        for group in _list_groups(room):
            with TemporaryDirectory() as place, states.opened(group, place) as hall:
                looking.visit(hall, browser, [each for each in group.states if each.scripts])
        browser.close()
    found = {"pictures": looking.pictures, "faults": looking.faults}
    text = json.dumps(found, ensure_ascii=False, indent=1)
    (folder / RESULT).write_text(text, encoding="utf-8")
    return read_shown(folder)


def _list_groups(room: str) -> Iterator[Any]:
    for name, wanted in GROUPS_OF[room].items():
        every = import_module(name).GROUPS
        yield from (each for each in every if not wanted or each.name in wanted)


class _Looking:
    """What has been seen so far."""

    def __init__(self, language: str, words: Mapping[str, str], folder: Path) -> None:
        self.pictures: dict[str, str] = {}
        self.faults: dict[str, list[str]] = {}
        self._language, self._words, self._folder = language, words, folder
        self._find_faults = import_module("tests.looks.measures").faults

    def visit(self, hall: Any, browser: Any, states: Iterable[Any]) -> None:
        """Look at the states of one hall."""
        for state in states:
            with hall.shows(browser, state) as visit:
                seen = visit.page.evaluate(SEEN)
                here = [text for text in self._words if re.search(make_pattern(text), seen)]
                if any(text not in self.pictures for text in here):
                    visit.page.screenshot(path=self._folder / f"{state.name}.png")
                for text in here:
                    self.pictures.setdefault(text, f"{state.name}.png")
                self._measure(visit.page, state.name, [each for each in here if self._words[each]])

    def _measure(self, page: Any, state: str, texts: Sequence[str]) -> None:
        """Put the words in place of the texts, one after the other; note what then does not fit."""
        known = set(self._find_faults(page, []))
        for text in texts:
            find = f"^{make_pattern(text)}$"
            if page.evaluate(REPLACE, [find, self._words[text], self._language]):
                now = self._find_faults(page, [])
                self.faults.setdefault(text, []).extend(
                    f"{state}: {fault}" for fault in now if fault not in known
                )
                known |= set(now)


def make_pattern(text: str) -> str:
    """Return the pattern of a text as screens show it: anything may stand in its fields."""
    return "(.+?)".join(re.escape(part) for part in FIELDS.split(text))
