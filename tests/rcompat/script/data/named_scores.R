scores <- c(math=88, art=92, bio=79)
for (n in names(scores)) cat(n, ":", scores[n], "\n")
scores[order(scores)]
names(which.max(scores))
scores >= 80
sum(scores > 80); mean(scores > 80)
round(mean(scores), 1)
barplot(scores)
paste(names(scores), scores, sep="=", collapse=", ")
sprintf("%-6s|%6.2f", names(scores), scores)
rev(scores)
scores["chem"] <- 60
scores
scores[-1]
