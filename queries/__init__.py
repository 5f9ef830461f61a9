"""The questions that the graph answers, in SPARQL, and the catalogue that reads them."""
