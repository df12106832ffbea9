"""The section `screens.rating` of config.yaml: what may be chosen as reasons of a rating."""

from typing import Annotated

from pydantic import Field, StringConstraints

from web.section import Part, Text

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,31}$")]


class RatingScreen(Part):
    """Ratings, on the tablet and on phones."""

    reasons: dict[Code, Text] = Field(
        default={}, max_length=8, description="at most 8 codes of small letters, and their names"
    )
