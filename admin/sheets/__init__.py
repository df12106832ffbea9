"""Tables as offices save them, CSV or workbook: bytes in, rows with their places out. Pure."""
