"""A neighbour with a function that raises."""

CLUSTERS = {"small": "0301-101010-abcd1234"}


def cluster_of(team):
    return CLUSTERS[team]
