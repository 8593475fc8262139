while (NULL) 1
