"""The graph as rdflib sees it, and what rdflib holds as quads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pyoxigraph as ox
from pyoxigraph import Quad

from ...ontology.terms import PREFIXES
from .failures import StoreError
from .stores import OxigraphStore, Store

if TYPE_CHECKING:
    import rdflib


def dataset(store: Store) -> rdflib.Dataset:
    """The same graph as an rdflib ``Dataset``, not copied: what one changes, the other sees.

    Its default graph is the union of all graphs, and strings given to its ``query`` are run by Oxigraph
    (prepared queries fall back to rdflib's own engine, which is much slower).

    Raises:
        StoreError: the store is not in this process.
    """
    import rdflib
    from oxrdflib import OxigraphStore as Bridge

    if not isinstance(store, OxigraphStore):
        raise StoreError("only a graph in a directory or in memory can be used by rdflib without copying")
    shared = rdflib.Dataset(store=Bridge(store=store.inner), default_union=True)
    for prefix, namespace in PREFIXES.items():
        shared.bind(prefix, namespace)
    return shared


def from_dataset(dataset: rdflib.Dataset) -> Iterator[Quad]:
    """The quads of an rdflib ``Dataset``, for `Store.replace`."""
    return ox.parse(dataset.serialize(format="nquads"), format=ox.RdfFormat.N_QUADS)
