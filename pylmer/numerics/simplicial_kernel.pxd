cdef double simplicial_factor(int q, double* lx, const int* lp, const int* li, const int* visits,
                              const int* columns, const int* places, double* work) noexcept nogil
cdef void simplicial_solve(int q, const double* lx, const int* lp, const int* li, const int* chains,
                           double* rows, int width) noexcept nogil
cdef void simplicial_solve_transposed(int q, const double* lx, const int* lp, const int* li, const int* chains,
                                      double* x) noexcept nogil
