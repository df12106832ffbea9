"""Where the file's own paths lead: they are relative to the folder of the file."""

from pathlib import Path

from settings.document import Document
from settings.references import matches

MEDIA = ("screens", "display", "zones", "*", "media")


def media_folder(file: Path, folder: str) -> Path:
    """Return the folder that a configuration file names."""
    return file.absolute().parent / Path(folder).expanduser()


def check_places(document: Document, file: Path) -> None:
    """Note every path that leads to something else than it should; a missing one may come yet."""
    for path, folder in matches(document.tree, MEDIA):
        if isinstance(folder, str) and folder and media_folder(file, folder).is_file():
            what = f"'{folder}' is a file; right would be: the folder that the files lie in"
            document.fault(path, what)
