"""What exists: the ontology, its shapes and themes, and the things that releases keep naming."""
