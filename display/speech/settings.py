"""The section `voice` of config.yaml: who speaks in the hall, what is said, how often and where."""

import re
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from queueing.announcement_timing import AnnouncementTiming
from web.section import WORDS, DaySpans, Id, Part, Phrase
from web.settings import Language

Engine = Literal["pyttsx3", "espeak-ng", "clips", "piper"]
AnyEngine = Literal["pyttsx3", "espeak-ng", "clips", "piper", "none"]
SpokenLanguage = Literal["vi", "en"]
Reading = Annotated[str, Field(min_length=1, max_length=60)]
Place = Annotated[str, Field(min_length=1, max_length=300)]
READING = "how it is said, at most 60 signs"
TIMES = "a whole number, 1 to 3"
MILLISECONDS = "milliseconds, 0 to 5000"

_FIELD = re.compile(r"\{([^{}]*)\}")
_WHERE_FLOOR = re.compile(r"\[[^\[\]{}]*\{floor\}[^\[\]{}]*\]")
FIELDS = ("honorific", "number", "counter", "floor")


def _sentence(template: str) -> str:
    fields = _FIELD.findall(template)
    if unknown := [field for field in fields if field not in FIELDS]:
        raise ValueError(f"{{{unknown[0]}}} is unknown; known here: {{{'}, {'.join(FIELDS)}}}")
    for needed in ("number", "counter"):
        if fields.count(needed) != 1:
            raise ValueError(f"the sentence must say {{{needed}}} once")
    rest = _WHERE_FLOOR.sub("", template)
    if "{floor}" in rest or set(_FIELD.sub("", rest)) & set("[]{}"):
        raise ValueError("write the floor like [, {floor}]: in brackets, with its comma")
    return template


def _bare(text: str) -> str:
    if set(text) & set("[]{}"):
        raise ValueError("it is said of no number: write it without fields and brackets")
    return text


def _each_once(engines: list[str]) -> list[str]:
    if len(set(engines)) < len(engines):
        raise ValueError("list each engine once, in the order in which they are tried")
    return engines


Sentence = Annotated[Phrase, AfterValidator(_sentence)]
Bare = Annotated[Phrase, AfterValidator(_bare)]


class VietnameseSentences(Part):
    """What is said of a call in Vietnamese."""

    call: Sentence = Field(
        default="Xin mời {honorific} có số thứ tự {number}, đến quầy số {counter}[, {floor}].",
        description=WORDS,
    )
    recall: Sentence = Field(
        default="Xin nhắc lại, mời số thứ tự {number}, đến quầy số {counter}[, {floor}].",
        description=WORDS,
    )
    transfer: Sentence = Field(
        default="Mời số thứ tự {number}, chuyển đến quầy số {counter}[, {floor}].",
        description=WORDS,
    )
    closing: Bare = Field(
        default="Trung tâm ngừng cấp số. Ông, Bà đã lấy số vẫn được phục vụ. Xin cảm ơn.",
        description=WORDS,
    )


class EnglishSentences(Part):
    """What is said of a call in English, after the Vietnamese."""

    call: Sentence = Field(
        default="Ticket {number}, please go to counter {counter}[, {floor}].", description=WORDS
    )
    recall: Sentence = Field(
        default="Second call. Ticket {number}, please go to counter {counter}[, {floor}].",
        description=WORDS,
    )
    transfer: Sentence = Field(
        default="Ticket {number}, please move to counter {counter}[, {floor}].", description=WORDS
    )
    closing: Bare = Field(
        default="No more tickets today. Everyone with a ticket will be served. Thank you.",
        description=WORDS,
    )


class Sentences(Part):
    """The sentences of each language."""

    vi: VietnameseSentences = VietnameseSentences()
    en: EnglishSentences | None = EnglishSentences()

    def templates(self) -> dict[str, dict[str, str]]:
        """Return language -> kind of call -> sentence, of the languages that are spoken."""
        return self.model_dump(exclude_none=True)


class Loudspeakers(Part):
    """Loudspeakers that are heard together: one call at a time."""

    lobbies: list[str] = Field(min_length=1, description="a list of zones of the section zones")
    mute: bool = Field(default=False, description="true or false")
    volume: int = Field(default=100, ge=0, le=100, description="a whole number, 0 to 100")
    quiet: DaySpans = Field(default=[], description="a list of spans like ['11:30-13:00']")
    closing: bool = Field(default=True, description="true or false")

    def is_silent(self, local: datetime) -> bool:
        """Return whether nothing is to be heard at this local time."""
        return self.mute or any(start <= local.time() < end for start, end in self.quiet)


class Voice(Part):
    """How calls are spoken."""

    engine: AnyEngine = Field(
        default="pyttsx3", description="pyttsx3, espeak-ng, clips, piper or none"
    )
    fallbacks: Annotated[list[Engine], AfterValidator(_each_once)] = Field(
        default=["espeak-ng", "clips"], description="a list of pyttsx3, espeak-ng, clips, piper"
    )
    voices: dict[SpokenLanguage, Reading] = Field(
        default={"vi": "aav/vi", "en": "gmw/en"}, description="a voice like aav/vi"
    )
    rate: int = Field(default=150, ge=80, le=300, description="words a minute, 80 to 300")
    clips: dict[Language, Place] = Field(default={}, description="a folder, like clips/vi")
    models: dict[SpokenLanguage, Place] = Field(
        default={}, description="a model file of piper, like models/vi.onnx"
    )
    style: Literal["south", "north"] = Field(default="south", description="south or north")
    honorific: Literal["công dân", "khách hàng", "quý khách"] = Field(
        default="công dân", description="công dân, khách hàng or quý khách"
    )
    sentences: Sentences = Sentences()
    pronunciations: dict[SpokenLanguage, dict[Phrase, Reading]] = Field(
        default={}, description=READING
    )
    chime: bool = Field(default=True, description="true or false")
    repeats: int = Field(default=2, ge=1, le=3, description=TIMES)
    most_waiting: int = Field(default=3, ge=0, le=50, description="a whole number, 0 to 50")
    fresh_s: float = Field(default=30, ge=0, le=600, description="seconds, 0 to 600")
    after_chime_ms: int = Field(default=350, ge=0, le=5000, description=MILLISECONDS)
    between_ms: int = Field(default=600, ge=0, le=5000, description=MILLISECONDS)
    gap_ms: int = Field(default=600, ge=0, le=5000, description=MILLISECONDS)
    loudspeakers: dict[Id, Loudspeakers] = Field(
        default={}, description="a name and its loudspeakers"
    )
    cache_mb: int = Field(default=200, ge=10, le=10_000, description="megabytes, 10 to 10000")
    output: Literal["lobby", "local"] = Field(default="lobby", description="lobby or local")

    @property
    def rhythm(self) -> AnnouncementTiming:
        """How one call follows another."""
        return AnnouncementTiming(
            chime_ms=AnnouncementTiming().chime_ms if self.chime else 0,
            after_chime_ms=self.after_chime_ms,
            between_ms=self.between_ms,
            gap_ms=self.gap_ms,
            repeats=self.repeats,
            most_waiting=self.most_waiting,
            fresh_s=self.fresh_s,
        )
