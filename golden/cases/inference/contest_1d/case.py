from pylmer.datasets import load_dataset
from pylmer.lmertest import contest1D, lmer

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + I(Days^2) + (Days | Subject)", data=sleepstudy)
print(contest1D(m, [0, 1, 0]))
print(contest1D(m, [0, 1, 0], confint=True))
print(contest1D(m, [0, 1, 0], rhs=5, confint=True, level=0.99))
print(contest1D(m, [0, 1, 0], ddf="Ken"))
values = {"df": contest1D(m, [1, 4, 16])["df"]}
