"""Today's page: the day as it comes, what needs a look now, and what is usual at this hour."""
