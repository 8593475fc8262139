"""The R package pbkrtest, under its own names."""

from typing import TYPE_CHECKING

from pylmer.datasets import package_datasets
from rcompat.base.late_names import late_names

if TYPE_CHECKING:
    from pylmer.inference.kenward_roger import Lb_ddf, ddf_Lb, get_Lb_ddf, vcovAdj
    from pylmer.inference.nested_models import KRmodcomp, SATmodcomp, as_data_frame, getKR, getLRT, getSAT
    from pylmer.inference.parametric_bootstrap import PBmodcomp, PBrefdist, seqPBmodcomp
    from pylmer.inference.restrictions import (
        compare_column_space,
        make_model_matrix,
        make_restriction_matrix,
        model2restriction_matrix,
        restriction_matrix2model,
    )
    from pylmer.summaries.summary import summary

__all__ = [
    "KRmodcomp",
    "Lb_ddf",
    "PBmodcomp",
    "PBrefdist",
    "SATmodcomp",
    "as_data_frame",
    "compare_column_space",
    "ddf_Lb",
    "getKR",
    "getLRT",
    "getSAT",
    "get_Lb_ddf",
    "make_model_matrix",
    "make_restriction_matrix",
    "model2restriction_matrix",
    "restriction_matrix2model",
    "seqPBmodcomp",
    "summary",
    "vcovAdj",
]

__r_version__ = "0.5.2"
# What `library(pbkrtest)` of the script interpreter attaches besides the functions.
__depends__ = ("lme4",)
__datasets__ = package_datasets("pbkrtest")
# R's functions without `...`: unknown arguments are errors.
__closed__ = (
    "Lb_ddf",
    "getKR",
    "getSAT",
    "compare_column_space",
    "make_model_matrix",
    "make_restriction_matrix",
    "KRmodcomp",
    "SATmodcomp",
    "PBmodcomp",
    "PBrefdist",
    "vcovAdj",
    "get_Lb_ddf",
    "model2restriction_matrix",
)

__getattr__ = late_names(
    __name__,
    generics="""
    KRmodcomp SATmodcomp as_data_frame getLRT get_Lb_ddf model2restriction_matrix restriction_matrix2model summary
    vcovAdj
    """,
)
