"""Which figure, of which rounds and group: the catalogue, the explorer, and codes in an address."""
