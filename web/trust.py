"""Whom this computer believes by https: one answer for the server and for the agents beside it."""

from ssl import SSLContext, create_default_context


def make_trust() -> SSLContext:
    """Return a context that asks for a certificate by whom the system trusts.

    On Windows that is its certificate store, elsewhere the system's list; SSL_CERT_FILE and
    SSL_CERT_DIR name others. A store that changes is believed by contexts made afterwards.
    """
    return create_default_context()
