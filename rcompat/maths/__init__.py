"""R's random numbers and distribution functions."""

__all__: list[str] = []
