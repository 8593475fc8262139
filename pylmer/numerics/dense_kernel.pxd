cdef void add_gram(double* out, int ld, const double* rows, int count, int stride, int first, int last,
                   int panel, double sign) noexcept nogil
cdef void add_column_products(double* out, const double* rows, int count, int stride, int columns,
                              int with_column) noexcept nogil
cdef bint upper_cholesky(double* r, int ld, int p, double* work) noexcept nogil
cdef void solve_upper_transposed(const double* r, int ld, int p, double* x) noexcept nogil
cdef void solve_upper(const double* r, int ld, int p, double* x) noexcept nogil
