import pylmer.lme4
from pylmer.lme4 import fixef, formula, predict, ranef, residuals, simulate, vcov
from pylmer.lmertest import contest, contest1D, lmer, ranova, step
from rcompat.base.conditions import RError
from rcompat.base.delimited import read_csv
from rcompat.linear import lm as linear

sleep = read_csv("golden/data/sleep.csv")
m = pylmer.lme4.lmer("Reaction ~ Days + (1 | Subject)", data=sleep)
t = lmer("Reaction ~ Days + (1 | Subject)", data=sleep)
f = linear.lm("Reaction ~ Days", data=sleep)
try:
    fixef(m, add_dropped="NA")
except RError as error:
    print(error.message)
try:
    fixef(m, add_dropped="a")
except RError as error:
    print(error.message)
try:
    fixef(m, add_dropped=[])
except RError as error:
    print(error.message)
try:
    residuals(m, scaled="NA")
except RError as error:
    print(error.message)
try:
    residuals(m, scaled="a")
except RError as error:
    print(error.message)
try:
    residuals(m, scaled=[])
except RError as error:
    print(error.message)
try:
    formula(m, fixed_only="NA")
except RError as error:
    print(error.message)
try:
    formula(m, fixed_only="a")
except RError as error:
    print(error.message)
try:
    vcov(m, correlation="NA")
except RError as error:
    print(error.message)
try:
    vcov(m, correlation="a")
except RError as error:
    print(error.message)
try:
    vcov(m, correlation=[])
except RError as error:
    print(error.message)
try:
    predict(m, random_only="NA")
except RError as error:
    print(error.message)
try:
    predict(m, random_only="a")
except RError as error:
    print(error.message)
try:
    simulate(m, use_u="NA")
except RError as error:
    print(error.message)
try:
    simulate(m, use_u="a")
except RError as error:
    print(error.message)
try:
    simulate(m, use_u=[])
except RError as error:
    print(error.message)
try:
    ranef(m, drop="NA")
except RError as error:
    print(error.message)
try:
    ranef(m, drop="a")
except RError as error:
    print(error.message)
try:
    ranef(m, drop=[])
except RError as error:
    print(error.message)
try:
    contest(t, [0, 1], joint="NA")
except RError as error:
    print(error.message)
try:
    contest(t, [0, 1], joint="a")
except RError as error:
    print(error.message)
try:
    contest(t, [0, 1], joint=[])
except RError as error:
    print(error.message)
try:
    contest1D(t, [0, 1], confint="NA")
except RError as error:
    print(error.message)
try:
    contest1D(t, [0, 1], confint="a")
except RError as error:
    print(error.message)
try:
    contest1D(t, [0, 1], confint=[])
except RError as error:
    print(error.message)
try:
    ranova(t, reduce_terms="NA")
except RError as error:
    print(error.message)
try:
    ranova(t, reduce_terms="a")
except RError as error:
    print(error.message)
try:
    ranova(t, reduce_terms=[])
except RError as error:
    print(error.message)
try:
    step(t, reduce_fixed="NA")
except RError as error:
    print(error.message)
try:
    step(t, reduce_fixed="a")
except RError as error:
    print(error.message)
try:
    step(t, reduce_fixed=[])
except RError as error:
    print(error.message)
try:
    linear.summary(f, correlation="NA")
except RError as error:
    print(error.message)
try:
    linear.summary(f, correlation="a")
except RError as error:
    print(error.message)
try:
    linear.summary(f, correlation=[])
except RError as error:
    print(error.message)
try:
    linear.logLik(f, REML="NA")
except RError as error:
    print(error.message)
try:
    linear.logLik(f, REML="a")
except RError as error:
    print(error.message)
try:
    linear.logLik(f, REML=[])
except RError as error:
    print(error.message)
try:
    linear.predict(f, se_fit="a")
except RError as error:
    print(error.message)
