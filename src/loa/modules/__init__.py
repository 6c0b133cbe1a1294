"""Business subjects; a user would name each of them."""
