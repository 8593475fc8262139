import numpy as np

from pylmer.arm import sim
from pylmer.lme4 import getME, lmer, sigma
from rcompat.base.frame import Factor, Frame
from rcompat.base.render import render
from rcompat.base.vectors import Vector
from rcompat.maths.rng import set_seed
from rcompat.maths.stats import quantile
from rcompat.maths.variates import rnorm, runif

set_seed(10)
site = Factor(codes=np.repeat(np.arange(20, dtype=np.int32), 5), levels=tuple(f"Site{i}" for i in range(1, 21)))
columns = {"Temp": runif(100, -2, 2), "N": runif(100, -2, 2), "Site": site}
params = (10, 0.3, 2.2)
rnd_int = rnorm(20, 0, 1.2)
rnd_slp = rnorm(20, 0, 0.5)
mus = params[0] + rnd_int[site.codes] + (params[1] + rnd_slp[site.codes]) * columns["Temp"] + params[2] * columns["N"]
columns["Biomass"] = rnorm(100, mus, 1)
data = Frame(columns=columns, n=100)
print(render(data), end="")
m1 = lmer("Biomass~Temp+N+(1+Temp|Site)", data)
print(m1.summary())
sims = sim(m1, n_sims=200)
print(sims.str())
bounds = np.array([quantile(column, (0.025, 0.975)) for column in sims.fixef.data.T]).T
crI = Vector(data=bounds, dimnames=(("2.5%", "97.5%"), sims.fixef.dimnames[1]))
print(crI)
values = {
    "Biomass": data["Biomass"],
    "theta": getME(m1, "theta"),
    "sigma": sigma(m1),
    "crI": bounds.T.ravel(),
}
