"""The R package parameters, under its own names."""

from typing import TYPE_CHECKING

from rcompat.base.late_names import late_names

if TYPE_CHECKING:
    from pylmer.inference.compared_parameters import compare_models, compare_parameters
    from pylmer.inference.model_parameters import model_parameters
    from pylmer.inference.model_parameters import model_parameters as parameters
    from pylmer.inference.parameter_tables import (
        ci,
        ci_kenward,
        ci_satterthwaite,
        degrees_of_freedom,
        dof,
        dof_kenward,
        dof_satterthwaite,
        n_parameters,
        p_value,
        p_value_kenward,
        p_value_satterthwaite,
        se_kenward,
        se_satterthwaite,
        standard_error,
    )
    from pylmer.inference.standardized_table import standardize_parameters
    from pylmer.text.parameter_markdown import display, print_md

__all__ = [
    "ci",
    "ci_kenward",
    "ci_satterthwaite",
    "compare_models",
    "compare_parameters",
    "degrees_of_freedom",
    "display",
    "dof",
    "dof_kenward",
    "dof_satterthwaite",
    "model_parameters",
    "n_parameters",
    "p_value",
    "p_value_kenward",
    "p_value_satterthwaite",
    "parameters",
    "print_md",
    "se_kenward",
    "se_satterthwaite",
    "standard_error",
    "standardize_parameters",
]

__getattr__ = late_names(
    __name__,
    generics="""
    ci degrees_of_freedom display dof model_parameters n_parameters p_value parameters print_md standard_error
    """,
)
