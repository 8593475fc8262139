import numpy as np

from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import KRmodcomp, SATmodcomp, get_Lb_ddf, getKR, getSAT, model2restriction_matrix
from rcompat.base.conditions import RError

sleepstudy = load_dataset("sleepstudy")
fm1 = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
fm0 = lmer("Reaction ~ 1 + (Days | Subject)", data=sleepstudy)
fx = lmer("Reaction ~ I(Days > 4) + (1 | Subject)", data=sleepstudy)
try:
    KRmodcomp(fm1, fm1)
except RError as error:
    print(error.message)
try:
    KRmodcomp(fm1, fx)
except RError as error:
    print(error.message)
try:
    SATmodcomp(fm1, fm1)
except RError as error:
    print(error.message)
try:
    KRmodcomp(fm1, [0.0, 1.0, 0.0])
except RError as error:
    print(error.message)
try:
    KRmodcomp(fm1, "x")
except RError as error:
    print(error.message)
try:
    SATmodcomp(fm1, None)
except RError as error:
    print(error.message)
try:
    getKR(KRmodcomp(fm1, fm0), "foo")
except RError as error:
    print(error.message)
try:
    getSAT(SATmodcomp(fm1, fm0), "foo")
except RError as error:
    print(error.message)
try:
    getKR(SATmodcomp(fm1, fm0))
except RError as error:
    print(error.message)
try:
    getSAT(KRmodcomp(fm1, fm0))
except RError as error:
    print(error.message)
try:
    model2restriction_matrix(fm0, fm1)
except RError as error:
    print(error.message)
try:
    KRmodcomp(fm1, fm0.update(data=sleepstudy.take(np.arange(170))))
except RError as error:
    print(error.message)
try:
    get_Lb_ddf(fm1, [1.0, 0.0, 0.0])
except RError as error:
    print(error.message)
