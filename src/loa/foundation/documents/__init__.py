"""Official documents: parsed in, composed out."""
