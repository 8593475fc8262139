"""R without R: formulas, model matrices, number text, conditions and the harness that proves them against R."""

__all__: list[str] = []
