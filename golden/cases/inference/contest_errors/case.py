import numpy as np

from pylmer.datasets import load_dataset
from pylmer.lmertest import contest, contest1D, contestMD, lmer
from rcompat.base.conditions import RError

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + I(Days^2) + (Days | Subject)", data=sleepstudy)
L = np.eye(3)[1:]
try:
    contest(m, [0, 1])
except RError as error:
    print(error.message)
try:
    contest(m, np.eye(2))
except RError as error:
    print(error.message)
try:
    contest(m, "x")
except RError as error:
    print(error.message)
try:
    contest(m, L, ddf="foo")
except RError as error:
    print(error.message)
try:
    contest(m, L, ddf="lme4")
except RError as error:
    print(error.message)
try:
    contest(m, L, rhs=[5, 0], joint=False)
except RError as error:
    print(error.message)
try:
    contest(m, L, rhs="a")
except RError as error:
    print(error.message)
try:
    contest(m, None)
except RError as error:
    print(error.message)
try:
    contest1D(m, [0, 1])
except RError as error:
    print(error.message)
try:
    contest1D(m, L)
except RError as error:
    print(error.message)
try:
    contest1D(m, "a")
except RError as error:
    print(error.message)
try:
    contest1D(m, [0, 1, 0], level="a", confint=True)
except RError as error:
    print(error.message)
try:
    contest1D(m, [0, 1, 0], level=2, confint=True)
except RError as error:
    print(error.message)
try:
    contestMD(m, np.eye(2))
except RError as error:
    print(error.message)
