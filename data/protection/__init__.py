"""Which statistics may be told: selection by exact algebra, the cells as they are told, the gate."""
