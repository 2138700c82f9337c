"""Issued papers: the bytes as they left the office."""
