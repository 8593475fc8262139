cdef class TermColumns:
    cdef readonly int n, size, levels, base
    cdef readonly double[:, ::1] values
    cdef double[:, ::1] weighted, transformed
    cdef int[::1] codes, theta_index, starts, members, positions
    cdef void transform(self, const double* theta) noexcept
    cdef void multiply_fixed(self, const double* fixed, int width, double* rzx) noexcept
    cdef void random_effects(self, const double* theta, const double* u, double* b) noexcept
    cdef void add_fitted(self, const double* b, double* fitted, int begin, int end) noexcept


cdef class PairBlocks:
    cdef TermColumns first, second
    cdef int[::1] starts, members, positions, left_index, right_index
    cdef int blocks, products
    cdef void accumulate(self, double* lx) noexcept
    cdef void accumulate_block(self, double* lx, int block) noexcept
