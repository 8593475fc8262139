"""R's options, conditions, number text and data frames: everything above stands on this floor."""

__all__: list[str] = []
