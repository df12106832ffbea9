"""Tables of the reports as files: CSV, XLSX and PDF."""
