from rcompat.maths.rng_kernel cimport Source

cdef double poisson_number(Source source, double mean) noexcept
cdef double binomial_number(Source source, double trials, double probability) noexcept
