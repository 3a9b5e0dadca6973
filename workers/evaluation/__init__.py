"""How good the product is on labelled folders: its own way from file to answer, in one process without database."""
