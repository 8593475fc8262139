cdef class SparseFactor:
    cdef readonly double[::1] values
    cdef int q
    cdef double factorize(self) noexcept
    cdef void solve(self, double* rows, int width) noexcept
    cdef void solve_transposed(self, double* x) noexcept
