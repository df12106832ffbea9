"""Two servers of PostgreSQL: a primary, and a standby that has every commit before it is told."""

from tests.postgres import USER, PostgresServer
from tests.waiting import wait_until

IS_FOLLOWED = "SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'"


class PostgresPair:
    """`primary` and `standby`; after each fail-over they are others, the address stays true."""

    def __init__(self) -> None:
        """Start both."""
        self.primary = PostgresServer().start()
        self.standby = self._add_standby()

    def create_database(self) -> str:
        """Return the address of a new, empty database: wherever it takes changes."""
        name = self.primary.create_database().rpartition("/")[2]
        ports = (self.primary.port, self.standby.port)
        hosts = ",".join(f"127.0.0.1:{port}" for port in ports)
        return f"postgresql://{USER}@{hosts}/{name}"

    def promote(self) -> PostgresServer:
        """Let the standby be the primary; return the server that was, whether it runs or not."""
        before, self.primary = self.primary, self.standby
        self.primary.execute("SELECT pg_promote()")
        return before

    def replace(self, gone: PostgresServer) -> None:
        """Let a new standby follow where a server was that is gone for good."""
        gone.remove()
        self.standby = self._add_standby(gone.port)

    def remove(self) -> None:
        """End both and remove their folders."""
        for server in {self.primary, self.standby}:
            server.remove()

    def _add_standby(self, port: int | None = None) -> PostgresServer:
        """Return a standby; from then on the primary tells of no commit that it has not."""
        standby = PostgresServer(self.primary)
        standby.port = port or standby.port
        standby.start()
        # It is to wait for nobody once it is the primary
        standby.execute("ALTER SYSTEM RESET synchronous_standby_names")
        standby.execute("SELECT pg_reload_conf()")
        self.primary.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
        self.primary.execute("SELECT pg_reload_conf()")
        wait_until("the standby to follow", lambda: self.primary.execute(IS_FOLLOWED))
        return standby
