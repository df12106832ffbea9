"""A centre's server: its parts joined, served and ended, and the work that belongs to no screen."""
