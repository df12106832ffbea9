"""In which kinds a page's table can be fetched as a file."""

from reports.exports.files import FileKind
from reports.exports.pdf_file import pdf_possible

USUAL: tuple[tuple[FileKind, str], ...] = (("xlsx", "Excel"), ("csv", "CSV"))
PDF: tuple[FileKind, str] = ("pdf", "PDF")


def list_endings() -> list[tuple[FileKind, str]]:
    """Return the ending of each kind and its name, as this server can make them."""
    return [*USUAL, *([PDF] if pdf_possible() else [])]
