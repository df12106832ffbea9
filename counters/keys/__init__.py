"""Calling from another program: what the keys of a counter may do, and the agent that has them."""
