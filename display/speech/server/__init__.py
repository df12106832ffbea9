"""The server's half of the voice: it follows the hall and lists what boards play."""

from display.speech.server.options import SourceOptions, VoiceOptions
from display.speech.server.routes import install_voice
from display.speech.server.speaking import Voice

__all__ = ["SourceOptions", "Voice", "VoiceOptions", "install_voice"]
