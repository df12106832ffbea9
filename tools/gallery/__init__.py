"""Every state of every screen, named once: for the pictures in docs/screens and for the checks."""
