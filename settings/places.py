"""Where the file's own paths lead: they are relative to the folder of the file."""

from pathlib import Path

from settings.document import Document
from settings.references import matches

MEDIA = ("screens", "display", "zones", "*", "media")
LOGO = ("screens", "kiosk", "slip", "logo")


def place(file: Path, named: str) -> Path:
    """Return the file or folder that a configuration file names."""
    return file.absolute().parent / Path(named).expanduser()


def check_places(document: Document, file: Path) -> None:
    """Note every path that leads to something else than it should; a missing one may come yet."""
    for path, folder in matches(document.tree, MEDIA):
        if isinstance(folder, str) and folder and place(file, folder).is_file():
            what = f"'{folder}' is a file; right would be: the folder that the files lie in"
            document.fault(path, what)
    for path, picture in matches(document.tree, LOGO):
        if isinstance(picture, str) and picture and place(file, picture).is_dir():
            document.fault(path, f"'{picture}' is a folder; right would be: a picture")
