i <- 0
repeat {
  i <- i + 1
  if (i %% 2 == 0) next
  if (i > 7) break
  cat("i =", i, "\n")
}
while (TRUE) { i <- i - 3; if (i < 0) break }
i
for (nm in c("x", "y")) print(nm)
for (el in list(1, "a", TRUE)) print(class(el))
x <- NULL
for (k in seq_along(x)) print("never")
z <- for (q in 1:3) q
is.null(z)
q
