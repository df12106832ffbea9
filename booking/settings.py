"""The section `bookings` of config.yaml: numbers from home and appointments."""

from pydantic import Field

from web.section import Part


class BookingSettings(Part):
    """Whether people may book from home, and by which rules; see queueing.catalogue.Bookings."""

    on: bool = Field(default=False, description="true or false")
    days: int = Field(default=6, ge=0, le=30, description="a whole number, 0 to 30")
    slot_min: int = Field(default=30, ge=5, le=240, description="minutes, 5 to 240")
    share: float = Field(default=0.3, ge=0, le=1, description="a number, 0 to 1")
    minutes: float = Field(default=10, ge=1, le=240, description="minutes, 1 to 240")
    early_min: int = Field(default=15, ge=0, le=240, description="minutes, 0 to 240")
    late_min: int = Field(default=10, ge=0, le=60, description="minutes, 0 to 60")
    late_places: int = Field(default=2, ge=1, le=20, description="a whole number, 1 to 20")
    per_service: int = Field(default=40, ge=0, le=1000, description="a whole number, 0 to 1000")
    per_device: int = Field(default=2, ge=1, le=20, description="a whole number, 1 to 20")
    # Half of what a service gives from home: whoever sends away cookies must not take them all.
    # A household, an office and a hall's Wi-Fi need less: in the hall people go to the kiosk. Of a
    # mobile network many phones share an address of IPv4, most have one of IPv6 of their own.
    per_address_per_day: int | None = Field(
        default=20, ge=1, le=1_000_000, description="a whole number above 0, or null"
    )
