"""What slips and the voice need of several sections of the configuration at once."""

import logging

from display.speech.server import VoiceOptions
from kiosk.printing.server import PaperOptions
from settings.loading import Settings

log = logging.getLogger("xinmoi")


def make_paper_options(chosen: Settings) -> PaperOptions:
    """Return what the configuration says of slips and of the printers that there are."""
    printers = chosen.configuration.printers
    return PaperOptions(
        printers={code: each for code, each in printers.items() if each.connection != "none"},
        slip=chosen.screens.kiosk.slip,
        logo=_read_logo(chosen),
        public_url=chosen.server.public_url,
    )


def make_voice_options(chosen: Settings) -> VoiceOptions:
    """Return what the configuration says of the voice and of loudspeakers."""
    return VoiceOptions.of(chosen.voice, chosen.letters, chosen.loudspeakers(), chosen.place)


def _read_logo(chosen: Settings) -> bytes | None:
    """Return the picture above the centre's name; one that cannot be read never stops a slip."""
    file = chosen.slip_logo
    try:
        return None if file is None else file.read_bytes()
    except OSError as fault:
        log.warning("slips have no logo: %s: %s", file, fault)
        return None
