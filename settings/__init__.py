"""config.yaml as typed, checked settings; a fault names file, line, key and what is right."""
