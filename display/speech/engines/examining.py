"""What `./run doctor` says of the voice: every source speaks a phrase, one sentence for each."""

from collections.abc import Iterator, Sequence

from display.speech.engines.causes import CannotSpeak, Cause
from display.speech.engines.chain import Phrase, Source
from display.speech.engines.clips import ClipBank
from display.speech.engines.sound import count_seconds, read_samples

OK, WARNING = "ok", "warning"
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


def examine(sources: Sequence[Source], phrase: Phrase) -> list[tuple[str, str]]:
    """Let every source speak the phrase; return `ok` or `warning` and a sentence for each."""
    found = [each for source in sources for each in _examine_source(source, phrase)]
    if not any(state == OK for state, _ in found):
        found.append((WARNING, "nobody can speak: calls have the chime alone"))
    return found


def _examine_source(source: Source, phrase: Phrase) -> Iterator[tuple[str, str]]:
    try:
        sound = _make_sound(source, phrase)
    except CannotSpeak as fault:
        details = f" ({fault.details})" if fault.details else ""
        what = f"{source.name} cannot speak {phrase.language}: {ADVICE[fault.cause]}{details}"
        yield WARNING, what
    else:
        took = count_seconds(read_samples(sound))
        yield OK, f"{source.name} spoke {took:.1f} s of {phrase.language}"
    if isinstance(source, ClipBank) and source.faults:
        bad = "; ".join(source.faults.values())
        yield WARNING, f"{source.name} has clips that cannot be used: {bad}"


def _make_sound(source: Source, phrase: Phrase) -> bytes:
    if isinstance(source, ClipBank):
        return source.say(phrase.tokens)
    return source.synth(phrase.text, phrase.language)
