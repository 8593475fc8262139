"""Formulas applied to data: evaluation, contrasts, model frames and model matrices."""

__all__: list[str] = []
