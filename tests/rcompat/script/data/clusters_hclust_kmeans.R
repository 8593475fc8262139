hc <- hclust(dist(USArrests), "average"); hc
hc$merge[1:5, ]; hc$height[1:5]; hc$order
cutree(hc, 3)
cutree(hclust(dist(c(1, 2, 10, 11, 30))), h = 5)
table(cutree(hclust(dist(iris[, 1:4])), 3), iris$Species)
hclust(dist(mtcars), method = "ward.D2")$height[25:31]
hclust(dist(mtcars), method = "single")$order
hclust(dist(mtcars), method = "centroid")$height[1:5]
cutree(hc, k = 2:3)[1:4, ]
set.seed(123)
km <- kmeans(iris[, 1:4], 3); km
set.seed(1); kmeans(c(1, 2, 10, 11, 20, 21), 3)$cluster
set.seed(42); k2 <- kmeans(scale(mtcars), 4, nstart = 10); k2$size; k2$withinss; k2$tot.withinss
table(km$cluster, iris$Species)
set.seed(7); kmeans(faithful, 2)$centers
set.seed(20); kmeans(iris[, 3:4], 3, nstart = 20)
km$iter
set.seed(2); sapply(1:5, function(k) kmeans(scale(USArrests), k, nstart = 5)$tot.withinss)
s <- scale(USArrests)
set.seed(1); a <- kmeans(s, 5); a$size; a$iter; a$tot.withinss
set.seed(2); a <- kmeans(s, 5); a$size; a$iter; a$tot.withinss
set.seed(3); a <- kmeans(s, 5); a$size; a$iter; a$tot.withinss
set.seed(4); a <- kmeans(s, 5); a$size; a$iter; a$tot.withinss
set.seed(5); a <- kmeans(s, 5); a$size; a$iter; a$tot.withinss
set.seed(6); a <- kmeans(s, 5); a$size; a$iter; a$tot.withinss
set.seed(7); a <- kmeans(s, 6); a$size; a$iter; a$tot.withinss
set.seed(8); a <- kmeans(s, 6); a$size; a$iter; a$tot.withinss
set.seed(9); a <- kmeans(s, 3); a$size; a$iter; a$tot.withinss
set.seed(42); k2 <- kmeans(scale(mtcars), 4, nstart = 10); k2$size
