"""The section `screens.phone` of config.yaml: what citizens do on their phones."""

from pydantic import Field

from web.section import Part


class PhoneScreen(Part):
    """What citizens write on their phones."""

    words_kept_days: int = Field(default=30, ge=1, le=3650, description="days, 1 to 3650")
