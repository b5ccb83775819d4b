print("recensus")
