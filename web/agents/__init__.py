"""Programs beside the server, on computers of their own: how one is let in, and reaches it."""
