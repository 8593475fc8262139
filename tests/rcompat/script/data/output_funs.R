x <- c(a = 1.5, b = 2.25)
print(x); print(x, digits = 2); print("text", quote = FALSE); print(c(TRUE, FALSE)); print(list(1, "a")); print(matrix(1:4, 2)); print(data.frame(a = 1:2, b = c("x", "y")), row.names = FALSE); cat("tab\there\n"); cat("multi", "args", 3, "\n", sep = "|"); cat("a\n", "b\n"); cat(1:10, fill = 20); cat(NULL); cat(list("a", 1, TRUE), "\n")
