"""Static files: one address for all folders, with a hash of their content in it."""

from collections.abc import Sequence
from hashlib import sha256
from mimetypes import add_type
from pathlib import Path

from flask import Flask, Response, send_from_directory

from web.errors import NotFound

FOR_EVER = "public, max-age=31536000, immutable"

# Some systems' own tables say otherwise, and browsers refuse modules and fonts of another type.
for mime, ending in (
    ("text/javascript", ".js"),
    ("text/css", ".css"),
    ("font/woff2", ".woff2"),
    ("image/svg+xml", ".svg"),
    ("audio/wav", ".wav"),
):
    add_type(mime, ending)


class Assets:
    """Serves `<folder>/static/<path>` as `/static/<hash>/<folder>/<path>`, to be kept for ever."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """Hash every static file of these folders."""
        self._static = {folder.name: folder / "static" for folder in folders}
        self._files = {
            f"{name}/{file.relative_to(static).as_posix()}": file
            for name, static in self._static.items()
            for file in sorted(static.rglob("*"))
            if file.is_file()
        }
        tree = sha256()
        for path, file in self._files.items():
            tree.update(path.encode() + b"\0" + sha256(file.read_bytes()).digest())
        self._hash = tree.hexdigest()[:16]
        self.base = f"/static/{self._hash}"

    def address(self, path: str) -> str:
        """Return the address of `<folder>/<path>`."""
        return f"{self.base}/{path}"

    def has(self, path: str) -> bool:
        """Whether there is such a file."""
        return path in self._files

    def install(self, app: Flask) -> None:
        """Serve the files; a page of another release gets today's file, not to be kept."""

        @app.get("/static/<release>/<folder>/<path:path>")
        def static_file(release: str, folder: str, path: str) -> Response:
            if folder not in self._static:
                raise NotFound
            response = send_from_directory(self._static[folder], path)
            response.headers["Cache-Control"] = FOR_EVER if release == self._hash else "no-cache"
            return response
