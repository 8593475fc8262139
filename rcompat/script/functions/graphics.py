"""Graphics calls draw on pages; in scripts they are accepted and not drawn: a script that plots goes on.

R: graphics, grDevices, ggplot2, lattice.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.vectors import RList
from rcompat.maths.normal_scores import normal_scores
from rcompat.script.base_pictures import Given, draw
from rcompat.script.coercion import class_of, flag, implicit_class, is_frame, strings, to_array
from rcompat.script.doors import table_record, to_record
from rcompat.script.evaluator import force
from rcompat.script.indexing import dollar
from rcompat.script.machine import Context
from rcompat.script.package_pictures import Picture, record_pictures
from rcompat.script.record_parts import record_value
from rcompat.script.records import is_record
from rcompat.script.registry import builtin
from rcompat.script.signals import raise_warning
from rcompat.script.values import List, Promise, Value, chr, dbl

__all__ = ["drawn_arguments"]

_SILENT = """
    arrows axis barplot box contour coplot curve grid image interaction.plot layout legend lines
    matlines matplot matpoints mtext pairs par persp pie points polygon qqline qqplot rect rug segments
    stripchart sunflowerplot symbols text title png pdf jpeg svg tiff dev.new graphics.off termplot
    """
_LAYERS = """
    ggplot aes geom_point geom_line geom_smooth geom_boxplot geom_histogram geom_bar geom_col geom_abline geom_hline
    geom_vline geom_errorbar geom_density geom_ribbon geom_text geom_jitter geom_violin geom_path facet_wrap facet_grid
    theme theme_bw theme_classic theme_minimal theme_gray theme_light labs xlab ylab ggtitle xlim ylim
    scale_x_continuous
    scale_y_continuous scale_color_manual scale_colour_manual scale_fill_manual scale_color_brewer scale_fill_brewer
    coord_flip coord_cartesian element_blank element_text element_line guides guide_legend stat_summary stat_smooth
    geom_errorbarh geom_segment geom_pointrange geom_linerange geom_rug geom_area geom_step geom_tile geom_function
    scale_color_discrete scale_colour_discrete scale_x_discrete scale_y_discrete scale_x_log10 scale_y_log10
    scale_color_viridis_d scale_fill_viridis_d coord_equal coord_fixed stat_function position_dodge position_jitter
    theme_void theme_set
    """
_TRELLIS = """
    xyplot dotplot bwplot densityplot histogram qqmath qq levelplot stripplot barchart splom contourplot wireframe cloud
    parallelplot
    """
_PARTS_OF_TRELLIS = """
    panel.xyplot panel.abline panel.lmline panel.loess panel.grid panel.superpose panel.points panel.lines panel.text
    trellis.par.set trellis.device lattice.options
    """


@builtin(_SILENT, "...", lazy="...")
def _drawn(context: Context, dots: Any = ()) -> Value:
    if context.it.device is not None:
        draw(context.it.device, context.builtin.name, drawn_arguments(context, dots))
    context.it.visible = False
    return None


@builtin("qqnorm", "y ... plot.it", lazy="...", generic=True)
def _qqnorm(context: Context, y: Value, dots: Any = (), plot_it: Value = None) -> Value:
    """R: stats::qqnorm: the normal scores of the values, in their order, and the values."""
    if context.it.device is not None and (plot_it is None or flag(plot_it)):
        draw(context.it.device, "qqnorm", [("y", y), *drawn_arguments(context, dots)])
    values = to_array(y, "double")
    if np.isnan(values).all():
        raise RError("y is empty or has only NAs", "qqnorm.default(y)")
    context.it.visible = False
    return List([dbl(normal_scores(values)), y], {"names": chr(["x", "y"])})


@builtin("abline", "a ...", lazy="a ...")
def _abline(context: Context, a: Any = None, dots: Any = ()) -> Value:
    """A line; of a fit with more coefficients than two the first two are used, as R says."""
    if a is not None:
        whole = force(context.it, a)
        known = dollar(record_value(whole), "coefficients") if is_record(whole) else None
        if known is not None and len(known) > 2:
            words = f"only using the first two of {len(known)} regression coefficients"
            raise_warning(context.it, words, context.call)
        dots = [(None, a), *dots]
    if context.it.device is not None:
        draw(context.it.device, "abline", drawn_arguments(context, dots))
    context.it.visible = False
    return None


@builtin("plot", "x ...", lazy="...", generic=True)
def _plot(context: Context, x: Value = None, dots: Any = ()) -> Value:
    device = context.it.device
    if "ranef.mer" in class_of(x):
        return _trellis(context, x, dots)
    if device is not None and is_record(x):
        picture = record_pictures(device, "plot", to_record(x), drawn_arguments(context, dots))
        if "merMod" in implicit_class(x) or "lmerMod" in class_of(x) or "lmerModLmerTest" in class_of(x):
            return picture
        _show(context, picture)
    elif device is not None:
        draw(device, "plot", [("x", x), *drawn_arguments(context, dots)])
    context.it.visible = False
    return None


def drawn_arguments(context: Context, dots: Any) -> Given:
    """The arguments of a call on a page, and where it was called."""
    found: Given = [(name, force(context.it, item) if type(item) is Promise else item) for name, item in dots]
    return [*found, (".env", context.env)]


def _record(x: Value) -> Any:
    """A value as a record; data frames, alone or in a list, keep their attributes."""
    if isinstance(x, List) and is_frame(x):
        return table_record(x)
    if isinstance(x, List):
        return RList(values=tuple(_record(item) for item in x.data), names=tuple(strings(x.attrs["names"])))
    return to_record(x)


def _show(context: Context, picture: Value) -> None:
    """Draw a picture on the page's device."""
    device = context.it.device
    if device is None:
        return
    if isinstance(picture, Picture):
        if picture.figure is not None:
            device.begin(picture.figure)
    else:
        device.leave_out("ggplot" if "ggplot" in class_of(picture) else "trellis")


@builtin("dev.off", "...", lazy="...")
def _dev_off(context: Context, dots: Any = ()) -> Value:
    from rcompat.script.values import intv

    return intv([1], {"names": chr(["null device"])})


@builtin(_LAYERS, "...", lazy="...")
def _layer(context: Context, dots: Any = ()) -> Value:
    return List([], {"class": chr(["gg", "ggplot"])})


@builtin(_TRELLIS, "x ...", lazy="...", generic=True)
def _trellis(context: Context, x: Value = None, dots: Any = ()) -> Value:
    """A picture; of random effects one for each grouping factor."""
    kinds = class_of(x)
    device = context.it.device
    if device is not None and (is_record(x) or {"ranef.mer", "thpr"} & set(kinds)):
        return record_pictures(device, context.builtin.name, _record(x), drawn_arguments(context, dots))
    if "ranef.mer" in kinds and isinstance(x, List):
        return List([_trellis_picture() for _ in x.data], {"names": x.attrs["names"]})
    if "ranef.mer" in kinds:
        names = list(x)
        return List([_trellis_picture() for _ in names], {"names": chr(names)})
    return _trellis_picture()


def _trellis_picture() -> List:
    return List([], {"class": chr(["trellis"])})


@builtin("strip.custom strip.default simpleKey", "...", lazy="...")
def _strip(context: Context, dots: Any = ()) -> Value:
    return List([])


@builtin(_PARTS_OF_TRELLIS, "...", lazy="...")
def _panel(context: Context, dots: Any = ()) -> Value:
    context.it.visible = False
    return None


@builtin("print.trellis print.gg plot.trellis plot.gg", "x ...")
def _print_picture(context: Context, x: Value, dots: Any = ()) -> Value:
    _show(context, x)
    context.it.visible = False
    return x


@builtin("+.gg", "e1 e2")
def _add_layer(context: Context, e1: Value, e2: Value = None) -> Value:
    return e1


@builtin("colors rainbow heat.colors terrain.colors topo.colors gray grey rgb hcl.colors", "...", lazy="...")
def _colours(context: Context, dots: Any = ()) -> Value:
    return chr(["black"])
