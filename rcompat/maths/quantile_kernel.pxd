cdef double one_quantile(int law, double p, double a, double b, bint lower, bint log_p) noexcept nogil
