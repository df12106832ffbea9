"""The voice: a phrase becomes a sound file, by the first of several engines that can speak it."""

from display.speech.engines.cache import Cache, Spoken
from display.speech.engines.causes import CAUSES, CannotSpeak
from display.speech.engines.chain import CHIME, Chain, InForce, Phrase, Source
from display.speech.engines.clips import BadBank, ClipBank, load_bank
from display.speech.engines.engines import ENGINES, SpeechEngine, make_engine
from display.speech.engines.examining import examine

__all__ = [
    "CAUSES",
    "CHIME",
    "ENGINES",
    "BadBank",
    "Cache",
    "CannotSpeak",
    "Chain",
    "ClipBank",
    "InForce",
    "Phrase",
    "Source",
    "SpeechEngine",
    "Spoken",
    "examine",
    "load_bank",
    "make_engine",
]
