s <- "The quick brown fox"
words <- strsplit(s, " ")[[1]]
words
length(words)
sapply(words, nchar)
toupper(substr(words, 1, 1))
paste0(toupper(substring(words, 1, 1)), substring(words, 2))
rev(words)
grepl("quick", s)
sub("quick", "slow", s)
regmatches(s, regexpr("[a-z]+", s))
unlist(lapply(strsplit(s, "")[[1]], function(ch) ch))[1:3]
sprintf("%s...", substr(s, 1, 7))
gsub("\\s+", "_", s)
tolower(s)
nchar(s)
sprintf("Word %d: %s", seq_along(words), words)
sort(words)
format(c("apple", "fig"), width = 8)
formatC("x", width = 5, flag = "-")
strtoi("12")
rev(utf8ToInt("AZ"))
