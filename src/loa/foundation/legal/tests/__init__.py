"""Tests of legal."""
