"""How many files and connections this process may have open at once."""

import sys
from collections.abc import Iterator
from contextlib import suppress

if sys.platform != "win32":
    import resource

ENOUGH = 4096
"""For a centre's screens and a thousand phones; each phone holds one connection."""


def raise_limit() -> int | None:
    """Let this process open as many as the system lets it; return how many, None: not known here.

    Shells and services start with a limit of 1,024, and may go far above it by themselves.
    """
    if sys.platform == "win32":
        return None
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):  # some systems have a lower limit still
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return sys.maxsize if soft == resource.RLIM_INFINITY else soft


def advise(limit: int | None) -> str | None:
    """Return what is to be done about a limit, None: nothing."""
    if limit is None or limit >= ENOUGH:
        return None
    return (
        f"{limit} files and connections at once, phones beyond wait: "
        "give the service LimitNOFILE=65536 (docs/operating.md), a shell ulimit -n 65536"
    )


def examine_file_handles() -> Iterator[tuple[str, str, str]]:
    """Yield the line that says how many a server started from here would have."""
    limit = raise_limit()
    if limit is not None:
        advice = advise(limit)
        yield (
            "warning" if advice else "ok",
            "file handles",
            advice or f"{limit} files and connections at once",
        )
