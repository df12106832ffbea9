"""The small window above all others: it shows the number, takes no focus, and can be moved."""

import ctypes
import sys
import threading
import tkinter
from collections.abc import Callable
from ctypes.wintypes import HWND
from typing import Any

from counters.keys.agent.combinations import CannotWork
from counters.keys.agent.picture import Picture, Tone

EVERY_MS = 100
WIDTH, HEIGHT, FROM_EDGE = 260, 150, 24
COLOURS: dict[Tone, tuple[str, str]] = {
    "away": ("#4b5563", "#ffffff"),
    "closed": ("#04242c", "#bcdfe5"),
    "free": ("#eff8f9", "#06313b"),
    "calling": ("#ffc93c", "#04242c"),
    "serving": ("#0a4350", "#ffffff"),
}
"""Background and letters, as on the screens."""
NO_ACTIVATE, TOOL_WINDOW, EXTENDED_STYLE = 0x08000000, 0x00000080, -20


def show(look: Callable[[], Picture], stop: threading.Event) -> None:
    """Show what `look` returns, in this thread, until `stop` is set; raise CannotWork."""
    try:
        window = Window(look, stop)
    except tkinter.TclError as fault:
        raise CannotWork(f"There can be no window: {fault}")
    window.root.mainloop()


class Window:
    """The window and its texts."""

    def __init__(self, look: Callable[[], Picture], stop: threading.Event) -> None:
        """Place it at the lower right edge, above whatever is there."""
        self.root, self._look, self._stop = tkinter.Tk(), look, stop
        self.root.title("Xin Mời")
        self.root.overrideredirect(True)
        self.root.attributes("-topmost", True)
        left = self.root.winfo_screenwidth() - WIDTH - FROM_EDGE
        top = self.root.winfo_screenheight() - HEIGHT - 3 * FROM_EDGE
        self.root.geometry(f"{WIDTH}x{HEIGHT}+{left}+{top}")
        self._held = (0, 0)
        self._head = self._add(13)
        self._number = self._add(34, "bold")
        self._said = self._add(11)
        self._shown: Picture | None = None
        self.root.bind("<Button-1>", self._hold)
        self.root.bind("<B1-Motion>", self._move)
        if sys.platform == "win32":
            self._refuse_focus()
        self._draw()

    def _add(self, size: int, style: str = "normal") -> tkinter.Label:
        family = "Segoe UI" if sys.platform == "win32" else "Noto Sans"
        label = tkinter.Label(
            self.root, font=(family, size, style), wraplength=WIDTH - 16, justify="left"
        )
        label.pack(fill="both", expand=True)
        return label

    def _draw(self) -> None:
        if self._stop.is_set():
            self.root.destroy()
            return
        picture = self._look()
        if picture != self._shown:
            self._shown = picture
            back, ink = COLOURS[picture.tone]
            waiting = f" · {picture.waiting}" if picture.waiting else ""
            self._head["text"] = f"{picture.counter} · {picture.state}"
            self._number["text"] = picture.number
            self._said["text"] = picture.said or waiting.removeprefix(" · ")
            self.root["background"] = back
            for label in (self._head, self._number, self._said):
                label["background"], label["foreground"] = back, ink
        self.root.lift()
        self.root.after(EVERY_MS, self._draw)

    def _hold(self, event: "tkinter.Event[Any]") -> None:
        self._held = event.x_root - self.root.winfo_x(), event.y_root - self.root.winfo_y()

    def _move(self, event: "tkinter.Event[Any]") -> None:
        self.root.geometry(f"+{event.x_root - self._held[0]}+{event.y_root - self._held[1]}")

    def _refuse_focus(self) -> None:
        """Tell Windows that a click here takes the focus from nobody."""
        self.root.update_idletasks()
        user: Any = ctypes.WinDLL("user32")  # type: ignore[attr-defined]
        # A handle is wider than the int that ctypes takes it for
        user.GetWindowLongPtrW.argtypes = [HWND, ctypes.c_int]
        user.GetWindowLongPtrW.restype = ctypes.c_ssize_t
        user.SetWindowLongPtrW.argtypes = [HWND, ctypes.c_int, ctypes.c_ssize_t]
        user.SetWindowLongPtrW.restype = ctypes.c_ssize_t
        handle = int(self.root.wm_frame(), 16)
        style = user.GetWindowLongPtrW(handle, EXTENDED_STYLE) | NO_ACTIVATE | TOOL_WINDOW
        user.SetWindowLongPtrW(handle, EXTENDED_STYLE, style)
