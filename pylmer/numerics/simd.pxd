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
    static inline PylmerVector pylmer_load(const double *at) { return *(const PylmerVector *)at; }
    static inline void pylmer_store(double *at, PylmerVector value) { *(PylmerVector *)at = value; }
    static inline PylmerVector pylmer_zeros(void) { PylmerVector zeros = {0.0}; return zeros; }
    """
    ctypedef double Vector "PylmerVector"
    cdef enum:
        LANES "PYLMER_LANES"
    Vector load "pylmer_load"(const double *at) noexcept nogil
    void store "pylmer_store"(double *at, Vector value) noexcept nogil
    Vector zeros "pylmer_zeros"() noexcept nogil
