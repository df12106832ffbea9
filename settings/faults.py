"""Faults of a configuration file: where each is, what is wrong, what would be right."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from admin.sheets.sentences import Sentence, say

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to put right. `line` counts from 1; `path` is like `counters.07.serves[0]`.

    `what` is a Sentence where pages say it in their own language.
    """

    line: int
    path: str
    what: str

    def at(self, file: Path, kind: str = "") -> str:
        """Return the fault as one line: `file:line: key.path: what is wrong`."""
        return ": ".join(filter(None, (f"{file}:{self.line}", kind, self.path, self.what)))


class SettingsFaults(Exception):
    """The file cannot be used; `faults` has everything that is wrong with it, by line."""

    def __init__(self, file: Path, faults: Iterable[Fault]) -> None:
        """Sort the faults by line and drop repetitions."""
        self.file, self.faults = file, tuple(sorted(set(faults)))
        super().__init__("\n".join(fault.at(file) for fault in self.faults))


def dotted(path: KeyPath) -> str:
    """Return a key path as people write it: ("counters", "07", 0) is `counters.07[0]`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def did_you_mean(wrong: str, known: Iterable[str]) -> Sentence:
    """Return "; did you mean 'port'?", or the known words when none is near."""
    known = list(known)
    folded = {word.casefold(): word for word in known}
    near = difflib.get_close_matches(wrong.casefold(), folded, n=1, cutoff=0.6)
    if near:
        return say("; did you mean '{near}'?", near=folded[near[0]])
    return say("; known here: {known}", known=tuple(known)) if known else say("")
