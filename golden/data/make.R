# Data sets of the golden cases, written as CSV so that R and Python read the same text.
# Run by `scripts/golden.py build` from the root of the project.

RNGversion("4.2.2")
to <- function(frame, name) {
  con <- file(file.path("golden", "data", paste0(name, ".csv")), "wb")
  write.csv(frame, con, row.names = FALSE, quote = FALSE, eol = "\n")
  close(con)
}

# The simulated tutorial: 20 sites with 5 plots each.
set.seed(10)
data <- data.frame(Temp = runif(100, -2, 2), N = runif(100, -2, 2),
                   Site = gl(n = 20, k = 5, labels = paste0("Site", 1:20)))
params <- c(10, 0.3, 2.2)
rnd_int <- rnorm(20, 0, 1.2)
rnd_slp <- rnorm(20, 0, 0.5)
mus <- params[1] + rnd_int[data$Site] + (params[2] + rnd_slp[data$Site]) * data$Temp + params[3] * data$N
data$Biomass <- rnorm(100, mus, 1)
to(data, "sites")

# High School and Beyond: pupils of nlme's MathAchieve with their school's columns.
data("MathAchieve", "MathAchSchool", package = "nlme")
pupils <- data.frame(school = as.character(MathAchieve$School), minority = as.character(MathAchieve$Minority),
                     sex = as.character(MathAchieve$Sex), ses = MathAchieve$SES, math = MathAchieve$MathAch,
                     mean_ses = MathAchieve$MEANSES)
schools <- data.frame(school = as.character(MathAchSchool$School), size = MathAchSchool$Size,
                      sector = as.character(MathAchSchool$Sector))
to(merge(pupils, schools, by = "school"), "hsb")

# sleepstudy with every kind of extra column that the arguments and checks of lmer look at.
data("sleepstudy", package = "lme4")
set.seed(101)
n <- nrow(sleepstudy)
sleep <- data.frame(Reaction = sleepstudy$Reaction, Days = sleepstudy$Days,
                    Subject = paste0("S", sleepstudy$Subject))
sleep$w <- round(runif(n, 0.5, 3), 3)
sleep$w0 <- ifelse(seq_len(n) %% 20 == 0, 0, sleep$w)
sleep$off <- round(rnorm(n, 5, 2), 3)
sleep$age <- rep(round(rnorm(18, 40, 8), 1), each = 10)
sleep$sex <- rep(sample(c("female", "male"), 18, TRUE), each = 10)
sleep$dose <- rep_len(c("low", "mid", "high"), n)
sleep$micro <- sleep$Days * 1e6
sleep$double <- 2 * sleep$Days
sleep$triple <- 3 * sleep$Days
sleep$constant <- 7
sleep$one <- "only"
sleep$row <- seq_len(n)
sleep$gappy <- replace(sleep$Reaction, c(3, 17, 90, 91, 180), NA)
sleep$gappy_x <- replace(sleep$Days, c(1, 17, 100), NA)
sleep$gappy_g <- replace(sleep$Subject, c(5, 55), NA)
sleep$infinite <- replace(sleep$Reaction, 4, Inf)
sleep$text <- paste0("r", round(sleep$Reaction))
sleep$logical <- sleep$Days > 4
sleep$nothing <- NA
to(sleep, "sleep")

# Level and column names beyond ASCII.
set.seed(7)
towns <- c("\u00c5lesund", "\u0141\u00f3d\u017a", "K\u00f6ln", "\u6771\u4eac", "S\u00e3o Paulo", "\u0391\u03b8\u03ae\u03bd\u03b1", "Qu\u00e9bec", "Oslo")
kinds <- c("caf\u00e9", "th\u00e9 vert", "\u8336")
world <- data.frame(town = rep(towns, each = 12), kind = rep_len(kinds, 96), höhe = round(rnorm(96), 2))
world$score <- round(20 + rep(rnorm(8, 0, 2), each = 12) + 1.5 * world$höhe + (world$kind == kinds[2]) + rnorm(96), 2)
to(world, "world")

# Many predictors with names of very different length.
set.seed(12)
wide <- as.data.frame(matrix(round(rnorm(300 * 14), 3), 300))
names(wide) <- c(paste0("x", 1:8), "a.very.long.predictor.name", "another_rather_long_name", "Income2019", "b", "zz", "k14")
wide$g <- rep(sprintf("g%02d", 1:30), 10)
wide$y <- round(3 + wide$x1 - 0.5 * wide$x2 + rep(rnorm(30), 10) + rnorm(300), 3)
to(wide, "wide")

# Subjects by items, both with slopes; one by-item slope is really zero.
set.seed(33)
crossed <- expand.grid(item = sprintf("i%02d", 1:16), subj = sprintf("s%02d", 1:24))
crossed$cond <- rep_len(c(-0.5, 0.5), nrow(crossed))[sample(nrow(crossed))]
crossed$type <- rep_len(c("noun", "verb"), nrow(crossed))
s <- as.integer(factor(crossed$subj)); i <- as.integer(factor(crossed$item))
crossed$rt <- round(600 + rnorm(24, 0, 60)[s] + (30 + rnorm(24, 0, 25)[s]) * crossed$cond + rnorm(16, 0, 35)[i] + rnorm(384, 0, 80), 1)
to(crossed, "crossed")

# Three levels, unbalanced, class numbers starting anew in every school; no real school slope.
set.seed(44)
nested <- do.call(rbind, lapply(1:22, function(k) {
  classes <- sample(2:4, 1)
  do.call(rbind, lapply(seq_len(classes), function(c) {
    m <- sample(3:9, 1)
    data.frame(school = k, class = c, pupil = seq_len(m), x = round(rnorm(m), 3), e = rnorm(m), u = 0)
  }))
}))
schools <- rnorm(22, 0, 3)
classes <- rnorm(100, 0, 2)
nested$y <- round(50 + schools[nested$school] + classes[nested$school * 4 + nested$class] + 2 * nested$x + 5 * nested$e, 2)
to(nested[c("school", "class", "pupil", "x", "y")], "nested")

# No between-group variance: singular fits.
set.seed(55)
flat <- data.frame(g = rep(letters[1:10], each = 8), h = rep_len(LETTERS[1:4], 80), x = round(rnorm(80), 3))
flat$y <- round(1 + 0.5 * flat$x + rnorm(80), 3)
to(flat, "flat")

# As many groups as rows, and tiny tables.
to(data.frame(y = c(1.2, 3.4, 2.2, 5.1, 4.4, 3.9), x = 1:6, g = c("a", "a", "b", "b", "c", "c"), u = letters[1:6]), "tiny")
