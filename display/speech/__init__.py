"""The voice: what is said of a call, when, by which engine, and the server that joins them."""
