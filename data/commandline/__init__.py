"""What the secretariat types, and what it reads back."""
