cdef class Source:
    cdef unsigned int key[624]
    cdef int position
    cdef int kind
    cdef bint rounding
    cdef unsigned int word(self) noexcept
    cdef double uniform(self) noexcept
    cdef double normal(self) noexcept
    cdef double exponential(self) noexcept
    cdef double index(self, double size) noexcept
