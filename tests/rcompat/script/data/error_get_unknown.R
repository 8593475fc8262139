get("nope")
