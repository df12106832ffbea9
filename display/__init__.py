"""The lobby: the board that shows every call."""

from display.routes import Layout, Options, install

__all__ = ["Layout", "Options", "install"]
