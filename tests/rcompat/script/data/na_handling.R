x <- c(1, NA, 3)
sum(x); sum(x, na.rm = TRUE); mean(x); is.na(x); which(is.na(x)); x[!is.na(x)]; NA > 1; NA & FALSE; NA || TRUE; NaN == NaN; is.nan(c(NaN, NA)); max(x); max(x, na.rm = TRUE); NA_integer_; NULL == 1; length(NULL); c()
