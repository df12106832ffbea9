"""`./run settings`: the log of changes, and taking one back, with and without a server."""

import re

from centre import reload
from settings.loading import load
from tests.admin.pages import Administration
from tests.program import CONFIG, run, server_in, serving


def change_two_keys(folder):
    """Change two keys from the pages of a centre; return what `./run settings` needs of it."""
    with Administration(folder) as centre:
        quan = centre.person()
        for key, value in (("recalls", "4"), ("undo_s", "20")):
            quan.confirm(quan.fill("/admin/rules", "rules", {f"f-rules-{key}": value}))
        return ("--config", centre.config, "--data", centre.folder)


def test_the_log_tells_who_changed_what_and_one_is_taken_back(tmp_path):
    config, data = (place := change_two_keys(tmp_path))[:2], place[2:]
    said = run("settings", "log", *data).stdout
    first, second = re.findall(r"^(\d+)  \S+ \S+ UTC  user:quan$", said, re.MULTILINE)
    assert "rules.recalls: 3 -> 4" in said
    assert "rules.undo_s: 10 -> 20" in said
    assert (
        f"Change {first} is taken back." in run("settings", "revert", first, *config, *data).stdout
    )
    rules = load(config[1]).configuration.rules
    assert (rules.recalls, rules.undo_s) == (3, 20)
    said = run("settings", "log", *data).stdout
    assert "command-line\n    rules.recalls: 4 -> 3" in said
    refused = run("settings", "revert", first, *config, *data, expect=1)
    assert "rules.recalls was changed again" in refused.stderr
    assert (
        "There is no change 1;" in run("settings", "revert", "1", *config, *data, expect=1).stderr
    )
    assert second in said


def test_a_running_server_takes_it_back_at_once_and_records_it(tmp_path, furnished):
    server = server_in(tmp_path / "served", furnished=furnished)
    place = ("--config", server.config, "--data", server.data)
    text = CONFIG.read_text(encoding="utf-8")
    server.config.write_text(text, encoding="utf-8")
    with serving(server):
        server.config.write_text(text.replace("  recalls: 3", "  recalls: 4"), encoding="utf-8")
        run("reload", *place[2:])
        said = run("settings", "log", *place[2:]).stdout
        (number,) = re.findall(r"^(\d+) .* configuration$", said, re.MULTILINE)
        run("settings", "revert", number, *place)
        said = run("settings", "log", *place[2:]).stdout
    assert "rules.recalls: 4 -> 3" in said
    assert server.config.read_text(encoding="utf-8") == text


def test_what_is_recorded_is_what_differs(tmp_path):
    with Administration(tmp_path) as centre:
        before = centre.parts.settings
        assert reload.list_changes(before, load(centre.config)) == ()
