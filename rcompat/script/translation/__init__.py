"""R scripts as Python programs: the same statements with the same comments, calling pandas, pylmer and `rcompat.r`."""

__all__: list[str] = []
