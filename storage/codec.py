"""Events as rows and back: the class's name and its fields as a JSON object, `at` apart."""

from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from datetime import UTC, date, datetime
from operator import attrgetter, itemgetter
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import orjson

from queueing.events import Event
from storage.faults import StorageFault


@dataclass(frozen=True, slots=True)
class _Form:
    """How one class of events is written and read; made once, so that entries cost microseconds."""

    kind: type[Event]
    names: tuple[str, ...]
    read: Callable[[Event], tuple[Any, ...]]
    pick: Callable[[dict[str, Any]], tuple[Any, ...]]
    converters: tuple[tuple[str, Callable[[Any], Any]], ...]
    defaults: dict[str, Any]


def encode(event: Event) -> tuple[str, str]:
    """Return kind and JSON text of an event, without its `at`."""
    form = _FORMS[type(event).__name__]
    values = dict(zip(form.names, form.read(event), strict=True))
    return form.kind.__name__, orjson.dumps(values).decode()


def decode(seq: int, at: str, kind: str, text: str) -> Event:
    """Return the event of journal entry `seq`; unknown fields of newer versions are left out.

    Raises StorageFault naming the entry when it cannot be read.
    """
    form = _FORMS.get(kind)
    if form is None:
        raise StorageFault(f"journal entry {seq} is of a kind this version does not know: {kind}")
    try:
        stored = orjson.loads(text)
        for name, convert in form.converters:
            value = stored.get(name)
            if value is not None:
                stored[name] = convert(value)
        return _built(form, datetime.fromisoformat(at), stored)
    except (ValueError, TypeError, AttributeError) as error:
        raise StorageFault(f"journal entry {seq} ({kind}) cannot be read: {error}")


def at_text(at: datetime) -> str:
    """Return a time so that text sorts as time does: in UTC, with six digits of a second."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _built(form: _Form, at: datetime, stored: dict[str, Any]) -> Event:
    try:
        return form.kind(at, *form.pick(stored))
    except KeyError:
        stored = form.defaults | stored
        missing = [name for name in form.names if name not in stored]
        if missing:
            raise ValueError(f"the field {missing[0]} is missing")
        return form.kind(at, *form.pick(stored))


def _form(kind: type[Event]) -> _Form:
    hints = get_type_hints(kind)
    names = tuple(field.name for field in fields(kind) if field.name != "at")
    # With a single name the getters give the bare value, not a tuple of one
    read: Callable[[Any], Any] = attrgetter(*names)
    pick: Callable[[Any], Any] = itemgetter(*names)
    single = len(names) == 1
    return _Form(
        kind,
        names,
        (lambda event: (read(event),)) if single else read,
        (lambda stored: (pick(stored),)) if single else pick,
        tuple((name, _CONVERTERS[shape]) for name in names if (shape := _shape(hints[name]))),
        {field.name: field.default for field in fields(kind) if field.default is not MISSING},
    )


def _shape(hint: Any) -> type | None:
    """Return which of the types that JSON does not have is in the annotation."""
    parts = get_args(hint) if get_origin(hint) in (UnionType,) else (hint,)
    shapes = [get_origin(part) or part for part in parts]
    return next((shape for shape in shapes if shape in _CONVERTERS), None)


def _tuple(listed: list[Any]) -> tuple[Any, ...]:
    return tuple(_tuple(item) if isinstance(item, list) else item for item in listed)


_CONVERTERS: dict[type, Callable[[Any], Any]] = {
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    tuple: _tuple,
}
_FORMS = {kind.__name__: _form(kind) for kind in get_args(Event)}
