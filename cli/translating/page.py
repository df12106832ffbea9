"""The translator's page: served on this computer alone, to whoever knows its secret address."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from flask import Flask, Response, abort, redirect, render_template, request, send_from_directory
from werkzeug.wrappers import Response as Answer

from cli.translating.catalogue import Catalogue, WrongText
from cli.translating.pictures import Shown
from cli.translating.places import find_places
from web.languages import NAMES

HERE = Path(__file__).parent
ROOMS = HERE.parents[1]
LETTERS = ROOMS / "web/static/vendor/fonts/noto-sans-khmer-khmer-wght-normal.woff2"
"""Not every computer has any."""
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'"


def make_page(
    catalogues: Mapping[str, Catalogue], language: str, secret: str, shown: Shown
) -> Flask:
    """Return the page. `catalogues`: room -> its texts; `secret`: begins every address."""
    app = Flask("translating", template_folder=str(HERE / "templates"), static_folder=None)
    texts = _Texts(catalogues, language, secret, shown)
    app.url_value_preprocessor(texts.require_known)
    app.after_request(_protect)
    app.add_url_rule("/<secret>/<room>", "page", texts.page)
    app.add_url_rule("/<secret>/<room>", "save", texts.save, methods=["POST"])
    app.add_url_rule("/<secret>/pictures/<path:name>", "picture", texts.picture)
    app.add_url_rule("/<secret>/translate.css", "style", _style)
    app.add_url_rule("/<secret>/khmer.woff2", "letters", _letters)
    return app


class _Texts:
    """Draws the texts of a room, and takes the words for one."""

    def __init__(
        self, catalogues: Mapping[str, Catalogue], language: str, secret: str, shown: Shown
    ) -> None:
        self._catalogues, self._language = catalogues, language
        self._secret, self._shown = secret, shown
        self._places: dict[str, Mapping[str, Sequence[str]]] = {}

    def require_known(self, _endpoint: str | None, asked: dict[str, str] | None) -> None:
        """Answer nobody who does not know the address, and of no room that there is not."""
        asked = {} if asked is None else asked
        room = asked.get("room")
        if asked.pop("secret", None) != self._secret or (room and room not in self._catalogues):
            abort(404)

    def page(self, room: str) -> str:
        """Show every text with the words that it has."""
        return self._draw(room)

    def save(self, room: str) -> Answer:
        """Write the words for one text, and go on to the next; say why where they are wrong."""
        text, words = request.form.get("text", ""), request.form.get("words", "")
        try:
            self._catalogues[room].save(text, words)
        except WrongText as wrong:
            return Response(self._draw(room, str(wrong), text, words), 422)
        return redirect(f"/{self._secret}/{room}#{request.form.get('next', '')}", 303)

    def picture(self, name: str) -> Response:
        """Return a picture of a screen."""
        if self._shown.folder is None:
            abort(404)
        return send_from_directory(self._shown.folder.absolute(), name)

    def _draw(self, room: str, said: str = "", text: str = "", words: str = "") -> str:
        return render_template(
            "translate.html",
            secret=self._secret,
            rooms={name: count_done(each) for name, each in self._catalogues.items()},
            room=room,
            entries=self._catalogues[room].list_entries(),
            shown=self._shown,
            places=self._find_places(room),
            language=self._language,
            language_name=NAMES[self._language],
            said=said,
            refused=text,
            typed=words,
        )

    def _find_places(self, room: str) -> Mapping[str, Sequence[str]]:
        if room not in self._places:
            texts = [each.text for each in self._catalogues[room].list_entries()]
            self._places[room] = find_places(room, ROOMS / room, texts)
        return self._places[room]


def _style() -> Response:
    return send_from_directory(HERE / "static", "translate.css")


def _letters() -> Response:
    return send_from_directory(LETTERS.parent, LETTERS.name)


def _protect(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


def count_done(catalogue: Catalogue) -> tuple[int, int]:
    """Return how many texts have words, and how many there are."""
    entries = catalogue.list_entries()
    return sum(bool(each.words) for each in entries), len(entries)
