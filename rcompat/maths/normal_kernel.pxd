cdef double central_quantile(double q) noexcept nogil
cdef double tail_quantile(double r) noexcept nogil
cdef double standard_quantile(double p) noexcept nogil
