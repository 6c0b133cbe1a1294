"""Tests of the workplace's frame."""
