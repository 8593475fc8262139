from pylmer.arm import invlogit, logit, rescale
from rcompat.base.frame import NA_REAL
from rcompat.base.vectors import Vector


def show(values):
    print(Vector(data=values))


show(rescale([1, 2, 3, NA_REAL, 10]))
show(rescale([0, 1, 1, 0]))
show(rescale([0, 1, 1, 0], "full"))
show(rescale([2, 5, 5, 2], "0/1"))
show(rescale([2, 5, 5, 2], "-0.5,0.5"))
show(rescale([5, 7, 5]))
show(rescale(["a", "b", "a"]))
show(rescale(["a", "b", "c"]))
show(logit([0, 0.3, 1, 0.999999]))
show(invlogit([-800, -3, 0, 1, 50, NA_REAL]))
