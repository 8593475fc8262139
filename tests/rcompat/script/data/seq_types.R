x <- seq(1, 9, 2); class(x); class(1:3); class(seq(1L, 9L, 2L)); typeof(seq(0, 1, 0.1)); seq(0, 1, 0.1)[4] == 0.3
rev(seq_len(4)); 10:1; numeric(3)
