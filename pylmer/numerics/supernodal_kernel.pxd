from pylmer.numerics.factor_kernel cimport SparseFactor


cdef class SupernodalFactor(SparseFactor):
    cdef int count
    cdef int[::1] first, starts, bases, rows, owner
    cdef int[::1] head, following, position, local, relative
    cdef double[::1] packed, buffer
    cdef void _subtract_descendant(self, int s, int d) noexcept
    cdef void _subtract_strip(self, double* target, int ld, int s, int d, int begin, int end) noexcept
