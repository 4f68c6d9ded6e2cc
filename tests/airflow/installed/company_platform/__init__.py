"""What a company's own package could be: clusters, names, mixins."""
