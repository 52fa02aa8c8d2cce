"""What the pages share: the frame around a page, its choices, and how a figure is shown."""
