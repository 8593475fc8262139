import numpy as np

from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import model2restriction_matrix

ham = load_dataset("ham")
h1 = lmer("Informed.liking ~ Product * Information + (1 | Consumer) + (1 | Consumer:Product)", data=ham)
h0 = lmer("Informed.liking ~ Product + Information + (1 | Consumer) + (1 | Consumer:Product)", data=ham)
h00 = lmer("Informed.liking ~ Information + (1 | Consumer) + (1 | Consumer:Product)", data=ham)
print(model2restriction_matrix(h1, h0))
print(model2restriction_matrix(h1, h00))
print(model2restriction_matrix(h0, h00))
print(model2restriction_matrix(h1, np.vstack([np.eye(8)[1:3], [0.0, 1, 1, 0, 0, 0, 0, 0]])))
values = {
    "restriction": model2restriction_matrix(h1, h00),
}
