cdef class TermColumns:
    cdef readonly int n, size, levels, base
    cdef bint has_runs
    cdef readonly const double[:, ::1] values
    cdef const double[:, ::1] weighted
    cdef double[:, ::1] transformed
    cdef int[::1] codes, theta_index, starts, members, positions
    cdef void transform(self, const double* theta) noexcept
    cdef void random_effects(self, const double* theta, const double* u, double* b) noexcept
    cdef void add_fitted(self, const double* b, double* fitted, int begin, int end) noexcept
    cdef void add_runs(self, const double* effects, double* fitted, int begin, int end) noexcept


cdef class PairBlocks:
    cdef TermColumns first, second
    cdef int[::1] starts, members, positions, left_index, right_index
    cdef int blocks, products
    cdef void accumulate(self, double* lx) noexcept
    cdef void accumulate_block(self, double* lx, int block) noexcept


cdef void add_columns(double* out, const double* columns, Py_ssize_t stride, const double* factors, int size,
                      int count) noexcept nogil
cdef void square_residuals(double* fitted, double* random, const double* offset, const double* y,
                           const double* root, int count) noexcept nogil
