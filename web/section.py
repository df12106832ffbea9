"""What every section of config.yaml is made of: texts, codes, spans of time.

A room owns its section: `<room>/settings.py`; the folder settings reads and checks the file.
"""

from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, create_model

from web.languages import LANGUAGES, SOURCE
from web.spans import Span, apart, span

Code = Annotated[str, Field(pattern=r"^\w[\w.-]{0,31}$")]
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$")]
Phrase = Annotated[str, Field(min_length=1, max_length=300)]
DaySpans = Annotated[list[Annotated[Span, BeforeValidator(span)]], AfterValidator(apart)]
WORDS = "a text, at most 300 signs"


class Part(BaseModel):
    """A part of the file: unknown keys and values of another type are faults."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Text(Part):
    """The same words in each language; where one is missing, the Vietnamese is shown."""

    def names(self) -> dict[str, str]:
        """Return language -> words, of the languages that are given."""
        return self.model_dump(exclude_none=True)


if TYPE_CHECKING:
    Text = _Text
else:
    Text = create_model(
        "Text",
        __base__=_Text,
        __module__=__name__,
        **{
            code: (Phrase, Field(description=WORDS))
            if code == SOURCE
            else (Phrase | None, Field(default=None, description=WORDS))
            for code in LANGUAGES
        },
    )
