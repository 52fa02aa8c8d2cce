"""Which risks matter most, and what companies choose to do together."""
