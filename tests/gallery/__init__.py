"""Every state of every screen, named once: for their pictures and for the checks."""
