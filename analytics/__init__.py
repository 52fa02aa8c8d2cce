"""Meaning: from published cells to trends, changes and figures. Sees no company."""
