"""The officers' console, and the guide's tablet; its front door is `routes.install`.

Nothing is imported here: the key agent, in this room too, runs without the server.
"""
