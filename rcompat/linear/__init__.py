"""Linear models by R's pivoted QR."""

__all__: list[str] = []
