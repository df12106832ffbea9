"""What `./run doctor` says of the voice: every source speaks a phrase, one sentence for each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from display.speech.causes import CannotSpeak, Cause
from display.speech.chain import Phrase, Source
from display.speech.clips import ClipBank
from display.speech.sound import samples_of, seconds

ADVICE: dict[Cause, str] = {
    "not_installed": "it is not on this computer; on Debian: sudo apt-get install espeak-ng",
    "no_voice": "it has no voice for this language; choose another in section voice of config.yaml",
    "timed_out": "it did not answer in time; is the computer busy with something else?",
    "died": "its process ended while it spoke; install espeak-ng anew",
    "worn_out": "its process ends again and again; install espeak-ng anew",
    "bad_sound": "what it made is no good; listen to it, choose another voice",
    "missing_clip": "the bank lacks clips; record them",
    "cannot_store": "the sound cannot be written; make room on the disk",
    "fault": "it failed; start the program that it runs by hand",
}


@dataclass(frozen=True)
class Examined:
    """What was found of one source. `state`: ok or warning; `what`: one English sentence."""

    state: Literal["ok", "warning"]
    what: str


def examine(sources: Sequence[Source], phrase: Phrase) -> list[Examined]:
    """Let every source speak the phrase, whatever the others do; it takes a second or two."""
    found = [each for source in sources for each in _examined(source, phrase)]
    if not any(each.state == "ok" for each in found):
        found.append(Examined("warning", "nobody can speak: calls have the chime alone"))
    return found


def _examined(source: Source, phrase: Phrase) -> Iterator[Examined]:
    try:
        sound = _sound(source, phrase)
    except CannotSpeak as fault:
        details = f" ({fault.details})" if fault.details else ""
        what = f"{source.name} cannot speak {phrase.language}: {ADVICE[fault.cause]}{details}"
        yield Examined("warning", what)
    else:
        took = seconds(samples_of(sound))
        yield Examined("ok", f"{source.name} spoke {took:.1f} s of {phrase.language}")
    if isinstance(source, ClipBank) and source.faults:
        bad = "; ".join(source.faults.values())
        yield Examined("warning", f"{source.name} has clips that cannot be used: {bad}")


def _sound(source: Source, phrase: Phrase) -> bytes:
    if isinstance(source, ClipBank):
        return source.say(phrase.tokens)
    return source.synth(phrase.text, phrase.language)
