from pylmer.datasets import load_dataset
from pylmer.parameters import ci, model_parameters, p_value, standard_error
from rcompat.linear.lm import lm

cake = load_dataset("cake")
l = lm("angle ~ recipe * temp", data=cake)
print(model_parameters(l))
print(model_parameters(l, summary=True, ci=[0.5, 0.9]))
print(ci(l))
print(p_value(l))
print(standard_error(l))
