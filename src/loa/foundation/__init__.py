"""What every subject needs and no user would call a subject."""
