"""What the agent asks of Windows: global keys, which no other program gets then, and a box."""

import ctypes
import threading
from collections.abc import Callable, Mapping
from ctypes.wintypes import BOOL, DWORD, HWND, LPARAM, MSG, UINT, WPARAM
from typing import Any

from counters.keys.agent.combinations import CannotWork, Combination

MODIFIERS = {"alt": 0x1, "ctrl": 0x2, "shift": 0x4, "win": 0x8}
NO_REPEAT = 0x4000
"""A held key is one press."""
WM_QUIT, WM_USER, WM_HOTKEY = 0x12, 0x400, 0x312
PM_NOREMOVE = 0
MB_ICONERROR, MB_SETFOREGROUND = 0x10, 0x10000
ALREADY_REGISTERED = 1409
KEYPAD_0, F1 = 0x60, 0x70


def find_virtual_key(key: str) -> int:
    """Return the number by which Windows knows a key of a Combination.

    The keypad's digits are keys of their own only while Num Lock is on, and Shift is not held.
    """
    if key.startswith("kp"):
        return KEYPAD_0 + int(key[2:])
    return ord(key.upper()) if len(key) == 1 else F1 + int(key[1:]) - 1


def listen(
    keys: Mapping[Combination, str], press: Callable[[str], None], stop: threading.Event
) -> None:
    """Call `press` with the action of every press until `stop` is set.

    Raises CannotWork where another program has one of the keys; then none is kept.
    """
    user, me, message = _load_user32(), threading.get_native_id(), MSG()
    # Gives this thread its queue, without which nothing can be posted to it
    user.PeekMessageW(ctypes.byref(message), None, WM_USER, WM_USER, PM_NOREMOVE)
    actions = dict(enumerate(keys.values(), 1))
    had = []
    try:
        for which, combination in enumerate(keys, 1):
            _register(user, which, combination)
            had.append(which)
        threading.Thread(target=_end_at_stop, args=(user, me, stop), daemon=True).start()
        while (got := user.GetMessageW(ctypes.byref(message), None, 0, 0)) > 0:
            if message.message == WM_HOTKEY:
                press(actions[message.wParam])
        if got < 0:
            raise CannotWork(f"Windows tells of no keys: {_explain()}")
    finally:
        for which in had:
            user.UnregisterHotKey(None, which)


def show_fault(text: str) -> None:
    """Show a sentence in a window of its own; return once it was read."""
    box = ctypes.WinDLL("user32").MessageBoxW  # type: ignore[attr-defined]
    box(None, text, "Xin Mời: key-agent", MB_ICONERROR | MB_SETFOREGROUND)


def _register(user: Any, which: int, keys: Combination) -> None:
    held = sum(MODIFIERS[name] for name in keys.modifiers) | NO_REPEAT
    if not user.RegisterHotKey(None, which, held, find_virtual_key(keys.key)):
        taken = ctypes.get_last_error() == ALREADY_REGISTERED  # type: ignore[attr-defined]
        why = "another program has them" if taken else _explain()
        raise CannotWork(f"The keys {keys} cannot be had: {why}")


def _end_at_stop(user: Any, thread: int, stop: threading.Event) -> None:
    stop.wait()
    user.PostThreadMessageW(thread, WM_QUIT, 0, 0)


def _explain() -> str:
    return str(ctypes.WinError(ctypes.get_last_error()))  # type: ignore[attr-defined]


def _load_user32() -> Any:
    """Return the functions used here, with what they take: a handle is wider than ctypes thinks."""
    user: Any = ctypes.WinDLL("user32", use_last_error=True)  # type: ignore[attr-defined]
    for name, taken in {
        "PeekMessageW": [ctypes.POINTER(MSG), HWND, UINT, UINT, UINT],
        "GetMessageW": [ctypes.POINTER(MSG), HWND, UINT, UINT],
        "RegisterHotKey": [HWND, ctypes.c_int, UINT, UINT],
        "UnregisterHotKey": [HWND, ctypes.c_int],
        "PostThreadMessageW": [DWORD, UINT, WPARAM, LPARAM],
    }.items():
        function = getattr(user, name)
        function.argtypes, function.restype = taken, BOOL
    return user
