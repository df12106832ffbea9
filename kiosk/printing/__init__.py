"""Tickets on paper: the slip, the agent that prints it, ways to a printer, the server's half."""
