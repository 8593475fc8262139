"""The R package pbkrtest, under its own names."""

from __future__ import annotations

from pylmer.datasets import package_datasets
from pylmer.inference import kenward_roger, nested_models, restrictions
from pylmer.inference.kenward_roger import Lb_ddf, ddf_Lb
from pylmer.inference.nested_models import getKR, getSAT
from pylmer.inference.parametric_bootstrap import PBmodcomp, PBrefdist, seqPBmodcomp
from pylmer.inference.restrictions import compare_column_space, make_model_matrix, make_restriction_matrix
from pylmer.summaries.summary import summary as _summary
from pylmer.text import fits as _fits
from pylmer.text import nested_models as _drawers
from pylmer.text import parametric_bootstrap as _bootstraps
from pylmer.text import values as _values
from rcompat.base.generics import generic

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

# What `library(pbkrtest)` of the script interpreter attaches besides the functions.
__depends__ = ("lme4",)
__datasets__ = package_datasets("pbkrtest")

_DRAWERS = (_fits, _values, _drawers, _bootstraps)

KRmodcomp = generic(nested_models.KRmodcomp)
SATmodcomp = generic(nested_models.SATmodcomp)
getLRT = generic(nested_models.getLRT)  # noqa: N816
vcovAdj = generic(kenward_roger.vcovAdj)  # noqa: N816
get_Lb_ddf = generic(kenward_roger.get_Lb_ddf)  # noqa: N816
model2restriction_matrix = generic(restrictions.model2restriction_matrix)
restriction_matrix2model = generic(restrictions.restriction_matrix2model)
as_data_frame = generic(nested_models.as_data_frame)
summary = generic(_summary)
