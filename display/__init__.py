"""The lobby: the board that shows every call, and the voice that speaks it."""

from display.media_folders import MediaFolders
from display.routes import install
from display.speech.server import Voice

__all__ = ["MediaFolders", "Voice", "install"]
