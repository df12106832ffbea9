"""A long page is made piece by piece: the hall's presses go on meanwhile."""

from types import SimpleNamespace

from tests.centre import Centre
from web.runtime import runtime

ROWS = 5_000
TURNS = 20


def test_others_have_their_turn_while_a_long_page_is_made(tmp_path):
    (tmp_path / "room" / "templates").mkdir(parents=True)
    (tmp_path / "room" / "templates" / "long.html").write_text(
        "{% for row in rows %}<p>{{ row }}</p>{% endfor %}", encoding="utf-8"
    )
    room = SimpleNamespace(__file__=tmp_path / "room" / "__init__.py")
    turns = []

    with Centre(tmp_path) as centre:
        site = centre.site(room)
        site.runtime = runtime("gevent")

        def take_turns():
            while True:
                turns.append(1)
                site.runtime.sleep(0)

        with site.app.test_request_context("/"):
            site.runtime.spawn(take_turns)
            page = site.render_page("long.html", language="vi", screen="room", rows=range(ROWS))

    assert page.get_data(as_text=True).endswith(f"<p>{ROWS - 1}</p>")
    assert len(turns) >= TURNS
