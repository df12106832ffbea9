"""What every screen shares. Nothing is imported here: the runtime must come first."""
