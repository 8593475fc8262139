"""Printed R values: vectors, matrices, lists, data frames and coefficient tables."""

__all__: list[str] = []
