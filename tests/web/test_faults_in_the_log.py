"""What the log says of a fault: which route failed, and nothing that its address held."""

import logging
from collections import Counter

from flask import Flask, Response

from web.errors import install_errors
from web.i18n import Translations


def test_a_fault_is_logged_by_its_rule_and_tells_no_address(caplog):
    app, counted = Flask(__name__), Counter()
    install_errors(
        app,
        Translations([]),
        lambda language, status, message: Response(message, status),
        lambda code: counted.update([code]),
    )

    @app.get("/t/<follow>")
    def ticket_page(follow):
        raise ZeroDivisionError

    with caplog.at_level(logging.ERROR, "xinmoi.web"):
        answer = app.test_client().get("/t/the-secret?lang=vi")
    assert (answer.status_code, counted) == (500, {"internal": 1})
    assert [each.getMessage() for each in caplog.records] == ["GET /t/<follow> failed"]
    assert "the-secret" not in caplog.text
