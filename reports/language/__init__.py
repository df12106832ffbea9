"""How figures, times and names are written in the language of whoever reads them."""
