"""How far the companies are: overall, per step, level, group and question."""
