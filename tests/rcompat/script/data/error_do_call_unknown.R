do.call("nofun", list())
