"""Why a phrase could not be spoken, in codes that screens and the doctor put into words."""

from typing import Literal, get_args

Cause = Literal[
    "not_installed",  # the engine, its library or its program is not on this computer
    "no_voice",  # the engine has no voice for this language
    "timed_out",  # it did not answer within its limit, twice
    "died",  # its process ended while it spoke, twice
    "worn_out",  # its process ended too often within a minute
    "bad_sound",  # what it made is silent, clipped or of a wrong length
    "missing_clip",  # the clip bank lacks a piece of this one phrase
    "cannot_store",  # the sound could not be written to the disk
    "fault",  # anything else; the details say what
]
CAUSES: tuple[Cause, ...] = get_args(Cause)


class CannotSpeak(Exception):
    """A phrase was not spoken. `cause`: a stable code; `details`: in English, for the log."""

    def __init__(self, cause: Cause, details: str = "") -> None:
        """`details` may be empty."""
        super().__init__(f"{cause}: {details}" if details else cause)
        self.cause = cause
        self.details = details
