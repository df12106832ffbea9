"""The lobby: the board that shows every call."""

from display.routes import Board, Layout, Options, install

__all__ = ["Board", "Layout", "Options", "install"]
