"""Clause to Finding."""
