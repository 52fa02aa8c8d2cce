"""From a delivery to the panel: reading, checking every fault at once, receiving in one transaction."""
