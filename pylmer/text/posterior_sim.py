"""How posterior draws print, and how `str` shows them. R: show and str of arm's classes sim and sim.merMod."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pylmer.inference.posterior_sim import MerSim, Sim
from rcompat.base.generics import answers
from rcompat.base.render import Printable
from rcompat.text.structure import slot_lines
from rcompat.text.values import print_lines

__all__ = ["SimStructure", "mer_structure", "structure"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SimStructure(Printable):
    """What `str` shows of posterior draws.

    Attributes:
        class_name: R's class.
        slots: the draws by name.
    """

    class_name: str
    slots: Mapping[str, object]


@answers("str", Sim)
def structure(draws: Sim) -> SimStructure:
    """The structure of the draws of a linear model. R: utils::str."""
    return SimStructure(class_name="sim", slots=_sim_slots(draws))


@answers("str", MerSim)
def mer_structure(draws: MerSim) -> SimStructure:
    """The structure of the draws of a mixed model. R: utils::str."""
    return SimStructure(class_name="sim.merMod", slots=_mer_slots(draws))


def _sim_slots(draws: Sim) -> dict[str, object]:
    return {"coef": draws.coef, "sigma": draws.sigma}


def _mer_slots(draws: MerSim) -> dict[str, object]:
    return {"fixef": draws.fixef, "ranef": draws.ranef, "sigma": draws.sigma}


def _shown(class_name: str, slots: Mapping[str, object], arguments: dict[str, Any]) -> str:
    lines = [f'An object of class "{class_name}"']
    for name, value in slots.items():
        lines += [f'Slot "{name}":', *print_lines(value, **arguments), ""]
    return "\n".join(lines) + "\n"


@answers("render", Sim)
def _(draws: Sim, /, **arguments: Any) -> str:
    return _shown("sim", _sim_slots(draws), arguments)


@answers("render", MerSim)
def _(draws: MerSim, /, **arguments: Any) -> str:
    return _shown("sim.merMod", _mer_slots(draws), arguments)


@answers("render", SimStructure)
def _(shown: SimStructure, /) -> str:
    return "\n".join(slot_lines(shown.class_name, "arm", shown.slots)) + "\n"
