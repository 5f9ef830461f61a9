"""cybercoop: who helps whom to build cyber capacity, read from press releases into a graph."""
