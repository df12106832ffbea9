"""The sections `centre`, `sign_in`, `server` and `limits` of config.yaml."""

from datetime import date
from ipaddress import ip_network
from typing import TYPE_CHECKING, Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator

from web.days import Days
from web.languages import LANGUAGES, SOURCE
from web.roles import PEOPLE_ROLES
from web.section import Part, Text
from web.spans import WrongText, day

Limit = Annotated[int | None, Field(ge=1, le=1_000_000)]
LIMIT = "a whole number above 0, or null"
MOST_WORKERS = 64
SEVERAL_NEED = "several processes need server.database on PostgreSQL"
AsyncMode = Literal["eventlet", "gevent", "threading"]
THIS_COMPUTER = ["127.0.0.0/8", "::1/128"]
if TYPE_CHECKING:
    Language = str
    PersonRole = str
else:
    Language = Literal[tuple(LANGUAGES)]
    PersonRole = Literal[tuple(str(role) for role in PEOPLE_ROLES)]


def _known_zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"'{name}' is not a time zone; write it like 'Asia/Ho_Chi_Minh'")


def _vietnamese_first(languages: list[str]) -> list[str]:
    if languages[:1] != [SOURCE] or len(set(languages)) < len(languages):
        raise ValueError("list each language once, vi first")
    return languages


def _plain_url(url: object) -> object:
    """Return an address as browsers write it: small letters, no slash behind it."""
    return url.strip().rstrip("/").lower() if isinstance(url, str) else url


def _without_password(url: str | None) -> str | None:
    """Refuse a password: backups and whoever sees the configuration would have it."""
    parts = urlsplit(url or "")
    if parts.password is not None or "password=" in parts.query:
        raise ValueError("without the password: that belongs in ~/.pgpass of the server's account")
    return url


def _known_network(text: str) -> str:
    try:
        return str(ip_network(text, strict=False))
    except ValueError:
        raise ValueError(f"'{text}' is not an address like 10.0.0.5, nor a network like 10.0.0.0/8")


Day = Annotated[date | None, BeforeValidator(lambda text: text and day(text))]


class Notice(Text):
    """A line that boards show on these days."""

    first: Day = Field(default=None, alias="from", description="a date like 2027-02-05")
    last: Day = Field(default=None, alias="until", description="a date like 2027-02-05")

    @field_validator("last")
    @classmethod
    def _not_before_first(cls, last: date | None, read: ValidationInfo) -> date | None:
        first = read.data.get("first")
        if first is not None and last is not None and last < first:
            raise WrongText("{last} is before {first}", last=last, first=first)
        return last

    @property
    def days(self) -> Days:
        """When it is shown."""
        return Days(self.first, self.last)

    def names(self) -> dict[str, str]:
        """Return language -> words, of the languages that are given."""
        return self.model_dump(exclude_none=True, exclude={"first", "last"})


class Centre(Part):
    """The centre as its screens and slips name it."""

    names: Text
    city: Text
    motto: Text
    phone: str = Field(
        default="", max_length=40, description="a telephone number, at most 40 signs"
    )
    time_zone: Annotated[str, AfterValidator(_known_zone)] = Field(
        default="Asia/Ho_Chi_Minh", description="a name like Asia/Ho_Chi_Minh"
    )
    languages: Annotated[list[Language], AfterValidator(_vietnamese_first)] = Field(
        default=["vi", "en"], description=f"a list of {', '.join(LANGUAGES)}; vi is first"
    )
    notices: list[Notice] = Field(
        default=[], max_length=20, description="a list of at most 20 texts"
    )

    @property
    def zone_info(self) -> ZoneInfo:
        """The time zone that decides the service day and every time shown."""
        return ZoneInfo(self.time_zone)


def is_safe_address(address: str) -> bool:
    """Say whether what is said there is read and changed by nobody: https, or this computer."""
    parts = urlsplit(address)
    if parts.username or parts.password or parts.fragment or not parts.hostname:
        return False
    here = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    return parts.scheme == "https" or (parts.scheme == "http" and here)


def _safe_issuer(address: str) -> str:
    if not is_safe_address(address) or "?" in address:
        raise ValueError(
            f"'{address}' is not an address like https://sso.cantho.gov.vn/realms/centre; http is "
            "safe on this computer alone"
        )
    return address


class OpenId(Part):
    """The provider of OpenID Connect at which people may sign in too."""

    issuer: Annotated[str, AfterValidator(_safe_issuer)] = Field(
        max_length=500, description="an address like https://sso.cantho.gov.vn/realms/centre"
    )
    client_id: str = Field(min_length=1, max_length=255, description="this centre's name there")
    client_secret_file: str | None = Field(
        default=None, min_length=1, description="a file that holds the secret alone, or null"
    )
    label: Text


class SignIn(Part):
    """Who may do what after signing in, and for how long."""

    officers_anywhere: bool = Field(default=False, description="true or false")
    second_factor: list[PersonRole] = Field(default=[], description="a list of roles of people")
    longest_h: float = Field(default=14, gt=0, le=24, description="hours, above 0, at most 24")
    idle_min: dict[PersonRole, Annotated[float, Field(ge=1, le=1440)]] = Field(
        default={"admin": 60}, description="a role of people and minutes, 1 to 1440"
    )
    openid: OpenId | None = Field(default=None, description="issuer, client_id and label, or null")


class Server(Part):
    """Where and how the program listens."""

    host: str = Field(
        default="0.0.0.0",  # nosec B104 # phones of the whole hall come to it
        min_length=1,
        description="an address of this computer",
    )
    port: int = Field(default=8080, ge=1, le=65535, description="a port, 1 to 65535")
    async_mode: AsyncMode = Field(default="eventlet", description="eventlet, gevent or threading")
    database: Annotated[str | None, AfterValidator(_without_password)] = Field(
        default=None,
        pattern=r"^postgresql://\S+$",
        description="an address like postgresql://user@host/name, or null",
    )
    workers: int = Field(
        default=1, ge=1, le=MOST_WORKERS, description=f"a whole number, 1 to {MOST_WORKERS}"
    )
    worker_ports: int | None = Field(
        default=None, ge=1, le=65535 - MOST_WORKERS, description="a port, or null"
    )
    public_url: Annotated[str | None, BeforeValidator(_plain_url)] = Field(
        default=None,
        pattern=r"^https?://[^\s/?#]+$",
        description="an address like https://so.cantho.gov.vn, without a path",
    )
    trusted_proxies: int = Field(default=0, ge=0, le=5, description="a whole number, 0 to 5")
    proxy_addresses: list[Annotated[str, AfterValidator(_known_network)]] = Field(
        default=THIS_COMPUTER,
        description="a list of addresses or networks, like [10.0.0.5, 192.168.7.0/24]",
    )

    @field_validator("workers")
    @classmethod
    def _several_share(cls, workers: int, read: ValidationInfo) -> int:
        if workers > 1 and read.data.get("database", "?") is None:
            raise ValueError(f"{workers}: {SEVERAL_NEED}")
        return workers


class Limits(Part):
    """What anybody may ask of the server at once or in a while; None: as much as he likes.

    Strangers are all whose last request was not one of an officer or a device.
    """

    connections: Limit = Field(default=10_000, description=LIMIT)
    connections_per_address: Limit = Field(default=4_000, description=LIMIT)
    idle_per_address: Limit = Field(default=200, description=LIMIT)
    requests_of_strangers: Limit = Field(default=4, description=LIMIT)
    requests_per_address: Limit = Field(default=2, description=LIMIT)
    requests_per_caller: Limit = Field(default=64, description=LIMIT)
    bodies_kb: Limit = Field(default=8_192, description=LIMIT)
    import_mb: Limit = Field(default=20, description=LIMIT)
    media_mb: Limit = Field(default=200, description=LIMIT)
    unjoined_per_address: Limit = Field(default=100, description=LIMIT)
    unjoined_s: Limit = Field(default=5, description=LIMIT)
    sockets_per_caller: Limit = Field(default=200, description=LIMIT)
    socket_messages_per_s: Limit = Field(default=60, description=LIMIT)
    socket_bytes_per_s: Limit = Field(default=8_192, description=LIMIT)
    unread_messages: Limit = Field(default=16, description=LIMIT)
    streams_per_address: Limit = Field(default=3_000, description=LIMIT)
    streams_per_ticket: Limit = Field(default=20, description=LIMIT)
    numbers_per_min: Limit = Field(default=300, description=LIMIT)
    numbers_per_device_per_min: Limit = Field(default=60, description=LIMIT)
    reprints_per_device_per_min: Limit = Field(default=20, description=LIMIT)
    actions_per_ticket_per_min: Limit = Field(default=12, description=LIMIT)
    actions_per_address_per_min: Limit = Field(default=600, description=LIMIT)
    complaints_per_ticket_per_day: Limit = Field(default=5, description=LIMIT)
    codes: Limit = Field(default=200, description=LIMIT)
    codes_per_address: Limit = Field(default=8, description=LIMIT)


NO_LIMITS = Limits(**dict.fromkeys(Limits.model_fields))
