switch("a", a="one", "other")
