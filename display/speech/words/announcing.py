"""What is said of a call: its facts, and from them both the sentence and its clips."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from display.speech.words.number_words import Style
from display.speech.words.spelling import Letters, Speller, find_speller
from display.speech.words.tokens import PATTERNS, Pattern, list_tokens
from queueing.catalogue import Counter, Floor, Names
from queueing.hall import Call, Hall
from queueing.hall.tickets import Ticket

Kind = Literal["call", "recall", "transfer"]
FIRST = "vi"
"""The language in which every call is said first."""

_FIELD = re.compile(r"\{(\w+)\}")
_WHERE_FLOOR = re.compile(r"\[([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a call. `counter`: its label; `floor`: a code, None = not said.

    `language`: the one the ticket was taken in.
    """

    kind: Kind
    number: str
    counter: str
    floor: str | None = None
    language: str = FIRST


TRIAL = Facts("call", "A001", "1", language="en")
"""What a test call says."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A call in one language. `text`: without digits, for an engine; `tokens`: for clips.

    `text` is None in a language whose number words are not known: only clips can say it.
    """

    language: str
    text: str | None
    tokens: tuple[str, ...]


@dataclass(frozen=True)
class Phrasing:
    """How this centre words its calls.

    `sentences`: language -> kind -> template with {honorific}, {number}, {counter} and {floor};
    what stands in [brackets] is said only where the floor is. The kind `closing` is no call: what
    is said when no more numbers are given, without fields. `letters`: see spelling.Letters.
    `pronunciations`: language -> written word -> how it is said. `patterns`: language -> kind ->
    order of its clips, of the languages that have clips of their own order, or only clips.
    """

    sentences: Mapping[str, Mapping[str, str]]
    honorific: str = "công dân"
    style: Style = "south"
    letters: Letters = field(default_factory=dict)
    pronunciations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    patterns: Mapping[str, Mapping[str, Pattern]] = field(default_factory=dict)


def make_call_facts(hall: Hall, call: Call, floors: frozenset[str]) -> Facts:
    """Return what is said of a call where people wait for the counters of `floors`.

    The floor is said where people of several floors hear it. Ticket and counter must be known.
    """
    ticket, counter = hall.ticket(call.ticket), hall.counter(call.counter)
    return make_facts(ticket, counter, floors, again=call.times_called > 1)


def make_facts(
    ticket: Ticket, counter: Counter, floors: frozenset[str], *, again: bool = False
) -> Facts:
    """Return what is said of a ticket when a counter calls it, for the first time or `again`."""
    kind: Kind = "transfer" if ticket.came_from else "call"
    return Facts(
        kind="recall" if again else kind,
        number=ticket.number,
        counter=counter.label,
        floor=counter.floor if len(floors) > 1 else None,
        language=ticket.language,
    )


def make_sentences(
    facts: Facts, phrasing: Phrasing, floors: Mapping[str, Floor]
) -> tuple[Sentence, ...]:
    """Return the call in Vietnamese, then in the ticket's language where that can be spoken."""
    languages = [FIRST]
    if facts.language in {*phrasing.sentences, *phrasing.patterns} - {FIRST}:
        languages.append(facts.language)
    return tuple(_make_sentence(facts, language, phrasing, floors) for language in languages)


def make_closing(phrasing: Phrasing) -> tuple[Sentence, ...]:
    """Return what is said when no more numbers are given: in Vietnamese, then as configured."""
    spoken = ((language, said.get("closing")) for language, said in phrasing.sentences.items())
    found = [_make_closing_sentence(language, text, phrasing) for language, text in spoken if text]
    return tuple(sorted(found, key=lambda sentence: sentence.language != FIRST))


def make_trial(phrasing: Phrasing) -> tuple[Sentence, ...]:
    """Return a made-up call, by which people hear whether the voice is right: Vietnamese first."""
    return make_sentences(TRIAL, phrasing, {})


def make_bulletin(
    texts: Sequence[tuple[str, str]], concerned: Sequence[Names], phrasing: Phrasing
) -> tuple[Sentence, ...]:
    """Return what all who wait are told, in the languages that are spoken here: Vietnamese first.

    `concerned`: whom it concerns, which is said first, none: everybody. No recording can say it:
    where there is no engine the chime stands for it.
    """
    spoken = [(language, text) for language, text in texts if language in phrasing.sentences]
    found = [
        _make_free_sentence(language, _name(concerned, language) + text, phrasing, ())
        for language, text in spoken
    ]
    return tuple(sorted(found, key=lambda sentence: sentence.language != FIRST))


def _name(concerned: Sequence[Names], language: str) -> str:
    names = ", ".join(_pick(each, language) for each in concerned)
    return names and f"{names}: "


def _pick(names: Names, language: str) -> str:
    return names.get(language) or names[FIRST]


def _make_closing_sentence(language: str, text: str, phrasing: Phrasing) -> Sentence:
    pattern = phrasing.patterns.get(language, {}).get("closing", PATTERNS["closing"])
    return _make_free_sentence(language, text, phrasing, tuple(pattern))


def _make_free_sentence(
    language: str, text: str, phrasing: Phrasing, tokens: tuple[str, ...]
) -> Sentence:
    spells = find_speller(language, phrasing.style, phrasing.letters)
    said = apply_pronunciations(text, phrasing.pronunciations.get(language, {}))
    return Sentence(language, spells.spell_text(said) if spells else None, tokens)


def _make_sentence(
    facts: Facts, language: str, phrasing: Phrasing, floors: Mapping[str, Floor]
) -> Sentence:
    template = phrasing.sentences.get(language, {}).get(facts.kind)
    spells = find_speller(language, phrasing.style, phrasing.letters)
    text = _make_text(facts, template, spells, phrasing, floors) if template and spells else None
    patterns = phrasing.patterns.get(language, {})
    return Sentence(
        language, text, list_tokens(facts.kind, facts.number, facts.counter, facts.floor, patterns)
    )


def _make_text(
    facts: Facts, template: str, spells: Speller, phrasing: Phrasing, floors: Mapping[str, Floor]
) -> str:
    replaced = phrasing.pronunciations.get(spells.language, {})
    words = {
        "honorific": apply_pronunciations(phrasing.honorific, replaced),
        "number": spells.spell_ticket(facts.number),
        "counter": spells.spell_label(facts.counter),
        "floor": "",
    }
    if facts.floor is not None:
        name = _pick(floors[facts.floor].names, spells.language)
        words["floor"] = apply_pronunciations(name[0].lower() + name[1:], replaced)
    shown = _WHERE_FLOOR.sub(r"\1" if words["floor"] else "", template)
    parts: Sequence[str] = _FIELD.split(shown)
    # Every second part is the name of a field: what the centre pronounces otherwise is not in it.
    said = (
        words[part] if index % 2 else apply_pronunciations(part, replaced)
        for index, part in enumerate(parts)
    )  # fmt: skip
    return spells.spell_text("".join(said))


def apply_pronunciations(text: str, replaced: Mapping[str, str]) -> str:
    """Return a text in which whole words are written as they are said; the longest comes first."""
    if not replaced:
        return text
    written = "|".join(re.escape(word) for word in sorted(replaced, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{written})(?!\w)", lambda found: replaced[found[0]], text)
