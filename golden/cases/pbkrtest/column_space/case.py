import numpy as np

from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer, model_matrix
from pylmer.pbkrtest import compare_column_space, make_model_matrix, make_restriction_matrix
from rcompat.base.render import render

ham = load_dataset("ham")
h1 = lmer("Informed.liking ~ Product * Information + (1 | Consumer) + (1 | Consumer:Product)", data=ham)
h0 = lmer("Informed.liking ~ Product + Information + (1 | Consumer) + (1 | Consumer:Product)", data=ham)
h00 = lmer("Informed.liking ~ Information + (1 | Consumer) + (1 | Consumer:Product)", data=ham)
X1, X0, X00 = model_matrix(h1), model_matrix(h0), model_matrix(h00)
print(render(compare_column_space(X1, X0)), end="")
print(render(compare_column_space(X00, X0)), end="")
print(render(compare_column_space(X1, X1)), end="")
print(make_restriction_matrix(X1, X0))
L = np.array([[0.0, 0, 0, 0, 0, 1, -1, 0]])
values = {
    "model_matrix": make_model_matrix(X1, L),
}
