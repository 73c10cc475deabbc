"""What other pages show of a meeting."""
