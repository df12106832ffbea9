"""Global keys on X11: grabbed at the root window, so that no other program gets them.

On Wayland a program cannot have global keys: there a keypad of its own is the way.
"""

import threading
from collections.abc import Callable, Mapping
from select import select

from Xlib import XK, X, display, error

from counters.keys.agent.combinations import CannotWork, Combination

POLL_S = 0.5
MASKS = {"ctrl": X.ControlMask, "alt": X.Mod1Mask, "shift": X.ShiftMask, "win": X.Mod4Mask}
LOCKS = (0, X.LockMask, X.Mod2Mask, X.LockMask | X.Mod2Mask)
"""Caps Lock and Num Lock count as modifiers: a key is the same with either."""
HELD = 0xFF
"""The bits of a state that are keys held down; the others are layouts and buttons."""


def listen(
    keys: Mapping[Combination, str], press: Callable[[str], None], stop: threading.Event
) -> None:
    """Call `press` with the action of every press until `stop` is set; a held key is one press.

    Raises CannotWork where there is no display, or another program has one of the keys.
    """
    try:
        screen = display.Display()
    except (error.DisplayError, OSError) as fault:
        raise CannotWork(f"There is no X display: {fault}")
    actions = {
        grabbed: action for keys_, action in keys.items() for grabbed in _grab(screen, keys_)
    }
    released: dict[int, int] = {}
    while not stop.is_set():
        if not screen.pending_events():
            select([screen.fileno()], [], [], POLL_S)
        for _ in range(screen.pending_events()):
            event = screen.next_event()
            if event.type == X.KeyRelease:
                released[event.detail] = event.time
            # A held key repeats itself: released and pressed again at the same moment
            elif event.type == X.KeyPress and released.get(event.detail) != event.time:
                press(actions[event.detail, event.state & HELD])
    screen.close()


def _grab(screen: display.Display, keys: Combination) -> list[tuple[int, int]]:
    """Take a combination from all other programs; return how its events are known."""
    code = screen.keysym_to_keycode(XK.string_to_keysym(_name_symbol(keys.key)))
    held = sum(MASKS[name] for name in keys.modifiers)
    refused = error.CatchError(error.BadAccess, error.BadValue)
    for locks in LOCKS:
        screen.screen().root.grab_key(
            code, held | locks, False, X.GrabModeAsync, X.GrabModeAsync, onerror=refused
        )
    screen.sync()
    if code == 0 or refused.get_error():
        raise CannotWork(f"The keys {keys} cannot be had: this keyboard has none, or others do")
    return [(code, held | locks) for locks in LOCKS]


def _name_symbol(key: str) -> str:
    if key.startswith("kp"):
        return f"KP_{key[2:]}"
    return key if len(key) == 1 else key.upper()
