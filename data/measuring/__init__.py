"""From the panel to statistics: scores, groups, changes, counts, over the whole lattice."""
