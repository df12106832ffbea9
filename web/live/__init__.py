"""Live data: views pushed to screens, streamed to phones."""
