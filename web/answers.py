"""Answers to programs: JSON in UTF-8, never kept by a cache."""

from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from flask import Response


class JsonAnswer(Response):
    """A finished answer: skips what Werkzeug does for ranges, locations and streams."""

    def __call__(self, _environ: Any, start_response: Any) -> Iterable[bytes]:
        """Answer a WSGI request."""
        start_response(self.status, list(self.headers))
        return self.response  # type: ignore[return-value]


def encode(content: Mapping[str, Any]) -> bytes:
    """Return JSON in UTF-8, without spaces."""
    return orjson.dumps(content)


def json_answer(content: Mapping[str, Any], status: int = 200) -> Response:
    """Return `content` as the answer to an API request."""
    answer = JsonAnswer(encode(content), status, content_type="application/json")
    answer.headers["Cache-Control"] = "no-store"
    return answer
