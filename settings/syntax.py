"""What a fault of YAML's writing means, and what to do, in plain words. Pure."""

import re
from collections.abc import Sequence

from ruamel.yaml.error import YAMLError

from settings.faults import Fault

NO_SPACE = re.compile(r"\s*(?:-\s+)?(?P<key>[^\W\d][\w.-]*):(?=[^\s:/])")
"""A key whose value begins at once: `port:8080`."""
QUOTES = 'a text in which a colon and a space stand, or that begins with a sign, is in quotes: "…"'
ADVICE = {
    "unknown escape character": 'within "…" each \\ is written twice',
    "while parsing a flow": (
        "the bracket that is opened on line {line} is not closed, or a comma is missing"
    ),
    "quoted scalar": "the quote that is opened on line {line} is not closed",
    "mapping values are not allowed": QUOTES,
    "cannot start any token": QUOTES,
    "expected alphabetic or numeric character": QUOTES,
    "undefined alias": QUOTES,
    "expected <block end>": (
        "the line begins further left or right than those that belong to it (use two spaces for "
        "each step), or a quote above it is not closed"
    ),
    "expected ':'": "each line is `key: value`, or begins with - in a list",
}
"""What is in the parser's words -> what to do; the first that fits."""


def explain(error: YAMLError, lines: Sequence[str]) -> Fault:
    """Return a fault of writing by its line; `lines`: the file's."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    last = mark.line if mark else 0
    for place in range(min(last, len(lines) - 1), max(last - 3, -1), -1):
        if found := NO_SPACE.match(lines[place]):
            return Fault(place + 1, "", f"a space is missing behind '{found['key']}:'")
    context = f"{getattr(error, 'context', None) or ''}"
    problem = f"{getattr(error, 'problem', None) or context or 'cannot be read'}"
    begun = getattr(error, "context_mark", None) or mark
    said = f"{problem} {context}"
    found_advice = [advice for words, advice in ADVICE.items() if words in said]
    advice = found_advice[0].format(line=begun.line + 1) if found_advice and begun else ""
    what = f"this is not YAML: {problem}"
    return Fault(last + 1, "", f"{what}; {advice}" if advice else what)
