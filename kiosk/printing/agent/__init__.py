"""The print agent: a process of its own that takes slips from the server and prints them."""
