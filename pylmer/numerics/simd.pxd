# The widest vector of doubles that the compiler has registers for, and how many doubles that is.
cdef extern from *:
    """
    #ifdef __AVX__
    enum { PYLMER_LANES = 4 };
    #else
    enum { PYLMER_LANES = 2 };
    #endif
    typedef double PylmerVector
        __attribute__((vector_size(PYLMER_LANES * sizeof(double)), aligned(sizeof(double)), may_alias));
    """
    ctypedef double Vector "PylmerVector"
    cdef enum:
        LANES "PYLMER_LANES"
