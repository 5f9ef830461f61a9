"""From quads to answers: store, exports, checks, numbers, network and view."""
