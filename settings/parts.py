"""What every part of config.yaml is made of: texts, codes, spans of time."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from settings.spans import Span, apart, span

Code = Annotated[str, Field(pattern=r"^\w[\w.-]{0,31}$")]
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$")]
Phrase = Annotated[str, Field(min_length=1, max_length=300)]
DaySpans = Annotated[list[Annotated[Span, BeforeValidator(span)]], AfterValidator(apart)]
WORDS = "a text, at most 300 signs"


class Part(BaseModel):
    """A part of the file: unknown keys and values of another type are faults."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Text(Part):
    """The same words in each language; where one is missing, the Vietnamese is shown."""

    vi: Phrase = Field(description=WORDS)
    en: Phrase | None = Field(default=None, description=WORDS)
    km: Phrase | None = Field(default=None, description=WORDS)

    def names(self) -> dict[str, str]:
        """Return language -> words, of the languages that are given."""
        return self.model_dump(exclude_none=True)
