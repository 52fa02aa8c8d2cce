"""Who takes part: members, deliverables, companies approached."""
