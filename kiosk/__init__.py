"""The touch screen where citizens take a number; its front door is `routes.install`.

Nothing is imported here: the print agent, in this room too, runs without the server.
"""
