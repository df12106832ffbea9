"""Where answers come from: a table that an office saves, or its one-stop system."""
