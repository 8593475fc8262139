cdef void pack_rows(double* packed, const double* source, int ld, int rows, int depth) noexcept nogil
cdef void subtract_products(double* target, int ld, int rows, int columns, const double* packed,
                            int depth) noexcept nogil
