"""Figures in order for a room: pages that are final in words and numbers, whatever the medium."""
