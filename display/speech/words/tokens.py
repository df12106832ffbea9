"""The recorded pieces that together say a call: `letter.D`, `digit.0`, `counter.7`, `floor.1`."""

from collections.abc import Mapping, Sequence

Pattern = Sequence[str]
"""The order of a sentence's pieces; {letter}, {digits}, {counter} and {floor} stand for theirs."""

PATTERNS: Mapping[str, Pattern] = {
    "call": ("intro", "{letter}", "{digits}", "to_counter", "{counter}"),
    "recall": ("again", "{letter}", "{digits}", "to_counter", "{counter}"),
    "transfer": ("moved", "{letter}", "{digits}", "to_counter", "{counter}"),
    "floor": ("{floor}",),
    "closing": ("closing",),
}
"""Kind of call -> its pieces; `floor` follows where the floor is said, `closing` is no call."""


def list_tokens(
    kind: str, number: str, counter: str, floor: str | None, patterns: Mapping[str, Pattern]
) -> tuple[str, ...]:
    """Return the pieces of a call, in order; `counter`: the label, `floor`: the code or None.

    A bank without a pattern of its own for a kind has that of PATTERNS.
    """
    known = {**PATTERNS, **patterns}
    pattern = (*known[kind], *(known["floor"] if floor is not None else ()))
    pieces = {
        "{letter}": [f"letter.{sign}" for sign in number if not sign.isdigit()],
        "{digits}": [f"digit.{sign}" for sign in number if sign.isdigit()],
        "{counter}": [make_counter_token(counter)],
        "{floor}": [f"floor.{floor}"],
    }
    # A bank may also name the pieces of a floor itself, as in "on.{floor}".
    return tuple(
        token
        for step in pattern
        for token in pieces.get(step, [step.replace("{floor}", str(floor))])
    )


def make_counter_token(label: str) -> str:
    """Return the piece that says a counter: 07 and 7 are the same."""
    return f"counter.{int(label)}" if label.isdecimal() else f"counter.{label}"
