"""Where the file's own paths lead: they are relative to the folder of the file."""

from pathlib import Path

from settings.document import Document
from settings.faults import KeyPath
from settings.references import find_matches

FOLDERS: tuple[tuple[KeyPath, str], ...] = (
    (("screens", "display", "zones", "*", "media"), "the folder that the files lie in"),
    (("voice", "clips", "*"), "the folder that the clips and their manifest.json lie in"),
)
FILES: tuple[tuple[KeyPath, str], ...] = (
    (("screens", "kiosk", "slip", "logo"), "a picture"),
    (("voice", "models", "*"), "a model file"),
    (("sign_in", "openid", "client_secret_file"), "a file that holds the secret alone"),
    (("results", "file", "path"), "a table, .xlsx or .csv"),
    (("results", "http", "token_file"), "a file that holds the token alone"),
)
"""Where a path stands, and what would be right there."""


def resolve_place(file: Path, named: str) -> Path:
    """Return the file or folder that a configuration file names."""
    return file.absolute().parent / Path(named).expanduser()


def check_places(document: Document, file: Path) -> None:
    """Note every path that leads to something else than it should; a missing one may come yet."""
    for pattern, right in FOLDERS:
        for path, named in find_matches(document.tree, pattern):
            if isinstance(named, str) and named and resolve_place(file, named).is_file():
                document.fault(path, f"'{named}' is a file; right would be: {right}")
    for pattern, right in FILES:
        for path, named in find_matches(document.tree, pattern):
            if isinstance(named, str) and named and resolve_place(file, named).is_dir():
                document.fault(path, f"'{named}' is a folder; right would be: {right}")
