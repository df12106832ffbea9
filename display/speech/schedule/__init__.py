"""Which announcement comes next, how often, and when it is over. Pure."""
