"""What the people who run the centre's computer do."""
