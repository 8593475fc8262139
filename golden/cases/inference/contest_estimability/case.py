from pylmer.datasets import load_dataset
from pylmer.lmertest import anova, contest, lmer
from rcompat.base.conditions import RError

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + I(2 * Days) + (1 | Subject)", data=sleepstudy)
print(contest(m, [0, 1]))
print(contest(m, [0, 1, 2], joint=False, check_estimability=True))
print(contest(m, [[0, 1, 2], [0, 1, 0], [1, 0, 0]], joint=False, check_estimability=True))
try:
    contest(m, [0, 1, 2], check_estimability=True)
except RError as error:
    print(error.message)
print(anova(m))
print(anova(m, ddf="lme4"))
