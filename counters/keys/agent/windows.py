"""Global keys on Windows: registered with the system, so that no other program gets them."""

import ctypes
import threading
from collections.abc import Callable, Mapping
from typing import Any

from counters.keys.agent.combinations import CannotWork, Combination

MODIFIERS = {"alt": 0x1, "ctrl": 0x2, "shift": 0x4, "win": 0x8}
NO_REPEAT = 0x4000
"""A held key is one press."""
WM_QUIT, WM_HOTKEY = 0x12, 0x312
KEYPAD_0, F1 = 0x60, 0x70


class _Message(ctypes.Structure):
    _fields_ = (
        ("window", ctypes.c_void_p), ("message", ctypes.c_uint), ("which", ctypes.c_size_t),
        ("more", ctypes.c_size_t), ("time", ctypes.c_uint), ("x", ctypes.c_long),
        ("y", ctypes.c_long),
    )  # fmt: skip


def find_virtual_key(key: str) -> int:
    """Return the number by which Windows knows a key of a Combination."""
    if key.startswith("kp"):
        return KEYPAD_0 + int(key[2:])
    return ord(key.upper()) if len(key) == 1 else F1 + int(key[1:]) - 1


def listen(
    keys: Mapping[Combination, str], press: Callable[[str], None], stop: threading.Event
) -> None:
    """Call `press` with the action of every press until `stop` is set.

    Raises CannotWork where another program has one of the keys.
    """
    windows: Any = ctypes.windll  # type: ignore[attr-defined]
    actions = dict(enumerate(keys.values(), 1))
    for which, combination in enumerate(keys, 1):
        mask = sum(MODIFIERS[name] for name in combination.modifiers) | NO_REPEAT
        if not windows.user32.RegisterHotKey(None, which, mask, find_virtual_key(combination.key)):
            raise CannotWork(f"The keys {combination} cannot be had: another program has them")
    me = windows.kernel32.GetCurrentThreadId()

    def end() -> None:
        stop.wait()
        windows.user32.PostThreadMessageW(me, WM_QUIT, 0, 0)

    threading.Thread(target=end, daemon=True).start()
    message = _Message()
    while windows.user32.GetMessageW(ctypes.byref(message), None, 0, 0) > 0:
        if message.message == WM_HOTKEY:
            press(actions[message.which])
