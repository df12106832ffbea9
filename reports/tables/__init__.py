"""Tables of the reports: what pages show and files carry, in one language."""
