"""What the agreement did and published: years, timeline, plans, reports."""
