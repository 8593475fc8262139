cdef double from_log(double x, bint lower, bint log_p) noexcept nogil
cdef double one_probability(int law, double x, double a, double b, bint lower, bint log_p) noexcept nogil
