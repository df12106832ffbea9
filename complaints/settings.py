"""The section `screens.complaints` of config.yaml: how long an answer may take, and is kept."""

from pydantic import Field

from web.section import Part


class ComplaintsScreen(Part):
    """Complaints and their answers."""

    answer_days: int = Field(default=5, ge=1, le=60, description="working days, 1 to 60")
    kept_days: int = Field(default=365, ge=30, le=3650, description="days, 30 to 3650")
    per_address_per_day: int = Field(
        default=100, ge=1, le=100_000, description="a whole number, 1 to 100000"
    )
