"""What programs may ask of this server, as an OpenAPI 3.1 description: made from the route table.

What it says of bodies are the models that requests are checked by, what it says of rights is the
table of roles: it cannot disagree with the server.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from flask import Response
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from web.answers import json_answer
from web.languages import LANGUAGES
from web.messages import MESSAGES
from web.requests import LONGEST_KEY
from web.roles import Open, Right, roles_with
from web.routes import SOCKET, Routes

ADDRESS = "/api/openapi.json"
PREFIXES = ("/api/", "/t/", "/healthz", "/metrics")
"""Where programs ask; all else is pages for people."""
OF_THE_COMMAND_LINE = "/api/control/"
ERRORS: Mapping[str, str] = {
    "400": "bad_request, malformed",
    "401": "not_signed_in",
    "403": "not_allowed, csrf_failed",
    "404": "not_found, or an unknown thing is named",
    "409": "the rules do not allow it",
    "413": "too_large",
    "422": "invalid_field; `field` names it",
    "429": "too_many; Retry-After says when to come back",
    "503": "cannot_store, stopping, busy; Retry-After says when to come back",
}
FILE = {"type": "string", "format": "binary"}
_PART = re.compile(r"<(?:([a-z]+)(?:\((.*?)\))?:)?(\w+)>")
Json = dict[str, Any]


def install_description(routes: Routes, version: str) -> None:
    """Serve the description, made when it is first asked for."""
    made: list[Json] = []

    @routes.open("GET", ADDRESS, Open.TO_ALL)
    def description() -> Response:
        if not made:
            made.append(describe(routes, version))
        return json_answer(made[0])


def describe(routes: Routes, version: str) -> Json:
    """Return the description of all that programs may ask."""
    models = sorted(set(routes.bodies.values()), key=lambda model: model.__name__)
    places, definitions = models_json_schema(
        [(model, "validation") for model in models], ref_template="#/components/schemas/{model}"
    )
    schemas = {model: places[model, "validation"] for model in models}
    paths: dict[str, Json] = {}
    for (method, rule), asked in sorted(routes.asked_for.items()):
        if (
            method == SOCKET
            or not rule.startswith(PREFIXES)
            or rule.startswith(OF_THE_COMMAND_LINE)
        ):
            continue
        body = routes.bodies.get((method, rule))
        operation = _describe_operation(method, rule, asked, schemas[body] if body else None)
        if method == "POST" and rule in routes.files:
            operation["requestBody"] = {"content": {"application/octet-stream": {"schema": FILE}}}
        if parameters := routes.parameters.get((method, rule)):
            operation["parameters"] += _describe_parameters(parameters)
        paths.setdefault(_PART.sub(r"{\3}", rule), {})[method.lower()] = operation
    return {
        "openapi": "3.1.0",
        "info": {"title": "Xin Mời", "version": version},
        "paths": paths,
        "components": {
            "schemas": definitions.get("$defs", {}) | {"Error": _describe_error()},
            "parameters": {"lang": _describe_language()},
            "responses": {status: _refer_to_error(said) for status, said in ERRORS.items()},
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "session": {"type": "apiKey", "in": "cookie", "name": "xinmoi"},
            },
        },
    }


def _describe_operation(method: str, rule: str, asked: Right | Open, body: Json | None) -> Json:
    operation: Json = {
        "operationId": f"{method} {rule}",
        "parameters": [*_describe_parts(rule), {"$ref": "#/components/parameters/lang"}],
        "responses": {
            "2XX": {"description": "As asked"},
            **{status: {"$ref": f"#/components/responses/{status}"} for status in ERRORS},
        },
    }
    if isinstance(asked, Right):
        roles = ", ".join(roles_with(asked))
        operation["description"] = f"Needs the right to {asked}, which have: {roles}."
        operation["security"] = [{"token": []}, {"session": []}]
    else:
        operation["description"] = f"Open {asked}."
    if body is not None:
        operation["requestBody"] = {"content": {"application/json": {"schema": body}}}
    if method == "POST":
        key = {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY}
        operation["parameters"].append({"name": "Idempotency-Key", "in": "header", "schema": key})
    return operation


def _describe_parts(rule: str) -> Iterator[Json]:
    for kind, of, name in _PART.findall(rule):
        schema: Json = {"type": "string"}
        if kind == "any":
            schema["enum"] = [each.strip().strip("'\"") for each in of.split(",")]
        elif kind == "int":
            schema["type"] = "integer"
        yield {"name": name, "in": "path", "required": True, "schema": schema}


def _describe_parameters(model: type[BaseModel]) -> Iterator[Json]:
    schema = model.model_json_schema()
    for name, each in schema["properties"].items():
        yield {
            "name": name,
            "in": "query",
            "required": name in schema.get("required", ()),
            "description": each["description"],
            "schema": _describe_text(each),
        }


def _describe_text(said: Json) -> Json:
    """Return the schema of a parameter: a text; one that is left out is never `null`."""
    texts = [each for each in said.get("anyOf", [said]) if each["type"] == "string"]
    told = {"enum", "format", "pattern", "maxLength"}
    return {"type": "string"} | {
        name: rule for name, rule in (said | texts[0]).items() if name in told
    }


def _describe_language() -> Json:
    return {
        "name": "lang",
        "in": "query",
        "description": "The language of names and sentences; else what Accept-Language says",
        "schema": {"type": "string", "enum": sorted(LANGUAGES)},
    }


def _refer_to_error(said: str) -> Json:
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    return {"description": said, "content": content}


def _describe_error() -> Json:
    return {
        "type": "object",
        "required": ["error", "message"],
        "properties": {
            "error": {"type": "string", "examples": sorted(MESSAGES)},
            "message": {"type": "string", "description": "One sentence, in the caller's language"},
        },
    }
