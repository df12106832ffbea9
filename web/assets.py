"""Static files: one address for all folders, with a hash of their content in it."""

import re
from collections.abc import Sequence
from hashlib import sha256
from mimetypes import add_type, guess_type
from pathlib import Path

from flask import Response, request, send_from_directory

from web.errors import NotFound
from web.roles import Open
from web.routes import Routes

FOR_EVER = "public, max-age=31536000, immutable"
COMMENT = re.compile(
    rb"^[ \t]*/\*(?!!)(?:(?!\*/).)*\*/[ \t]*$|^[ \t]*//(?![#@])[^\n]*$", re.MULTILINE | re.DOTALL
)
"""A comment that has lines of its own; what licences and tools need is kept."""

# Some systems' own tables say otherwise, and browsers refuse modules and fonts of another type.
for mime, ending in (
    ("text/javascript", ".js"),
    ("text/css", ".css"),
    ("font/woff2", ".woff2"),
    ("image/svg+xml", ".svg"),
    ("audio/wav", ".wav"),
    ("image/webp", ".webp"),
):
    add_type(mime, ending)


class Assets:
    """Serves `<folder>/static/<path>` as `/static/<hash>/<folder>/<path>`, to be kept for ever.

    Scripts and styles go without comments, a third of them; what remains keeps its line numbers.
    """

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
        self._bare: dict[str, bytes] = {}
        for path, file in self._files.items():
            content = file.read_bytes()
            tree.update(path.encode() + b"\0" + sha256(content).digest())
            if file.suffix in (".js", ".css"):
                self._bare[path] = COMMENT.sub(_only_its_lines, content)
        self._hash = tree.hexdigest()[:16]
        self.base = f"/static/{self._hash}"

    def address(self, path: str) -> str:
        """Return the address of `<folder>/<path>`."""
        return f"{self.base}/{path}"

    def has(self, path: str) -> bool:
        """Whether there is such a file."""
        return path in self._files

    def install(self, routes: Routes) -> None:
        """Serve the files; a page of another release gets today's file, not to be kept."""

        @routes.open("GET", "/static/<release>/<folder>/<path:path>", Open.TO_ALL)
        def static_file(release: str, folder: str, path: str) -> Response:
            if folder not in self._static:
                raise NotFound
            bare = self._bare.get(f"{folder}/{path}")
            if bare is None:
                response = send_from_directory(self._static[folder], path)
            else:
                response = Response(bare, mimetype=guess_type(path)[0])
                response.set_etag(self._hash)
                response.make_conditional(request)
            response.headers["Cache-Control"] = FOR_EVER if release == self._hash else "no-cache"
            return response


def _only_its_lines(comment: re.Match[bytes]) -> bytes:
    return b"\n" * comment[0].count(b"\n")
