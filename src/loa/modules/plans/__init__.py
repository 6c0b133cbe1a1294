"""Plans: documents become tasks, assignments, activities and reports."""
