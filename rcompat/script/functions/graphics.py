"""Graphics calls are accepted and not drawn: a script that plots goes on. R: graphics, grDevices, ggplot2, lattice."""

from __future__ import annotations

from typing import Any

from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import List, Value, chr

__all__: list[str] = []

_SILENT = """
    abline arrows axis barplot box boxplot contour coplot curve grid image interaction.plot layout legend lines
    matlines matplot matpoints mtext pairs par persp pie points polygon qqline qqnorm qqplot rect rug segments
    stripchart sunflowerplot symbols text title png pdf jpeg svg tiff dev.new graphics.off termplot
    """
_LAYERS = """
    ggplot aes geom_point geom_line geom_smooth geom_boxplot geom_histogram geom_bar geom_col geom_abline geom_hline
    geom_vline geom_errorbar geom_density geom_ribbon geom_text geom_jitter geom_violin geom_path facet_wrap facet_grid
    theme theme_bw theme_classic theme_minimal theme_gray theme_light labs xlab ylab ggtitle xlim ylim
    scale_x_continuous
    scale_y_continuous scale_color_manual scale_colour_manual scale_fill_manual scale_color_brewer scale_fill_brewer
    coord_flip coord_cartesian element_blank element_text element_line guides guide_legend stat_summary stat_smooth
    xyplot dotplot bwplot densityplot histogram qqmath levelplot
    """


@builtin(_SILENT, "...", lazy="...")
def _drawn(context: Context, dots: Any = ()) -> Value:
    context.it.visible = False
    return None


@builtin("plot", "x ...", lazy="...", generic=True)
def _plot(context: Context, x: Value = None, dots: Any = ()) -> Value:
    context.it.visible = False
    return None


@builtin("dev.off", "...", lazy="...")
def _dev_off(context: Context, dots: Any = ()) -> Value:
    from rcompat.script.values import intv

    return intv([1], {"names": chr(["null device"])})


@builtin(_LAYERS, "...", lazy="...")
def _layer(context: Context, dots: Any = ()) -> Value:
    return List([], {"class": chr(["gg", "picture"])})


@builtin("print.picture", "x ...")
def _print_picture(context: Context, x: Value, dots: Any = ()) -> Value:
    context.it.visible = False
    return x


@builtin("+.gg", "e1 e2")
def _add_layer(context: Context, e1: Value, e2: Value = None) -> Value:
    return e1


@builtin("colors rainbow heat.colors terrain.colors topo.colors gray grey rgb hcl.colors", "...", lazy="...")
def _colours(context: Context, dots: Any = ()) -> Value:
    return chr(["black"])
