"""The closed room: deliveries, panel, statistics and protection. Only `data.cube` may be imported from outside."""
