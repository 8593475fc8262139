x <- c(3.5, 1, 2); y <- 1:3
x + y; x * 2; x / y; y %/% 2; y %% 2; 5 %/% 2; -5 %/% 2; -5 %% 3; 2^10; 7.5 %% 2
x > 2; x == 2; !TRUE; x & y; TRUE && FALSE; xor(TRUE, FALSE)
c(a=1, b=2) + 1; c(1, "a", TRUE); c(1, TRUE, NA); c(1L, 2.5)
1:10; 10:1; seq(0, 1, 0.25); seq(1, 10, length.out = 4); seq_len(5); seq_along(c("a","b")); rev(1:4)
rep(1:2, 3); rep(1:2, each = 2); rep(c("a","b"), times = c(2, 1)); rep_len(1:3, 7)
NULL; NA; NaN; Inf; -Inf; NA_character_; 1e10; 1e5; 100000; 123456789; 1e-5; 0.1 + 0.2; 1/3; 22/7
TRUE; "a\"b"; 'single'; "tab\t"; c("a", NA); character(0); integer(0); list(); logical(0); numeric(0)
5L; 5L/2L; 5L*2L; class(5L*2.0); class(5L/5L); .5; 1e-300; 1e300*10
sum(1:10); mean(c(1,2,3,NA)); mean(c(1,2,3,NA), na.rm = TRUE); max(3, 7, 2); min(c(4, 2)); range(c(3,1,2)); prod(1:5)
var(c(1,2,3,4)); sd(c(1,2,3,4)); median(c(5,3,1)); quantile(1:10); cumsum(1:5); cumprod(1:5); diff(c(1,4,9))
round(3.14159, 2); signif(123456, 2); floor(2.7); ceiling(2.1); trunc(-2.7); sqrt(16); exp(1); log(10); log10(100); log2(8); abs(-3)
which(c(F,T,T)); which.max(c(1,5,2)); any(c(F,T)); all(c(T,T)); is.na(c(1,NA)); ifelse(c(1,5,3) > 2, "hi", "lo")
sort(c(3,1,2)); order(c(3,1,2)); sort(c("b","A","a","B")); rev(sort(c(3,1,2))); unique(c(1,2,2,3)); duplicated(c(1,2,2)); table(c("a","b","a"))
paste("a", 1:3); paste0("x", 1:2, collapse = "+"); nchar("hello"); toupper("abc"); substr("hello", 2, 4); strsplit("a,b,c", ","); sprintf("%5.2f and %d and %s", pi, 3L, "x")
head(letters, 3); tail(LETTERS, 2); month.name[1:2]; pi
x[2]; x[-1]; x[c(TRUE, FALSE, TRUE)]; x[5]; y[y > 1]; letters[c(1, 3)]
x[2] <- 10; x; x[6] <- 1; x; names(x) <- letters[1:6]; x; x["b"]; x[["b"]]
identical(c(1,2), c(1,2)); all.equal(1, 1 + 1e-10); all.equal(1, 1.1); is.numeric(1); is.character("a")
