cdef class LaneSums:
    cdef int size, columns, slots, blocks, products
    cdef const double[:, ::1] weighted, fixed
    cdef double[::1] response
    cdef double[:, ::1] transformed
    cdef const int[::1] theta_index, starts, levels, positions, places, left_index, right_index, sources
    cdef void take_response(self, const double* rows, int width) noexcept
    cdef void accumulate(self, const double* theta, double* rzx, int width, double* lx) noexcept
    cdef void transform(self, const double* theta) noexcept
    cdef void multiply_itself(self, double* lx, int block) noexcept
    cdef void multiply_fixed(self, double* rzx, int width, int block) noexcept
