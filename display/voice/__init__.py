"""The voice's place in the server: it follows the hall, boards play what it lists."""

from display.voice.options import SourceOptions, SpeakersOptions, VoiceOptions
from display.voice.routes import install_voice
from display.voice.speaking import Voice

__all__ = ["SourceOptions", "SpeakersOptions", "Voice", "VoiceOptions", "install_voice"]
