cdef double central_quantile(double q) noexcept nogil
cdef double tail_quantile(double r) noexcept nogil
cdef double standard_quantile(double p) noexcept nogil
cdef double normal_probability(double z, bint lower, bint log_p) noexcept nogil
cdef double normal_quantile(double p, bint lower, bint log_p) noexcept nogil
cdef double normal_density(double z, double scale, bint log_p) noexcept nogil
