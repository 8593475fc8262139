Reduce(`+`, list(), 0)
