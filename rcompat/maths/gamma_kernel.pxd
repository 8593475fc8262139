from rcompat.maths.rng_kernel cimport Source

cdef double gamma_number(Source source, double shape, double scale) noexcept
cdef double beta_number(Source source, double first, double second) noexcept
