"""The lobby: the board that shows every call, and the voice that speaks it."""

from display.routes import Board, Layout, Options, install
from display.voice import SourceOptions, SpeakersOptions, Voice, VoiceOptions

__all__ = [
    "Board",
    "Layout",
    "Options",
    "SourceOptions",
    "SpeakersOptions",
    "Voice",
    "VoiceOptions",
    "install",
]
