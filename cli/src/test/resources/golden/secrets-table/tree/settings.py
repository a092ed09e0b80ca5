DEBUG = True
GITHUB = "ghp_0gqn87b1PZqZrmktsO3U9224xf2MvQyGplpE"
