"""The lobby: the board that shows every call, and the voice that speaks it."""

from display.routes import install
from display.speech.server import Voice

__all__ = ["Voice", "install"]
