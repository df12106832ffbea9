"""The section `screens.phone` of config.yaml: what citizens do on their phones."""

from typing import Annotated

from pydantic import Field

from web.section import Part

SERVICES = [
    "https://fcm.googleapis.com",
    "https://updates.push.services.mozilla.com",
    "https://*.push.apple.com",
    "https://*.notify.windows.com",
]
Contact = Annotated[str, Field(pattern=r"^(mailto:[^@\s]+@[^@\s]+|https://\S+)$", max_length=200)]
Service = Annotated[
    str,
    Field(
        pattern=r"^(https://(\*\.)?[a-z0-9][a-z0-9.-]*(:[0-9]{1,5})?|http://127\.0\.0\.1(:[0-9]{1,5})?)$",
        max_length=200,
    ),
]


class Push(Part):
    """Alerts on phones whose page is closed: they go through services of the browsers' makers.

    Without a contact nobody is told.
    """

    contact: Contact | None = Field(
        default=None,
        description="mailto:… or https://…, whom those services may write to, or null",
    )
    services: list[Service] = Field(
        default=SERVICES,
        min_length=1,
        max_length=20,
        description="addresses like https://push.example or https://*.push.example",
    )


class PhoneScreen(Part):
    """What citizens write on their phones, and how phones are told."""

    words_kept_days: int = Field(default=30, ge=1, le=3650, description="days, 1 to 3650")
    push: Push | None = Field(default=None, description="contact and services, or null")
