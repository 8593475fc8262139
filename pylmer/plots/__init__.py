"""Pictures of fits and of what is asked of them, by the names of R's functions; needs matplotlib (extra `plot`).

Every function returns a matplotlib Figure and shows nothing.
"""

from pylmer.plots.pictures import densityplot, dotplot, plot, qqmath, splom, xyplot

__all__ = ["densityplot", "dotplot", "plot", "qqmath", "splom", "xyplot"]
