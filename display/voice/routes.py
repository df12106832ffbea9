"""The voice's addresses: sounds for the boards, their leases, and what they report."""

import re
from typing import Literal

from flask import Response, request
from pydantic import Field

from display.media_routes import FOR_EVER
from display.reports import Result
from display.voice.speaking import Voice
from web.answers import json_answer
from web.errors import NotFound
from web.requests import Body, body
from web.site import Site

PLAYS = ("display",)
_KEY = re.compile(r"[0-9a-f]{64}")


class ResultBody(Body):
    """How the turn of a line ended."""

    result: Literal["played", "failed", "blocked"]


class LeaseBody(Body):
    """Who asks to be heard; `able`: its browser lets it sound; `leads`: it holds a lease still."""

    player: str = Field(min_length=1, max_length=40)
    able: bool = True
    leads: bool = False


def install_voice(site: Site, voice: Voice, roles: tuple[str, ...]) -> None:
    """Serve the sounds to `roles`, and to boards what they need to be players."""

    @site.app.post("/api/announcements/<line_id>/result")
    def result(line_id: str) -> Response:
        site.guard.caller(*PLAYS)
        said = body(ResultBody)
        voice.report(line_id, Result(said.result))
        return json_answer({"id": line_id, "result": said.result})

    @site.app.post("/api/loudspeakers/<speakers>/lease")
    def lease(speakers: str) -> Response:
        site.guard.caller(*PLAYS)
        asked = body(LeaseBody)
        return json_answer(voice.ask_lease(speakers, **asked.model_dump()))

    @site.app.get("/display/speech/<key>.wav")
    def sound(key: str) -> Response:
        site.guard.caller(*roles)
        if not _KEY.fullmatch(key):
            raise NotFound
        try:
            content = site.runtime.offload(voice.path(key).read_bytes)
        except OSError:
            raise NotFound
        answer = Response(content, content_type="audio/wav")
        answer.headers["Cache-Control"] = FOR_EVER
        answer.set_etag(key)
        answer.make_conditional(request, accept_ranges=True, complete_length=len(content))
        return answer
