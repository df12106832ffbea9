"""What pages call the keys of the configuration."""

from admin.pages.door import KeyPath
from admin.pages.frame import Frame
from admin.pages.sections import PAGES, Collection, SettingsPage


def describe(frame: Frame, page: SettingsPage, path: KeyPath) -> str:
    """Return in words what a key path of a page is."""
    say = frame.translator()
    for part in page.parts:
        top: KeyPath = ()
        if isinstance(part, Collection):
            top = path[: len(part.top) + 1]
            if top[:-1] != part.top:
                continue
        thing = f"{say(part.one)} {top[-1]}: " if isinstance(part, Collection) else ""
        if path == top:
            return thing.rstrip(": ")
        for field in part.fields:
            if (*top, *field.path) == path:
                return f"{thing}{say(field.label)}"
        if all((*top, *field.path)[: len(path)] == path for field in part.fields):
            return f"{thing}{say(part.title)}"
    return ".".join(map(str, path))


def find_label(frame: Frame, path: KeyPath) -> str:
    """Return what any page calls a key path, the path itself where none shows it."""
    plain = ".".join(map(str, path))
    named = (describe(frame, page, path) for page in PAGES)
    return next((name for name in named if name != plain), plain)
