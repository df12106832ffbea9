"""The description of the interface is true, and whatever is sent by it is answered."""

import json
import logging
from string import printable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from centre import assembly
from queueing import commands as c
from settings.loading import load
from tests.examples import examples
from tests.program import write_configuration
from web.roles import ROLE_API

DOCUMENTED = {400, 401, 403, 404, 409, 413, 422, 429, 503}
NOT_BUILT = 501
"""PDF without its library."""
WILD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4)
    ),
    max_leaves=12,
)


class Described:
    """The whole server without a port, what it says of itself, and things that are really there."""

    def __init__(self, folder):
        config = write_configuration(folder / "config.yaml", unlimited, mode="threading")
        self.parts = assembly.build(load(config), folder / "var", assembly.wall_clock, {})
        site = self.parts.site
        site.routes.require_all()
        self.client = site.app.test_client()
        token = site.guard.accounts.create_token(ROLE_API, "tests")
        self.headers = {"Authorization": f"Bearer {token}"}
        self.said = self.client.get("/api/openapi.json").get_json()
        office = self.parts.office
        for number in range(5):
            office.submit(c.IssueTicket("XD", f"follow-{number}"), actor="t", reply=lambda *_: None)
        office.submit(c.OpenCounter("02", "lan"), actor="t", reply=lambda *_: None)
        self.there = {
            "ticket_id": list(office.hall.tickets), "counter_id": ["02", "07"],
            "follow": list(office.hall.follows), "printer_id": list(office.hall.catalogue.printers),
            "job_id": list(office.hall.jobs), "speakers": ["tret"],
        }  # fmt: skip
        self.operations = [
            (method.upper(), path, operation)
            for path, operations in self.said["paths"].items()
            for method, operation in operations.items()
            # A stream does not end; what it sends is tried in test_streams.py
            if not path.endswith("/stream")
        ]

        self.faults = []
        self.listening = logging.Handler(logging.ERROR)
        self.listening.emit = lambda record: self.faults.append(record.getMessage())
        logging.getLogger().addHandler(self.listening)

    def end(self):
        logging.getLogger().removeHandler(self.listening)
        self.parts.voice.close()
        self.parts.figures.close()
        self.parts.database.close()


def unlimited(settings):
    settings["limits"] = None


@pytest.fixture(scope="module")
def described(tmp_path_factory):
    described = Described(tmp_path_factory.mktemp("described"))
    yield described
    described.end()


def of_schema(schema, whole):
    """Values that a schema allows, in the words that our models use."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return of_schema(whole["components"]["schemas"][name], whole)
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "const" in schema:
        return st.just(schema["const"])
    if "anyOf" in schema:
        return st.one_of([of_schema(each, whole) for each in schema["anyOf"]])
    match schema.get("type"):
        case "object":
            fields = schema.get("properties", {})
            required = {name: of_schema(fields[name], whole) for name in schema.get("required", ())}
            optional = {name: of_schema(each, whole) for name, each in fields.items()}
            return st.fixed_dictionaries(
                required, optional={n: s for n, s in optional.items() if n not in required}
            )
        case "array":
            most = min(schema.get("maxItems", 3), 3)
            return st.lists(of_schema(schema["items"], whole), max_size=most)
        case "string":
            return st.text(
                min_size=schema.get("minLength", 0), max_size=min(schema.get("maxLength", 20), 20)
            )
        case "integer":
            return st.integers(schema.get("minimum", -1), schema.get("maximum", 2**53))
        case "number":
            return st.floats(allow_nan=False, allow_infinity=False)
        case "boolean":
            return st.booleans()
        case "null":
            return st.none()
    raise AssertionError(schema)


def bodies(operation, whole):
    """What is sent: as described, nearly so, any JSON, or none at all."""
    content = operation.get("requestBody")
    if content is None:
        return st.just(b"") | st.binary(max_size=20)
    right = of_schema(content["content"]["application/json"]["schema"], whole)
    nearly = st.builds(lambda said, wild: said | wild, right, st.dictionaries(st.text(), WILD))
    nested = st.integers(1, 9000).map(lambda deep: b'{"a":' * deep)
    as_json = st.one_of(right, right, nearly, WILD).map(lambda said: json.dumps(said).encode())
    return as_json | st.binary(max_size=60) | nested


def places(operation, described):
    """Values for the parts of the address: things that are there, and others."""
    return st.fixed_dictionaries(
        {
            part["name"]: st.sampled_from(described.there.get(part["name"]) or ["x"])
            | of_schema(part["schema"], described.said)
            for part in operation["parameters"]
            if part["in"] == "path"
        }
    )


KEYS = st.none() | st.text(printable.replace("\r", "").replace("\n", ""), max_size=70)


@settings(max_examples=examples(400), deadline=None)
@given(data=st.data())
def test_whatever_is_sent_the_answer_is_one_that_is_described(described, data):
    method, path, operation = data.draw(st.sampled_from(described.operations))
    body = data.draw(bodies(operation, described.said)) if method == "POST" else b""
    for name, place in data.draw(places(operation, described)).items():
        path = path.replace(f"{{{name}}}", str(place))
    key = data.draw(KEYS)
    sent = described.headers | ({} if key is None else {"Idempotency-Key": key})
    answer = described.client.open(
        path, method=method, data=body, headers=sent, content_type="application/json"
    )
    answer.get_data()
    assert answer.status_code in DOCUMENTED | {200, 201, 202, 303, 304, 308, 405, NOT_BUILT}
    if answer.status_code in DOCUMENTED and not path.startswith("/t/"):
        assert {"error", "message"} <= set(answer.get_json())
    assert described.faults == []


def test_everything_that_asks_for_a_body_says_which(described):
    without = {
        path
        for method, path, operation in described.operations
        if method == "POST" and "requestBody" not in operation
    }
    assert without == {"/api/tickets/give-up"}


def test_a_described_right_is_the_right_that_is_asked_for(described):
    for method, path, operation in described.operations:
        address = path.replace("{", "").replace("}", "")
        answer = described.client.open(address, method=method)
        if "security" in operation:
            assert answer.status_code in (401, 404, 405), path
        assert ("security" in operation) == ("Needs the right" in operation["description"])
