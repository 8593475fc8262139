from dataclasses import replace

import numpy as np

from pylmer.lme4 import fixef, lmList, summary
from rcompat.base.delimited import read_csv
from rcompat.base.frame import NA_REAL

sleep = read_csv("golden/data/sleep.csv")
gone = np.isin(np.asarray(sleep["Subject"], dtype=str), ["S310", "S333"])
sleep = replace(sleep, columns={**sleep.columns, "part": np.where(gone, NA_REAL, np.asarray(sleep["Reaction"]))})
l = lmList("part ~ Days | Subject", sleep)
print(l)
print(summary(l))
print(fixef(l))
