"""Two processes that serve one centre on PostgreSQL, each with a data folder of its own."""

from contextlib import contextmanager

from tests.program import in_a_hurry, server_in
from tests.program import run as run_command


@contextmanager
def two_servers(folder, furnished, url, *changes, modes=("eventlet", "eventlet"), other_url=None):
    """Move a furnished centre to a database and serve it by two processes, as on two hosts.

    `other_url`: where the second one finds the same database, if that is elsewhere.
    """

    def on_postgres(at):
        def change(settings):
            settings["server"]["database"] = at

        return change

    chosen = (in_a_hurry, *changes)
    one = server_in(folder / "one", *chosen, on_postgres(url), furnished=furnished, mode=modes[0])
    run_command("migrate-data", "--from", one.data, "--to", url)
    there = on_postgres(other_url or url)
    other = server_in(folder / "other", *chosen, there, furnished=furnished, mode=modes[1])
    (other.data / "xinmoi.db").unlink()
    try:
        yield one.start(), other.start()
        for each in (one, other):
            assert each.stop() == 0
            assert not each.traces(), each.traces()
    finally:
        one.kill()
        other.kill()
