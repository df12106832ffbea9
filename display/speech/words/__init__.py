"""The sentence of a call, every number in it as words. Pure."""
