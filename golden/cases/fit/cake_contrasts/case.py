from pylmer.datasets import load_dataset
from pylmer.lme4 import REMLcrit, fixef, getME, lmer, sigma, vcov
from rcompat.base.render import render

cake = load_dataset("cake")
m = lmer(
    "angle ~ recipe * temperature + (1 | replicate)",
    data=cake,
    contrasts={"recipe": "contr.sum", "temperature": "contr.helmert"},
)
print(render(m.summary(), correlation=False), end="")
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": sigma(m),
    "vcov": vcov(m),
    "deviance": REMLcrit(m),
    "count": m.optim.evaluations,
}
