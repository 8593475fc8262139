from pylmer.numerics.factor_kernel cimport SparseFactor


cdef class SimplicialFactor(SparseFactor):
    cdef int[::1] indptr, indices, visits, visit_columns, visit_places, forward, backward, runs
    cdef double[::1] work
