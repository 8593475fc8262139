x <- c(5, 3, 8); names(x) <- c("a", "b", "c")
for (n in names(x)) cat(n, "=", x[n], "\n")
cat(sprintf("%-10s|%5d|%8.3f\n", c("one","two"), 1:2, c(1.5, 2.25)), sep = "")
cat("A:", 1:5, "\n", sep = " "); cat("no newline"); cat("\n"); cat("a", "b", sep = ""); cat("\n"); cat(c(1.5, 2, 3.333333333), TRUE, NA, "\n"); cat(pi, exp(10), 1e-8, 123456789, 1e15, 1e5, "\n")
print(c(1.123456789, 123.1, 1e-3)); print(1e-15); print(c(0.1, 1e10)); print(123456.7891); print(c(TRUE, NA)); print(NULL); print(list()); print(character(0))
print(c(1.5, NA, Inf)); 1e-4; 0.0001234; 1234567.8; c(1e5, 1e-5); 100 * 1.1; 2/3 * 100; 1e3; 1e15; 1e16; 0.1 + 0.2 == 0.3; 5 %in% 1:10
