"""Units as a dated tree, people, posts, accounts and roles."""
