"""Reads config.yaml into typed settings, or names everything that is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from display.settings import Board
from display.speech.settings import Loudspeakers, Voice
from now.settings import NowPage
from queueing.catalogue import Catalogue
from settings.audio import find_floors_heard, list_loudspeakers
from settings.catalogue import catalogue
from settings.document import Document, line_of, read
from settings.faults import KeyPath, SettingsFaults
from settings.models import Configuration, Screens
from settings.places import check_places, resolve_place
from settings.references import check_references
from settings.shape import check_shape
from web.settings import NO_LIMITS, Centre, Limits, Server, SignIn


@dataclass(frozen=True)
class Settings:
    """A configuration in which everything is known and fits together."""

    file: Path
    configuration: Configuration
    lines: Mapping[KeyPath, int]
    tree: Mapping[str, Any]
    """What the file says, as plain values."""

    def catalogue(self) -> Catalogue:
        """Return what the rules need; `digest` differs when anything but `server` differs."""
        return catalogue(self.configuration)

    @property
    def profile(self) -> str:
        """The name of this configuration, like cantho-2024."""
        return self.configuration.profile

    @property
    def centre(self) -> Centre:
        """The centre's own words."""
        return self.configuration.centre

    @property
    def server(self) -> Server:
        """Where and how the program listens."""
        return self.configuration.server

    @property
    def sign_in(self) -> SignIn:
        """How people sign in; the file of a secret by its whole path."""
        sign_in = self.configuration.sign_in
        if sign_in.openid is None or sign_in.openid.client_secret_file is None:
            return sign_in
        secret = str(self.place(sign_in.openid.client_secret_file))
        openid = sign_in.openid.model_copy(update={"client_secret_file": secret})
        return sign_in.model_copy(update={"openid": openid})

    @property
    def limits(self) -> Limits:
        """What anybody may ask of the server."""
        return self.configuration.limits or NO_LIMITS

    @property
    def screens(self) -> Screens:
        """How kiosks and lobby boards behave."""
        return self.configuration.screens

    @property
    def now(self) -> NowPage:
        """What the public page of the present tells, and where it may stand."""
        return self.configuration.now

    @property
    def voice(self) -> Voice:
        """How calls are spoken."""
        return self.configuration.voice

    @property
    def letters(self) -> Mapping[str, Mapping[str, str]]:
        """Letter -> language -> how it is said, of the departments that say it their own way."""
        departments = self.configuration.departments.values()
        return {
            each.letter: {str(language): said for language, said in each.spoken.items()}
            for each in departments
            if each.spoken
        }

    def loudspeakers(self) -> Mapping[str, tuple[Loudspeakers, frozenset[str]]]:
        """Return name -> loudspeakers, and the floors whose counters are called over them."""
        c = self.configuration
        return {
            code: (each, find_floors_heard(c, each)) for code, each in list_loudspeakers(c).items()
        }

    def place(self, named: str) -> Path:
        """Return the file or folder of that name: it is relative to the configuration file."""
        return resolve_place(self.file, named)

    def line(self, path: KeyPath) -> int:
        """Return the line of a key path in the file, or of the nearest part that it has."""
        return line_of(self.lines, path)

    def board(self, zone: str) -> Board:
        """Return the lobby board of a zone; one that is not configured has the defaults."""
        return self.screens.display.zones.get(zone, Board())

    def media(self, zone: str) -> Path | None:
        """Return the zone's folder of pictures and videos, if one is configured."""
        folder = self.board(zone).media
        return None if folder is None else resolve_place(self.file, folder)

    @property
    def slip_logo(self) -> Path | None:
        """The picture above the centre's name on slips, if one is configured."""
        logo = self.screens.kiosk.slip.logo
        return None if logo is None else resolve_place(self.file, logo)


def load(file: Path) -> Settings:
    """Read and check the file; raise SettingsFaults with all faults at once."""
    document = read(file)
    configuration = _check(document)
    check_places(document, file)
    if configuration is None or document.faults:
        raise SettingsFaults(file, document.faults)
    return Settings(file, configuration, document.lines, document.tree)


def _check(document: Document) -> Configuration | None:
    check_references(document)
    return check_shape(document)
