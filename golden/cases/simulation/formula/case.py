from pylmer.datasets import load_dataset
from pylmer.lme4 import simulate
from rcompat.base.conditions import RError
from rcompat.base.frame import Frame

sleepstudy = load_dataset("sleepstudy")
p = {"beta": [250, 10], "theta": [1, 0, 0.2], "sigma": 25}
drawn = simulate("~ Days + (Days | Subject)", newdata=sleepstudy, newparams=p, seed=1, nsim=2)
print(Frame(columns={name: column[:12] for name, column in drawn.items()}, n=12))
try:
    simulate("~ Days + (Days | Subject)", newdata=sleepstudy)
except RError as error:
    print(error.message)
p["beta"] = [1]
try:
    simulate("~ Days + (Days | Subject)", newdata=sleepstudy, newparams=p)
except RError as error:
    print(error.message)
