"""The voice: a phrase becomes a sound file, by the first of several engines that can speak it."""

from display.speech.cache import Cache
from display.speech.causes import CAUSES, CannotSpeak
from display.speech.chain import CHIME, Chain, InForce, Phrase, Source, Spoken
from display.speech.clips import BadBank, ClipBank, load_bank
from display.speech.engines import ENGINES, SpeechEngine, engine_named
from display.speech.examining import Examined, examine

__all__ = [
    "CAUSES",
    "CHIME",
    "ENGINES",
    "BadBank",
    "Cache",
    "CannotSpeak",
    "Chain",
    "ClipBank",
    "Examined",
    "InForce",
    "Phrase",
    "Source",
    "SpeechEngine",
    "Spoken",
    "engine_named",
    "examine",
    "load_bank",
]
