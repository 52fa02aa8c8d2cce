"""Where the answers are kept: the home, its key, the panel."""
