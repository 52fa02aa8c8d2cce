"""Showing: a page reads a choice, asks for a figure and shows it. No numbers, no companies."""
