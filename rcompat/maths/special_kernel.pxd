cdef long double log_beta(long double a, long double b) noexcept nogil
cdef long double log_beta_front(long double x, long double y, long double a, long double b) noexcept nogil
cdef long double log_gamma_front(long double x, long double a) noexcept nogil
cdef long double beta_tail(long double x, long double y, long double a, long double b, bint lower, bint log_p) noexcept nogil
cdef long double gamma_tail(long double x, long double a, bint lower, bint log_p) noexcept nogil
cdef long double beta_log_odds(long double log_target, long double a, long double b, bint lower) noexcept nogil
cdef long double gamma_log_quantile(long double log_target, long double a, bint lower) noexcept nogil
