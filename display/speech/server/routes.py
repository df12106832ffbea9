"""The voice's addresses: sounds for the boards, their leases, and what they report."""

import re
from pathlib import Path
from typing import Literal

from flask import Response, request
from pydantic import Field

from display.media_routes import FOR_EVER
from display.speech.schedule.announcements import Result
from display.speech.server.speaking import Voice
from web.answers import json_answer
from web.callers import Caller
from web.errors import NotAllowed, NotFound
from web.requests import Body, Parameters
from web.roles import Right
from web.site import Site

_KEY = re.compile(r"[0-9a-f]{64}")


class ResultBody(Body):
    """How the turn of a line ended."""

    result: Literal["played", "failed", "blocked"]


class LeaseBody(Body):
    """A player asks for a lease. `able`: it can sound; `leads`: it has a lease already.

    `broken`: it cannot sound, and no touch of its screen would help.
    """

    player: str = Field(min_length=1, max_length=40)
    able: bool = True
    broken: bool = False
    leads: bool = False


class SoundParameters(Parameters):
    """What a sound may be asked for with."""

    line: str | None = Field(None, max_length=80, description="the line that it is the sound of")


def install_voice(site: Site, voice: Voice) -> None:
    """Serve the sounds to who may see the board, and to boards what they need to be players."""

    @site.post("/api/announcements/<line_id>/result", Right.PLAY_CALLS, ResultBody)
    def result(caller: Caller, said: ResultBody, line_id: str) -> Response:
        voice.report(line_id, Result(said.result), caller.zone)
        return json_answer({"id": line_id, "result": said.result})

    @site.post("/api/loudspeakers/<speakers>/lease", Right.PLAY_CALLS, LeaseBody)
    def lease(caller: Caller, asked: LeaseBody, speakers: str) -> Response:
        if caller.zone is not None and not voice.is_heard_in(speakers, caller.zone):
            raise NotAllowed
        return json_answer(voice.request_lease(speakers, **asked.model_dump()))

    @site.get("/display/speech/<key>.wav", Right.SEE_BOARD, SoundParameters)
    def sound(_caller: Caller, asked: SoundParameters, key: str) -> Response:
        # Also of another zone's calls: the whole hall hears them, and whoever can name a key knows
        # number, counter and voice already.
        if not _KEY.fullmatch(key):
            raise NotFound
        content = _read_file(site, voice.locate(key))
        answer = Response(content or _read_other(site, voice, asked.line), content_type="audio/wav")
        if content is None:
            answer.headers["Cache-Control"] = "no-store"
            return answer
        answer.headers["Cache-Control"] = FOR_EVER
        answer.set_etag(key)
        answer.make_conditional(request, accept_ranges=True, complete_length=len(content))
        return answer


def _read_file(site: Site, file: Path) -> bytes | None:
    try:
        return site.runtime.offload(file.read_bytes)
    except OSError:
        return None


def _read_other(site: Site, voice: Voice, line: str | None) -> bytes:
    """Return the same sentence as it is spoken here: the file is on another computer."""
    file = None if line is None else voice.find_other_sound(line)
    content = None if file is None else _read_file(site, file)
    if content is None:
        raise NotFound
    return content
