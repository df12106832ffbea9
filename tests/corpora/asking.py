"""Requests made from the description of the interface: as described, nearly so, and any others."""

import json
from dataclasses import dataclass
from string import printable
from urllib.parse import quote, urlencode

from hypothesis import strategies as st

DAYS = ("2026-11-23", "2026-02-30", "2999-12-31")
SENSIBLE = {
    "lang": ("vi", "en"), "zone": ("tret", "all"), "v": ("1",), "number": ("A001", "1"),
    "from": DAYS, "to": DAYS, "by": ("hour",), "compare": ("1",), "headings": ("1",),
    "department": ("XD",), "service": ("XD",), "counter": ("02",), "officer": ("lan",),
    "priority": ("normal",), "channel": ("kiosk",), "ask": ("late", "complain"),
    "call_reason": ("help",),
    "complaint": ("ABCD-2345",), "name": ("x.png", "x.mp4"), "month": ("2026-11",),
}  # fmt: skip
"""By a parameter's name: what is mostly asked for."""
WILD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4)
    ),
    max_leaves=12,
)
"""Anything that JSON can say."""
OF_FILES = (".{kind}", "/exports")
"""Ends of addresses that make a file, which takes as long as a hundred others: all of them together
are asked for as often as one of the others."""
KEYS = st.none() | st.text(printable.replace("\r", "").replace("\n", ""), max_size=70)
"""Idempotency keys, right ones and wrong ones."""


@dataclass(frozen=True)
class Request:
    """What is asked: of which operation, and all that goes with it."""

    method: str
    path: str
    operation: dict
    body: bytes
    query: dict
    key: str | None

    @property
    def target(self):
        """The address as it goes over the wire."""
        return quote(self.path, safe="/") + (f"?{urlencode(self.query)}" if self.query else "")

    @property
    def headers(self):
        """The head that goes with the token."""
        told = {"Content-Type": "application/json"}
        return told if self.key is None else told | {"Idempotency-Key": self.key}


class Interface:
    """What a server says of itself; `there`: by a parameter's name, things that there are."""

    def __init__(self, said, there):
        self.said, self.there = said, there
        self.operations = [
            (method.upper(), path, operation | {"parameters": self._resolve(operation)})
            for path, operations in said["paths"].items()
            for method, operation in operations.items()
            # A stream does not end; what it sends is tried in test_streams.py
            if not path.endswith("/stream")
        ]

    def requests(self):
        """One strategy for all: made once, for that takes longer than to draw from it."""
        often = [each for each in self.operations if not each[1].endswith(OF_FILES)]
        files = [each for each in self.operations if each[1].endswith(OF_FILES)]
        return st.one_of(
            *(self._requests_of(*each) for each in often),
            st.one_of([self._requests_of(*each) for each in files]),
        )

    def _requests_of(self, method, path, operation):
        def make(places, body, query, key):
            filled = path
            for name, place in places.items():
                filled = filled.replace(f"{{{name}}}", str(place))
            return Request(method, filled, operation, body, query, key)

        body = self.bodies(operation) if method == "POST" else st.just(b"")
        return st.builds(make, self.places(operation), body, self.queries(operation), KEYS)

    def operation(self, method, path):
        """What is said of an address."""
        return next(o for m, p, o in self.operations if (m, p) == (method, path))

    def _resolve(self, operation):
        """The parameters of an operation, without references."""
        shared = self.said["components"]["parameters"]
        return [
            shared[part["$ref"].rpartition("/")[2]] if "$ref" in part else part
            for part in operation["parameters"]
        ]

    def of_schema(self, schema):
        """Values that a schema allows, in the words that our models use."""
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            return self.of_schema(self.said["components"]["schemas"][name])
        if "enum" in schema:
            return st.sampled_from(schema["enum"])
        if "const" in schema:
            return st.just(schema["const"])
        if "anyOf" in schema:
            return st.one_of([self.of_schema(each) for each in schema["anyOf"]])
        return self._of_type(schema)

    def _of_type(self, schema):
        match schema.get("type"):
            case "object":
                fields = schema.get("properties", {})
                needed = {name: self.of_schema(fields[name]) for name in schema.get("required", ())}
                others = {name: self.of_schema(each) for name, each in fields.items()}
                return st.fixed_dictionaries(
                    needed, optional={n: s for n, s in others.items() if n not in needed}
                )
            case "array":
                most = min(schema.get("maxItems", 3), 3)
                return st.lists(self.of_schema(schema["items"]), max_size=most)
            case "string":
                longest = min(schema.get("maxLength", 20), 20)
                return st.text(min_size=schema.get("minLength", 0), max_size=longest)
            case "integer":
                return st.integers(schema.get("minimum", -1), schema.get("maximum", 2**53))
            case "number":
                return st.floats(allow_nan=False, allow_infinity=False)
            case "boolean":
                return st.booleans()
            case "null":
                return st.none()
        raise AssertionError(schema)

    def bodies(self, operation):
        """What is sent: as described, nearly so, any JSON, or none at all."""
        content = operation.get("requestBody")
        if content is None:
            return st.just(b"") | st.binary(max_size=20)
        if "application/json" not in content["content"]:
            return st.binary(max_size=200)
        right = self.of_schema(content["content"]["application/json"]["schema"])
        nearly = st.builds(lambda said, wild: said | wild, right, st.dictionaries(st.text(), WILD))
        nested = st.integers(1, 9000).map(lambda deep: b'{"a":' * deep)
        as_json = st.one_of(right, right, nearly, WILD).map(lambda said: json.dumps(said).encode())
        return as_json | st.binary(max_size=60) | nested

    def places(self, operation):
        """Values for the parts of the address: things that are there, and others."""
        return st.fixed_dictionaries(
            {
                name: st.sampled_from(self.there.get(name) or ["x"])
                | self.of_schema(part["schema"])
                for name, part in named(operation, "path").items()
            }
        )

    def queries(self, operation):
        """What stands behind the address: as described, sensible, any text, and much else."""
        asked = {
            name: st.sampled_from(SENSIBLE[name]) | self.of_schema(part["schema"])
            for name, part in named(operation, "query").items()
        }
        others = st.dictionaries(st.text(max_size=10), st.text(max_size=10), max_size=2)
        return st.builds(
            lambda right, more: right | more, st.fixed_dictionaries({}, optional=asked), others
        )


def named(operation, where):
    """The parameters that stand there, by their names."""
    return {part["name"]: part for part in operation["parameters"] if part["in"] == where}
