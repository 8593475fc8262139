t.test(1)
