"""The agent beside an officer's programs: keys become presses, a small window shows the number."""
