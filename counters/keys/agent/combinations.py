"""Combinations of keys as people write them: `ctrl+alt+1`, `f13`. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

MODIFIERS = ("ctrl", "alt", "shift", "win")
ACTIONS = ("call-next", "finish-and-call-next", "recall", "no-show")
"""What keys do, as the last part of the server's addresses, in the order of the defaults."""
DEFAULTS = dict(zip(ACTIONS, ("ctrl+alt+1", "ctrl+alt+2", "ctrl+alt+3", "ctrl+alt+4"), strict=True))
KEYPAD = dict(zip(ACTIONS, "1234", strict=True))
"""Keys of a keypad that does nothing else."""
_KEY = re.compile(r"[a-z0-9]|f([1-9]|1[0-9]|2[0-4])|kp[0-9]")


class CannotWork(Exception):
    """The agent cannot have its keys, or its window; the text says why."""


class NoCombination(ValueError):
    """Nothing that can be pressed is written there; the text says what can be."""


@dataclass(frozen=True)
class Combination:
    """Keys held down, and the one that is pressed: a letter, a digit, f1 to f24, kp0 to kp9."""

    modifiers: frozenset[str]
    key: str

    def __str__(self) -> str:
        """Write it as people do."""
        return "+".join([*(each for each in MODIFIERS if each in self.modifiers), self.key])


def read_combination(text: str) -> Combination:
    """Return a combination; raise NoCombination."""
    *held, key = text.strip().lower().split("+")
    alone = re.fullmatch(r"f(1[3-9]|2[0-4])", key) is not None
    if not _KEY.fullmatch(key) or not set(held) <= set(MODIFIERS) or not (held or alone):
        raise NoCombination(
            f"{text}: a combination is like ctrl+alt+1 (ctrl, alt, shift, win with a letter, a "
            "digit, f1 to f24 or kp0 to kp9), or f13 to f24 alone"
        )
    return Combination(frozenset(held), key)


def read_keys(given: Iterable[str]) -> dict[Combination, str]:
    """Return combination -> action of `action=combination` texts over the defaults.

    Raises NoCombination; an empty combination leaves an action without a key.
    """
    wanted = dict(DEFAULTS)
    for text in given:
        action, given_at_all, keys = text.partition("=")
        if action not in ACTIONS or not given_at_all:
            raise NoCombination(f"{text}: write action=keys; actions are {', '.join(ACTIONS)}")
        wanted[action] = keys
    read = [(read_combination(keys), action) for action, keys in wanted.items() if keys]
    if len({keys for keys, _ in read}) < len(read):
        raise NoCombination("two actions have the same keys")
    return dict(read)
