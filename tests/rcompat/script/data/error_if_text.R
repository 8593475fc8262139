if ("a") 1
