# Four doubles that the compiler keeps in vector registers (one AVX, two SSE2, or four plain ones: same bits).
cdef extern from *:
    """
    typedef double PylmerVector4 __attribute__((vector_size(32), aligned(8), may_alias));
    """
    ctypedef double Vector4 "PylmerVector4"
